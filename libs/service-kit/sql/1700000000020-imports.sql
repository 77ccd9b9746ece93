-- Files on their way in. Nothing here is an event yet; rows of a file live until it is committed or refused.
create schema staging;

create table staging.import (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  target uuid,
  sha256 text not null,
  bytes int not null,
  dry_run boolean not null,
  state text not null,
  rows int not null default 0,
  added int not null default 0,
  unchanged int not null default 0,
  changed int not null default 0,
  error_count int not null default 0,
  token text,
  started_by uuid not null,
  started_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index on staging.import (tenant_id, kind, sha256);
create index on staging.import (state, changed_at);

create table staging.part (
  tenant_id uuid not null,
  import_id uuid not null,
  index int not null,
  content bytea not null,
  primary key (tenant_id, import_id, index),
  foreign key (tenant_id, import_id) references staging.import on delete cascade
);

create table staging.mistake (
  tenant_id uuid not null,
  import_id uuid not null,
  ordinal int not null,
  line int not null,
  "column" text,
  code text not null,
  message text not null,
  primary key (tenant_id, import_id, ordinal),
  foreign key (tenant_id, import_id) references staging.import on delete cascade
);

do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
begin
  execute format('grant usage on schema staging to %I', api);
  execute format('grant select, insert, update, delete on all tables in schema staging to %I', api);
end $$;
