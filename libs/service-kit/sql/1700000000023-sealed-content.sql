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
select tenancy.protect('sealed_content');
do $$
declare
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant select, insert, update, delete on sealed_content to %I', pipeline);
end $$;
