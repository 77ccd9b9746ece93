-- Read models of the practices: experiments, patterns, strategies, conditions and their ratings, practices and findings; and the
-- ties of system maps, as their topic tells them. Words stay sealed.
create table experiment_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  goal_id text,
  status text not null,
  relationship jsonb,
  design jsonb,
  prediction jsonb,
  tries jsonb not null,
  debriefs jsonb not null,
  designed_at timestamptz not null,
  primary key (tenant_id, id)
);
create table pattern_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  "trigger" jsonb,
  expectation jsonb,
  protective_strategy jsonb,
  revisions int not null,
  alternatives jsonb not null,
  named_at timestamptz not null,
  primary key (tenant_id, id)
);
create table strategy_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  map_id text not null,
  tie_id text not null,
  status text not null,
  strategy jsonb,
  tries jsonb not null,
  chosen_at timestamptz not null,
  primary key (tenant_id, id)
);
create table condition_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  also_for jsonb not null,
  owner_id text,
  condition jsonb,
  would_help jsonb,
  commitments jsonb not null,
  named_at timestamptz not null,
  primary key (tenant_id, id)
);
create table condition_rating_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  also_for jsonb not null,
  condition_id text not null,
  rating jsonb,
  rated_at timestamptz not null,
  primary key (tenant_id, id)
);
create index condition_rating_view_condition on condition_rating_view (tenant_id, condition_id);
create table practices_view (
  tenant_id uuid not null,
  id text not null,
  safe_haven text not null,
  secure_base text not null,
  working_model text not null,
  family_system text not null,
  primary key (tenant_id, id)
);
create table ability_finding_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  ability text not null,
  source text not null,
  administration_id text,
  finding jsonb,
  found_at timestamptz not null,
  primary key (tenant_id, id)
);
create table known_map (
  tenant_id uuid not null,
  id text not null,
  engagement_id text,
  primary key (tenant_id, id)
);
create table known_tie (
  tenant_id uuid not null,
  id text not null,
  map_id text not null,
  is_there boolean not null,
  primary key (tenant_id, id)
);

do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
  model text;
begin
  foreach model in array array['experiment_view', 'pattern_view', 'strategy_view', 'condition_view', 'condition_rating_view',
                               'practices_view', 'ability_finding_view', 'known_map', 'known_tie'] loop
    if model not in ('practices_view', 'known_map', 'known_tie') then
      execute format('create index on %I (tenant_id, engagement_id)', model);
    end if;
    execute format('grant select on %I to %I', model, api);
    execute format('grant select, insert, update, delete on %I to %I', model, pipeline);
    perform tenancy.protect(model::regclass);
  end loop;
end $$;
