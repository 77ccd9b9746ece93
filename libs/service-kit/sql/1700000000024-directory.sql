-- Who is in the tenant's directory and what they may be, and how the tenant stands: asked for before every request.
create table directory_member (
  tenant_id uuid not null,
  id text not null,
  status text not null check (status in ('ACTIVE', 'DEACTIVATED', 'ERASED')),
  roles jsonb not null,
  left_at timestamptz,
  primary key (tenant_id, id)
);
create index directory_member_left on directory_member (tenant_id, left_at) where status = 'DEACTIVATED';
create table tenant_standing (
  tenant_id uuid not null,
  id text not null, -- the tenant again: one row each
  suspended boolean not null,
  deleted boolean not null,
  smallest_group int not null,
  retention_days int,
  primary key (tenant_id, id)
);
select tenancy.protect('directory_member', 'tenant_standing');
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant select on directory_member, tenant_standing to %I', api);
  execute format('grant select, insert, update, delete on directory_member, tenant_standing to %I', pipeline);
end $$;
