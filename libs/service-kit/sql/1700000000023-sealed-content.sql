-- Where something personal of whom is: for erasing and exporting, without looking through the log. A read model of the own log.
create table sealed_content (
  tenant_id uuid not null,
  id text not null, -- <subject>/<stream>
  subject_id uuid not null,
  stream text not null,
  events int not null,
  primary key (tenant_id, id)
);
create index sealed_content_subject on sealed_content (tenant_id, subject_id, id);
alter table sealed_content enable row level security;
alter table sealed_content force row level security;
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('create policy the_tenant on sealed_content to %I using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', api);
  execute format('create policy the_pipeline on sealed_content to %I using (true) with check (true)', pipeline);
  execute format('create policy the_owner on sealed_content to %I using (true) with check (true)', current_user);
  execute format('grant select, insert, update, delete on sealed_content to %I', pipeline);
end $$;
