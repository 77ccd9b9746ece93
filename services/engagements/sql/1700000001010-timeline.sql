-- What happened in engagements, a row an event; and everybody who coaches one.
alter table engagement_view add column coach_ids jsonb not null default '[]';
alter table engagement_view alter column coach_ids drop default;
create index engagement_view_coach on engagement_view (tenant_id, coach_id);
create index engagement_view_coaches on engagement_view using gin (coach_ids jsonb_path_ops);

create table timeline_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  at timestamptz not null,
  happened text not null,
  audience text not null,
  author_id uuid not null,
  about_id text not null,
  also_for jsonb not null,
  session_id text,
  thing_id text,
  details jsonb not null,
  primary key (tenant_id, id)
);
create index timeline_view_engagement on timeline_view (tenant_id, engagement_id, at, id);

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on timeline_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on timeline_view to %I', roles || '_pipeline');
  perform tenancy.protect('timeline_view');
end $$;
