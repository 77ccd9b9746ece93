-- By whom engagements are found: everybody who has, or had, a part in one. Under row-level security the indexes over lists never
-- served anybody: their operators are not leakproof.
create table engagement_person_view (
  tenant_id uuid not null,
  id text not null, -- engagement/person
  engagement_id text not null,
  person_id text not null,
  primary key (tenant_id, id)
);
create index engagement_person_view_person on engagement_person_view (tenant_id, person_id, engagement_id);
select tenancy.protect('engagement_person_view');
do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on engagement_person_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on engagement_person_view to %I', roles || '_pipeline');
end $$;
drop index engagement_view_members, engagement_view_coaches, engagement_view_line_managers;
