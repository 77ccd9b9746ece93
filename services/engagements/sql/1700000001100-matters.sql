-- What waits for coaches: all that waits in one engagement, and, made of it, a row for each matter of each coach.
create table waiting_view (
  tenant_id uuid not null,
  id text not null,
  matters jsonb not null,
  primary key (tenant_id, id)
);
create table matter_view (
  tenant_id uuid not null,
  id text not null,
  coach_id uuid not null,
  engagement_id text,
  kind text not null,
  thing_id text,
  about_id text,
  due_at timestamptz not null,
  primary key (tenant_id, id)
);
create index matter_view_coach on matter_view (tenant_id, coach_id, due_at, id);

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on matter_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on waiting_view, matter_view to %I', roles || '_pipeline');
  perform tenancy.protect('waiting_view');
  perform tenancy.protect('matter_view');
end $$;
