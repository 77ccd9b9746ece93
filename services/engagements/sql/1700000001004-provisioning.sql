-- People and groups as the organization's own directory knows them.
create table provisioned_person_view (
  tenant_id uuid not null,
  id text not null,
  user_name text not null,
  external_id text,
  display_name text,
  email text,
  active boolean,
  is_managed boolean not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id)
);
create index provisioned_person_view_user_name on provisioned_person_view (tenant_id, lower(user_name));
create table group_view (
  tenant_id uuid not null,
  id text not null,
  name text not null,
  external_id text,
  member_ids jsonb not null,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id)
);
select tenancy.protect('provisioned_person_view', 'group_view');
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant select on provisioned_person_view, group_view to %I', api);
  execute format('grant select, insert, update, delete on provisioned_person_view, group_view to %I', pipeline);
end $$;
