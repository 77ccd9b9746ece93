-- Conditions that somebody was asked to own, wherever they are.
create table condition_asked_view (
  tenant_id uuid not null,
  id text not null, -- condition/person
  condition_id text not null,
  person_id text not null,
  named_at timestamptz not null,
  primary key (tenant_id, id)
);
create index condition_asked_view_person on condition_asked_view (tenant_id, person_id, named_at, id);

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on condition_asked_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on condition_asked_view to %I', roles || '_pipeline');
  perform tenancy.protect('condition_asked_view');
end $$;
