-- In which engagements somebody has answered a baseline: what decides about change is fixed before.
create table known_baseline (
  tenant_id uuid not null,
  id text not null,
  taken_at timestamptz not null,
  primary key (tenant_id, id)
);

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on known_baseline to %I', roles || '_api');
  execute format('grant select, insert, update, delete on known_baseline to %I', roles || '_pipeline');
  perform tenancy.protect('known_baseline');
end $$;
