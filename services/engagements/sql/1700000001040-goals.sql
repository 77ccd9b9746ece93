-- Goals, actions, essential questions and midpoint reviews of engagements: a row each, what is personal sealed.
create table goal_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  title jsonb,
  levels jsonb,
  weight jsonb,
  scaling int not null,
  status text not null,
  scaled_at timestamptz not null,
  ratings jsonb not null,
  primary key (tenant_id, id)
);
create index goal_view_engagement on goal_view (tenant_id, engagement_id, scaled_at, id);

create table action_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  goal_id text,
  words jsonb,
  due_on date,
  status text not null,
  committed_at timestamptz not null,
  primary key (tenant_id, id)
);
create index action_view_engagement on action_view (tenant_id, engagement_id, committed_at, id);

create table question_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  status text not null,
  opened_at timestamptz not null,
  wordings jsonb not null,
  visits jsonb not null,
  primary key (tenant_id, id)
);
create index question_view_engagement on question_view (tenant_id, engagement_id, opened_at, id);

create table midpoint_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  session_id text,
  looked_at jsonb,
  to_change jsonb,
  held_at timestamptz not null,
  primary key (tenant_id, id)
);
create index midpoint_view_engagement on midpoint_view (tenant_id, engagement_id, held_at, id);

do $$
declare
  roles constant text := current_setting('securebase.roles');
  made text;
begin
  foreach made in array array['goal_view', 'action_view', 'question_view', 'midpoint_view'] loop
    execute format('grant select on %I to %I', made, roles || '_api');
    execute format('grant select, insert, update, delete on %I to %I', made, roles || '_pipeline');
    perform tenancy.protect(made::regclass);
  end loop;
end $$;
