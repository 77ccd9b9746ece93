-- Coaches, pools, what participants wish for, rankings, who was shown whom, and who asked whom.
create table coach_view (
  tenant_id uuid not null,
  id text not null,
  is_registered boolean not null,
  languages jsonb not null,
  specialities jsonb not null,
  credentials jsonb not null,
  time_zone text not null,
  capacity int not null,
  units jsonb,
  words jsonb,
  taken int not null,
  primary key (tenant_id, id)
);
create table pooled_coach_view (
  tenant_id uuid not null,
  id text not null,
  program_id uuid not null,
  coach_id uuid not null,
  primary key (tenant_id, id)
);
create index pooled_coach_view_program on pooled_coach_view (tenant_id, program_id, id);
create table participant_view (
  tenant_id uuid not null,
  id text not null,
  preferences jsonb,
  wishes jsonb,
  line_manager_id uuid,
  primary key (tenant_id, id)
);
create table ranking_view (
  tenant_id uuid not null,
  id text not null,
  program_id uuid not null,
  cohort_id uuid,
  status text not null,
  participants int not null,
  coaches int not null,
  without_languages int not null,
  ranked int not null,
  without_coach int not null,
  requested_at timestamptz not null,
  completed_at timestamptz,
  primary key (tenant_id, id)
);
create index ranking_view_program on ranking_view (tenant_id, program_id, requested_at, id);
create table coach_proposals_view (
  tenant_id uuid not null,
  id text not null,
  ranking_id uuid not null,
  program_id uuid not null,
  participant_id uuid not null,
  coach_ids jsonb not null,
  is_assigned boolean not null,
  reasons jsonb not null,
  proposed_at timestamptz not null,
  primary key (tenant_id, id)
);
create index coach_proposals_view_participant on coach_proposals_view (tenant_id, participant_id, proposed_at, id);
create index coach_proposals_view_ranking on coach_proposals_view (tenant_id, ranking_id, id);
create table match_view (
  tenant_id uuid not null,
  id text not null,
  client_id uuid not null,
  program_id uuid,
  asked_id uuid,
  asked_at timestamptz,
  steps jsonb not null,
  primary key (tenant_id, id)
);
create index match_view_asked on match_view (tenant_id, asked_id, asked_at, id) where asked_id is not null;

do $$
declare
  roles constant text := current_setting('securebase.roles');
  tables constant text := 'coach_view, pooled_coach_view, participant_view, ranking_view, coach_proposals_view, match_view';
begin
  execute format('grant select on %s to %I', tables, roles || '_api');
  execute format('grant select, insert, update, delete on %s to %I', tables, roles || '_pipeline');
  perform tenancy.protect('coach_view', 'pooled_coach_view', 'participant_view', 'ranking_view',
    'coach_proposals_view', 'match_view');
end $$;
