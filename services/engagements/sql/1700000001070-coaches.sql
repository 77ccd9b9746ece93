-- The coach's own, in their own practice: credentials, the hours log, supervision, cases. Names, numbers and words stay sealed.
create table coach_credential_view (
  tenant_id uuid not null,
  id text not null,
  coach_id text not null,
  credential text not null,
  name jsonb,
  number jsonb,
  issued_on date not null,
  expires_on date,
  primary key (tenant_id, id)
);
create table logged_client_view (
  tenant_id uuid not null,
  id text not null,
  coach_id text not null,
  form text not null,
  setting text not null,
  people int not null,
  basis text not null,
  name jsonb,
  email jsonb,
  organization jsonb,
  letter jsonb,
  entries jsonb not null,
  primary key (tenant_id, id)
);
create table supervision_view (
  tenant_id uuid not null,
  id text not null,
  coach_id text not null,
  kind text not null,
  held_on date not null,
  minutes int not null,
  form text not null,
  "with" jsonb,
  primary key (tenant_id, id)
);
create table shared_case_view (
  tenant_id uuid not null,
  id text not null,
  coach_id text not null,
  supervisor_id text not null,
  words jsonb,
  primary key (tenant_id, id)
);
create index on coach_credential_view (tenant_id, coach_id, id);
create index on logged_client_view (tenant_id, coach_id, id);
create index on supervision_view (tenant_id, coach_id, held_on, id);
create index on shared_case_view (tenant_id, coach_id, id);
create index on shared_case_view (tenant_id, supervisor_id, id);

do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
  model text;
begin
  foreach model in array array['coach_credential_view', 'logged_client_view', 'supervision_view', 'shared_case_view'] loop
    execute format('grant select on %I to %I', model, api);
    execute format('grant select, insert, update, delete on %I to %I', model, pipeline);
    perform tenancy.protect(model::regclass);
  end loop;
end $$;
