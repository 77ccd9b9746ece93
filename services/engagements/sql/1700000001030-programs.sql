-- Programs whole: their terms, what has changed, who takes part, their hours.
alter table program_view
  add column kind text not null default 'COACHING',
  add column cancellation_hours int not null default 24,
  add column most_reminders int not null default 2,
  add column reminder_days int not null default 7,
  add column mails_a_day int not null default 1000,
  add column time_zone text not null default 'UTC',
  add column templates jsonb not null default '[]',
  add column plan jsonb;
alter table program_view
  alter column kind drop default,
  alter column cancellation_hours drop default,
  alter column most_reminders drop default,
  alter column reminder_days drop default,
  alter column mails_a_day drop default,
  alter column time_zone drop default,
  alter column templates drop default;
alter table cohort_view add column closed boolean not null default false;
alter table cohort_view alter column closed drop default;

create table program_change_view (
  tenant_id uuid not null,
  id text not null, -- of the event
  program_id text not null,
  at timestamptz not null,
  by_id uuid not null,
  happened text not null,
  changes jsonb not null,
  primary key (tenant_id, id)
);
create index program_change_view_program on program_change_view (tenant_id, program_id, at, id);

create table enrolment_view (
  tenant_id uuid not null,
  id text not null, -- program/person
  program_id text not null,
  cohort_id text not null,
  person_id text not null,
  enrolled_at timestamptz not null,
  asked_by text, -- the event that asked for an invitation
  invited_at timestamptz,
  reminders int not null,
  last_mail_at timestamptz,
  attempts int not null,
  next_mail_at timestamptz,
  mail_state text not null,
  primary key (tenant_id, id)
);
create index enrolment_view_program on enrolment_view (tenant_id, program_id, id);
create index enrolment_view_cohort on enrolment_view (tenant_id, cohort_id, id);
create index enrolment_view_person on enrolment_view (tenant_id, person_id);
create index enrolment_view_due on enrolment_view (next_mail_at) where next_mail_at is not null;
create index enrolment_view_mailed on enrolment_view (tenant_id, program_id, last_mail_at) where last_mail_at is not null;

create table time_zone_view (
  tenant_id uuid not null,
  id text not null, -- the person
  time_zone text not null,
  primary key (tenant_id, id)
);

create table budget_view (
  tenant_id uuid not null,
  id text not null, -- the program
  minutes int,
  overrun int not null,
  primary key (tenant_id, id)
);

create table engagement_hours_view (
  tenant_id uuid not null,
  id text not null, -- the engagement
  program_id text,
  cohort_id text,
  reserved_minutes int not null,
  contracted boolean not null,
  used_minutes int not null,
  sessions jsonb not null,
  primary key (tenant_id, id)
);
create index engagement_hours_view_program on engagement_hours_view (tenant_id, program_id);
create index engagement_hours_view_cohort on engagement_hours_view (tenant_id, cohort_id);

select tenancy.protect('program_change_view', 'enrolment_view', 'time_zone_view', 'budget_view', 'engagement_hours_view');
do $$
declare
  roles constant text := current_setting('securebase.roles');
  tables constant text := 'program_change_view, enrolment_view, time_zone_view, budget_view, engagement_hours_view';
begin
  execute format('grant select on %s to %I', tables, roles || '_api');
  execute format('grant select, insert, update, delete on %s to %I', tables, roles || '_pipeline');
end $$;
