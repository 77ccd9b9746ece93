-- Who holds the tenant's key, as of the newest draft of an agreement.
alter table engagement_view add column key_holder jsonb;

-- Links of coaches' own practices: each coach sees their own, and nothing here says with which practice.
create table practice_link_view (
  tenant_id uuid not null,
  id text not null,
  coach_id uuid not null,
  status text not null,
  offered_at timestamptz not null,
  primary key (tenant_id, id)
);
create index practice_link_view_coach on practice_link_view (tenant_id, coach_id, offered_at desc, id);
select tenancy.protect('practice_link_view');
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant select on practice_link_view to %I', api);
  execute format('grant select, insert, update, delete on practice_link_view to %I', pipeline);
end $$;
