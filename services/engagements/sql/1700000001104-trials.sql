-- What was tried in engagements: experiments, alternatives, strategies.
create table trial_view (
  tenant_id uuid not null,
  id text not null,
  engagement_id text not null,
  author_id uuid not null,
  about_id text not null,
  audience text not null,
  kind text not null,
  thing_id text not null,
  goal_id text,
  tried_at timestamptz,
  primary key (tenant_id, id)
);
create index trial_view_engagement on trial_view (tenant_id, engagement_id, tried_at, id) where tried_at is not null;

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on trial_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on trial_view to %I', roles || '_pipeline');
  perform tenancy.protect('trial_view');
end $$;
