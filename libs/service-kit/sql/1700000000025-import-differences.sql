-- What a file would change, line by line, without what stands there; and how much of what.
alter table staging.import add column counts jsonb not null default '{}';
create table staging.difference (
  tenant_id uuid not null,
  import_id uuid not null,
  ordinal int not null,
  line int not null,
  "column" text,
  code text not null,
  primary key (tenant_id, import_id, ordinal),
  foreign key (tenant_id, import_id) references staging.import on delete cascade
);
select tenancy.protect('staging.difference');
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
begin
  execute format('grant select, insert, update, delete on staging.difference to %I', api);
end $$;
