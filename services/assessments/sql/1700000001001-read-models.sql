-- Answers and scores are sealed here as they are in the events; nothing of a person is in the open but ids.
create table instrument_view (
  tenant_id uuid not null,
  id text not null,
  code text not null,
  version text not null,
  name text not null,
  items jsonb not null,
  lowest_answer int not null,
  highest_answer int not null,
  scales jsonb not null,
  primary key (tenant_id, id)
);

create table campaign_view (
  tenant_id uuid not null,
  id text not null,
  instrument_id uuid not null,
  program_id uuid,
  cohort_id uuid,
  occasion text not null,
  status text not null,
  opened_at timestamptz not null,
  primary key (tenant_id, id)
);
create index campaign_view_cohort on campaign_view (tenant_id, cohort_id);

create table administration_view (
  tenant_id uuid not null,
  id text not null,
  instrument_id uuid not null,
  engagement_id uuid,
  campaign_id uuid,
  respondent_id uuid not null,
  subject_id uuid not null,
  occasion text not null,
  perspective text not null,
  status text not null,
  imported boolean not null,
  answers jsonb,
  scores jsonb,
  primary key (tenant_id, id)
);
create index administration_view_engagement on administration_view (tenant_id, engagement_id, id);
create index administration_view_campaign on administration_view (tenant_id, campaign_id);
create index administration_view_respondent on administration_view (tenant_id, respondent_id, id);

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
  status text not null,
  primary key (tenant_id, id)
);

create table known_cohort (
  tenant_id uuid not null,
  id text not null,
  program_id uuid not null,
  primary key (tenant_id, id)
);

create table known_participant (
  tenant_id uuid not null,
  id text not null,
  cohort_id uuid not null,
  primary key (tenant_id, id)
);
create index known_participant_cohort on known_participant (tenant_id, cohort_id);

do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
  model text;
begin
  foreach model in array array['instrument_view', 'campaign_view', 'administration_view', 'known_person', 'known_engagement', 'known_cohort', 'known_participant'] loop
    execute format('grant select on %I to %I', model, api);
    execute format('grant select, insert, update, delete on %I to %I', model, pipeline);
  end loop;
end $$;
