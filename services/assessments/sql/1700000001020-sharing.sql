-- With whom agreements share what assessments come to.
create table known_sharing (
  tenant_id uuid not null,
  id text not null,
  client_id text not null,
  sponsor_id text,
  draft jsonb,
  in_force jsonb,
  primary key (tenant_id, id)
);
select tenancy.protect('known_sharing');
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant select on known_sharing to %I', api);
  execute format('grant select, insert, update, delete on known_sharing to %I', pipeline);
end $$;

-- What is asked within an engagement is listed as it was asked.
alter table administration_view add column opened_at timestamptz not null default '1970-01-01';
alter table administration_view alter column opened_at drop default;
create index administration_view_opened on administration_view (tenant_id, engagement_id, opened_at, id);
