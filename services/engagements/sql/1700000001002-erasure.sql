-- What has become of erasing a person: who was erased, when, and what each service found.
create table erasure_view (
  tenant_id uuid not null,
  id text not null, -- the person
  requested_at timestamptz not null,
  requested_by uuid,
  keys_destroyed_at timestamptz,
  reports jsonb not null,
  primary key (tenant_id, id)
);
select tenancy.protect('erasure_view');
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant select on erasure_view to %I', api);
  execute format('grant select, insert, update, delete on erasure_view to %I', pipeline);
end $$;
