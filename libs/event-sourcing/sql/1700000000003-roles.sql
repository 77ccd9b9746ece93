-- Who may do what. `securebase.roles` is the first part of the names of the service's three roles, set by the migration runner.
create table log.snapshot (
  tenant_id uuid not null,
  stream text collate "C" not null,
  decider_version int not null,
  version int not null,
  state jsonb not null,
  primary key (tenant_id, stream)
);

-- Row-level security is a net: a role that is given the table by mistake still sees nothing.
alter table log.event enable row level security;
alter table log.event force row level security;

revoke all on function log.floor_lock(), log.horizon(), log.read_after(bigint, int),
  log.read_stream(uuid, text, int, int), log.append(int, jsonb) from public;
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant usage on schema log to %I, %I', api, pipeline);
  execute format('create policy the_functions on log.event to %I using (true) with check (true)', current_user);
  execute format('create policy the_pipeline on log.event for select to %I using (true)', pipeline);
  execute format('grant execute on function log.read_stream(uuid, text, int, int) to %I', api);
  execute format('grant select on log.event to %I', pipeline);
  -- Without it pg_sequence_last_value is null, and the check at start takes a log with events for one that was restored.
  execute format('grant select on sequence log.pos to %I', pipeline);
  execute format('grant select, insert, update, delete on log.snapshot to %I', pipeline);
  execute format('grant execute on all functions in schema log to %I', pipeline);
end $$;
