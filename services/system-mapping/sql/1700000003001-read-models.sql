-- Read models of system mapping: rebuilt from events at any time.
create table map_view (
  tenant_id uuid not null,
  id text not null,
  kind text not null,
  owner_id uuid not null,
  engagement_id uuid,
  name jsonb,
  snapshots jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create index map_view_engagement on map_view (tenant_id, engagement_id);
create index map_view_owner on map_view (tenant_id, owner_id);

create table actor_view (
  tenant_id uuid not null,
  id text not null,
  map_id uuid not null,
  kind text not null,
  person_id uuid,
  label jsonb,
  primary key (tenant_id, id)
);
create index actor_view_map on actor_view (tenant_id, map_id);

create table tie_view (
  tenant_id uuid not null,
  id text not null,
  map_id uuid not null,
  source text not null,
  target text not null,
  kind text not null,
  strength int not null,
  asserted_at timestamptz not null,
  primary key (tenant_id, id)
);
create index tie_view_map on tie_view (tenant_id, map_id);

-- Followed from the engagements service.
create table known_person (
  tenant_id uuid not null,
  id text not null,
  active boolean not null,
  primary key (tenant_id, id)
);

create table known_engagement (
  tenant_id uuid not null,
  id text not null,
  client_id uuid not null,
  coach_id uuid,
  primary key (tenant_id, id)
);

do $$
declare
  tables constant text := 'map_view, actor_view, tie_view, known_person, known_engagement';
begin
  execute format('grant select on ' || tables || ' to %I', current_setting('securebase.roles') || '_api');
  execute format('grant select, insert, update, delete on ' || tables || ' to %I', current_setting('securebase.roles') || '_pipeline');
end $$;
