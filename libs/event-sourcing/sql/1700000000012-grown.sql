-- A session keeps its plans, and those that it made for a table of a few pages read all of it when it has grown: until the next
-- statistics are made, which takes a minute. What stands before every command and every message looks things up one by one, by
-- an index; and statistics are made when there is something to count: before, the planner takes a table for larger than a few
-- pages, and an index for what is quicker.
alter function log.append(int, jsonb) set enable_seqscan = off;
alter table log.event set (autovacuum_analyze_threshold = 1000);
alter table log.stream_seen set (autovacuum_analyze_threshold = 1000, autovacuum_vacuum_threshold = 1000);

create or replace function log.models_seen(models text[], tenant uuid, streams text[], versions int[]) returns boolean
language sql stable security definer set search_path = '' set enable_seqscan = off as $$
  select coalesce(bool_and(coalesce((
           select s.version from log.stream_seen s where s.projection = n and s.tenant_id = tenant and s.stream = w.stream
         ), 0) >= w.version), true)
    from unnest(models) n cross join unnest(streams, versions) w (stream, version)
$$;
