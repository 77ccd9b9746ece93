-- Read models of engagements: rebuilt from events at any time.
create table person_view (
  tenant_id uuid not null,
  id text not null,
  name text not null,
  email text not null,
  status text not null,
  roles jsonb not null,
  primary key (tenant_id, id)
);

create table program_view (
  tenant_id uuid not null,
  id text not null,
  name text not null,
  purpose text not null,
  starts_on date not null,
  ends_on date not null,
  status text not null,
  drafted_at timestamptz not null,
  primary key (tenant_id, id)
);

create table cohort_view (
  tenant_id uuid not null,
  id text not null,
  program_id uuid not null,
  name text not null,
  participants int not null,
  primary key (tenant_id, id)
);
create index cohort_view_program on cohort_view (tenant_id, program_id);

create table engagement_view (
  tenant_id uuid not null,
  id text not null,
  kind text not null,
  status text not null,
  client_id uuid not null,
  coach_id uuid,
  sponsor_id uuid,
  program_id uuid,
  cohort_id uuid,
  purpose jsonb,
  member_ids jsonb not null,
  agreement_version int not null,
  agreed_sessions int not null,
  objectives jsonb,
  signed_by jsonb not null,
  sessions jsonb not null,
  proposed_at timestamptz not null,
  primary key (tenant_id, id)
);
create index engagement_view_client on engagement_view (tenant_id, client_id);
create index engagement_view_program on engagement_view (tenant_id, program_id);
create index engagement_view_members on engagement_view using gin (member_ids jsonb_path_ops);

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on all tables in schema public to %I', roles || '_api');
  execute format('grant select, insert, update, delete on person_view, program_view, cohort_view, engagement_view to %I',
    roles || '_pipeline');
  execute format('revoke all on migration from %I', roles || '_api');
end $$;
