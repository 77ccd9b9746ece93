-- What agreements share: with whom, and which lines of a timeline.
alter table timeline_view add column item text;

create table sharing_view (
  tenant_id uuid not null,
  id text not null, -- engagement/person
  engagement_id text not null,
  person_id text not null,
  program_id text,
  as_sponsor boolean not null,
  as_line_manager boolean not null,
  since timestamptz not null,
  primary key (tenant_id, id)
);
create index sharing_view_person on sharing_view (tenant_id, person_id, since, id);
create index sharing_view_sponsor on sharing_view (tenant_id, person_id, as_sponsor, since, id);
create index sharing_view_program on sharing_view (tenant_id, person_id, program_id, as_sponsor, since, id);
create index sharing_view_manager on sharing_view (tenant_id, person_id, as_line_manager, since, id);

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on sharing_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on sharing_view to %I', roles || '_pipeline');
  perform tenancy.protect('sharing_view');
end $$;
