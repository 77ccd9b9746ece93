-- Why something was opened: the purpose, whose legal basis and text people can read; null for a look at one's own.
alter table trail.access add column purpose text;
create or replace function trail.note(tenant uuid, opened jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  insert into trail.access (tenant_id, subject_id, id, actor_id, acting_as, object, object_id, field, operation, correlation_id, purpose)
  select tenant, o.subject_id, o.id, o.actor_id, o.acting_as, o.object, o.object_id, o.field, o.operation, o.correlation_id, o.purpose
    from jsonb_to_recordset(opened) as o (subject_id uuid, id uuid, actor_id uuid, acting_as text[], object text,
      object_id text, field text, operation text, correlation_id text, purpose text)
$$;
