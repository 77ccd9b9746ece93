-- Who opened which personal value, when and as what. Append-only: the API reaches it through two functions, one tenant at a time.
create schema trail;
create table trail.access (
  tenant_id uuid not null,
  subject_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  id uuid not null,
  actor_id uuid not null,
  acting_as text[] not null,
  object text not null,
  object_id text not null,
  field text not null,
  operation text not null,
  correlation_id text not null,
  primary key (tenant_id, id)
);
create index access_subject on trail.access (tenant_id, subject_id, id desc);

create function trail.note(tenant uuid, opened jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  insert into trail.access (tenant_id, subject_id, id, actor_id, acting_as, object, object_id, field, operation, correlation_id)
  select tenant, o.subject_id, o.id, o.actor_id, o.acting_as, o.object, o.object_id, o.field, o.operation, o.correlation_id
    from jsonb_to_recordset(opened) as o (subject_id uuid, id uuid, actor_id uuid, acting_as text[], object text,
      object_id text, field text, operation text, correlation_id text)
$$;

-- What was opened of a subject, the newest first.
create function trail.of_subject(tenant uuid, subject uuid, before uuid, most int) returns setof trail.access
language sql stable security definer set search_path = '' as $$
  select * from trail.access a
   where a.tenant_id = tenant and a.subject_id = subject and (before is null or a.id < before)
   order by a.id desc limit most
$$;

alter table trail.access enable row level security;
alter table trail.access force row level security;
revoke all on function trail.note(uuid, jsonb), trail.of_subject(uuid, uuid, uuid, int) from public;
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
begin
  execute format('create policy the_functions on trail.access to %I using (true) with check (true)', current_user);
  execute format('grant usage on schema trail to %I', api);
  execute format('grant execute on function trail.note(uuid, jsonb), trail.of_subject(uuid, uuid, uuid, int) to %I', api);
end $$;
