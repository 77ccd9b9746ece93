-- What those who run programs ask: who is not matched, what is over budget, which coach to contact, how long a match takes, how often
-- sessions do not take place. Every list has an index that has its order; every sum is a row.
create table participation_part_view (
  tenant_id uuid not null,
  id text not null, -- program/person, or the engagement
  program_id text,
  person_id text not null,
  cohort_id text,
  enrolled_at timestamptz,
  is_shown boolean not null,
  is_asked boolean not null,
  is_declined boolean not null,
  matched_at timestamptz,
  primary key (tenant_id, id)
);
create table participation_view (
  tenant_id uuid not null,
  id text not null, -- program/person
  program_id text not null,
  cohort_id text,
  person_id text not null,
  enrolled_at timestamptz,
  waiting_since timestamptz,
  stage text not null,
  is_shown boolean not null,
  ways jsonb not null,
  days_to_match int,
  primary key (tenant_id, id)
);
create index participation_view_waiting on participation_view (tenant_id, waiting_since, id)
  where waiting_since is not null;
create index participation_view_program on participation_view (tenant_id, program_id, waiting_since, id)
  where waiting_since is not null;
create index participation_view_cohort on participation_view (tenant_id, cohort_id, waiting_since, id)
  where waiting_since is not null;
create index participation_view_stage on participation_view (tenant_id, stage, waiting_since, id)
  where waiting_since is not null;
create index participation_view_program_stage on participation_view (tenant_id, program_id, stage, waiting_since, id)
  where waiting_since is not null;
create index participation_view_cohort_stage on participation_view (tenant_id, cohort_id, stage, waiting_since, id)
  where waiting_since is not null;

create table time_to_match_view (
  tenant_id uuid not null,
  id text not null, -- the program, or the cohort
  program_id text not null,
  cohort_id text,
  is_cohort boolean not null,
  people int not null,
  days jsonb not null, -- how many by whole days
  primary key (tenant_id, id)
);
create index time_to_match_view_all on time_to_match_view (tenant_id, is_cohort, id);
create index time_to_match_view_program on time_to_match_view (tenant_id, program_id, is_cohort, id);

-- Hours and budgets, in the place of two tables that could not be summed up together.
drop table budget_view, engagement_hours_view;
delete from log.checkpoint where name in ('budget-view', 'engagement-hours-view');
create table hours_view (
  tenant_id uuid not null,
  id text not null, -- the engagement, or the program
  is_program boolean not null,
  program_id text,
  cohort_id text,
  budget int,
  overrun int not null,
  reserved_minutes int not null,
  is_contracted boolean not null,
  sessions jsonb not null,
  primary key (tenant_id, id)
);
create table figures_view (
  tenant_id uuid not null,
  id text not null, -- program/…, cohort/… or engagement/…
  "of" text not null,
  program_id text,
  cohort_id text,
  engagement_id text,
  budget int,
  overrun int not null,
  reserved int not null,
  agreed int not null,
  used int not null,
  excess int not null,
  held int not null,
  cancelled int not null,
  cancelled_late int not null,
  missed int not null,
  rescheduled int not null,
  lost int not null,
  primary key (tenant_id, id)
);
create index figures_view_excess on figures_view (tenant_id, "of", excess, id) where excess > 0;
create index figures_view_excess_program on figures_view (tenant_id, "of", program_id, excess, id) where excess > 0;
create index figures_view_excess_cohort on figures_view (tenant_id, "of", cohort_id, excess, id) where excess > 0;
create index figures_view_lost on figures_view (tenant_id, "of", lost, id);
create index figures_view_lost_program on figures_view (tenant_id, "of", program_id, lost, id);
create index figures_view_lost_cohort on figures_view (tenant_id, "of", cohort_id, lost, id);

create table contact_view (
  tenant_id uuid not null,
  id text not null, -- the engagement
  program_id text,
  cohort_id text,
  coach_id text,
  about text,
  since date, -- a Monday
  known jsonb not null,
  primary key (tenant_id, id)
);
create index contact_view_since on contact_view (tenant_id, since, id) where since is not null;
create index contact_view_program on contact_view (tenant_id, program_id, since, id) where since is not null;
create index contact_view_cohort on contact_view (tenant_id, cohort_id, since, id) where since is not null;
create index contact_view_about on contact_view (tenant_id, about, since, id) where since is not null;
create index contact_view_program_about on contact_view (tenant_id, program_id, about, since, id)
  where since is not null;
create index contact_view_cohort_about on contact_view (tenant_id, cohort_id, about, since, id)
  where since is not null;

do $$
declare
  roles constant text := current_setting('securebase.roles');
  made text;
begin
  foreach made in array array['participation_part_view', 'participation_view', 'time_to_match_view', 'hours_view',
    'figures_view', 'contact_view'] loop
    execute format('grant select on %I to %I', made, roles || '_api');
    execute format('grant select, insert, update, delete on %I to %I', made, roles || '_pipeline');
    perform tenancy.protect(made::regclass);
  end loop;
end $$;
