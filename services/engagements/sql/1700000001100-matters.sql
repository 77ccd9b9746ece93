-- What waits for coaches: a row for each matter of each coach, and one for each engagement, from which these follow.
create table matter_view (
  tenant_id uuid not null,
  id text not null,
  coach_id uuid,
  engagement_id text,
  kind text,
  thing_id text,
  about_id text,
  due_at timestamptz,
  matters jsonb,
  primary key (tenant_id, id)
);
create index matter_view_coach on matter_view (tenant_id, coach_id, due_at, id) where coach_id is not null;

do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant select on matter_view to %I', roles || '_api');
  execute format('grant select, insert, update, delete on matter_view to %I', roles || '_pipeline');
  perform tenancy.protect('matter_view');
end $$;
