-- A session keeps its plans, and those that it made for a table of a few pages read all of it when it has grown: until the next
-- statistics are made, which takes a minute. What stands before every command and every message looks things up one by one, and
-- never by reading all: a scalar, or a row with a limit, does not become a join.
alter function log.append(int, jsonb) set enable_seqscan = off;

create or replace function log.models_seen(models text[], tenant uuid, streams text[], versions int[]) returns boolean
language sql stable security definer set search_path = '' set enable_seqscan = off as $$
  select coalesce(bool_and(coalesce((
           select s.version from log.stream_seen s where s.projection = n and s.tenant_id = tenant and s.stream = w.stream
         ), 0) >= w.version), true)
    from unnest(models) n cross join unnest(streams, versions) w (stream, version)
$$;

-- How far a projection has taken these streams; nothing of those that it has not begun.
create function log.seen(of_projection text, tenants uuid[], streams text[])
returns table (tenant_id uuid, stream text, version int)
language sql stable set search_path = '' set enable_seqscan = off as $$
  select w.tenant, w.stream, s.version
    from unnest(tenants, streams) w (tenant, stream)
   cross join lateral (
     select version from log.stream_seen where projection = of_projection and tenant_id = w.tenant and stream = w.stream limit 1
   ) s
$$;

-- The last position among these versions of streams; 0 when there is none of them.
create function log.position_of(tenant uuid, streams text[], versions int[]) returns bigint
language sql stable set search_path = '' set enable_seqscan = off as $$
  select coalesce(max((
           select e.pos from log.event e where e.tenant_id = tenant and e.stream = w.stream and e.version = w.version
         )), 0)
    from unnest(streams, versions) w (stream, version)
$$;

revoke all on function log.seen(text, uuid[], text[]), log.position_of(uuid, text[], int[]) from public;
do $$
begin
  execute format('grant execute on function log.seen(text, uuid[], text[]), log.position_of(uuid, text[], int[]) to %I',
    current_setting('securebase.roles') || '_pipeline');
end $$;

-- The same for other statements on these tables: statistics are made when there is something to count. Before, the planner takes
-- a table for larger than a few pages, and an index for what is quicker. VACUUM counts pages as well.
alter table log.event set (autovacuum_analyze_threshold = 1000);
alter table log.stream_seen set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);
