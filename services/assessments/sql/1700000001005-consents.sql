-- What people have consented to. Whether a consent holds is asked of the log, which is never late.
create table consent_view (
  tenant_id uuid not null,
  id text not null,
  person_id uuid not null,
  engagement_id uuid not null,
  purpose text not null,
  text_version int not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id)
);
create index consent_view_person on consent_view (tenant_id, person_id, given_at desc, id);
select tenancy.protect('consent_view');
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant select on consent_view to %I', api);
  execute format('grant select, insert, update, delete on consent_view to %I', pipeline);
end $$;
