-- The log: every event of the service in the order of `pos`. Append-only, and its functions are the only way in.
create schema log;

-- CACHE 1: a cached block of positions would be handed out after later ones were read. NO CYCLE: a position is used once.
create sequence log.pos as bigint minvalue 1 cache 1 no cycle;
-- Position 1 is burnt, so that the sequence has a last value before the first append.
select nextval('log.pos');

create table log.event (
  tenant_id uuid not null,
  stream text collate "C" not null,
  version int not null check (version > 0),
  pos bigint not null default nextval('log.pos'),
  id uuid not null,
  type text not null,
  schema_version smallint not null,
  data jsonb not null,
  meta jsonb not null,
  at timestamptz not null,
  command_id uuid, -- only on the first event of a command: what makes a command happen once
  primary key (tenant_id, stream, version),
  unique (tenant_id, command_id)
);
create unique index event_pos on log.event (pos);

-- The key of the floor lock: 16 bits of class, 48 bits of position.
create function log.floor_lock() returns void language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared((x'4553'::bigint << 48) | coalesce(pg_sequence_last_value('log.pos'::regclass), 0));
end $$;

-- A net below the functions: whoever inserts some other way takes the lock all the same, before the first nextval.
create function log.floor_trigger() returns trigger language plpgsql as $$
begin
  perform log.floor_lock();
  return null;
end $$;
create trigger event_floor before insert on log.event for each statement execute function log.floor_trigger();

create function log.append_only() returns trigger language plpgsql as $$
begin
  raise 'the log is append-only' using errcode = '55000';
end $$;
create trigger event_append_only before update or delete or truncate on log.event
  for each statement execute function log.append_only();

-- No event at or below the horizon is still invisible. Three statements of one volatile function, in this order: the
-- ceiling, the lowest position that some open transaction may still take, and (in read_after) the rows on a newer snapshot.
create function log.horizon() returns bigint language plpgsql volatile as $$
declare
  ceiling bigint;
  floor bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise 'log.horizon needs read committed' using errcode = '25001';
  end if;
  if pg_is_in_recovery() then
    raise 'log.horizon needs the primary' using errcode = '25006';
  end if;
  ceiling := coalesce(pg_sequence_last_value('log.pos'::regclass), 0);
  select min(((classid::bigint & 65535) << 32) | objid::bigint) into floor
    from pg_locks
   where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = x'4553'::bigint
     and database = (select oid from pg_database where datname = current_database());
  return least(ceiling, floor);
end $$;

-- At most `max` events and about 8 MB of data, so that a reader's memory is bounded whatever the events hold.
create function log.read_after(after bigint, max int) returns setof log.event
language plpgsql volatile security definer set search_path = ''
-- Along the index, whatever the statistics say: of a log that grew since they were made, all the rest would be sorted.
set enable_sort = off set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  horizon bigint := log.horizon();
begin
  return query
    select x.tenant_id, x.stream, x.version, x.pos, x.id, x.type, x.schema_version, x.data, x.meta, x.at, x.command_id
      from (
        select e.*, sum(pg_column_size(e.data)) over (order by e.pos) - pg_column_size(e.data) as before
          from (select * from log.event l where l.pos > after and l.pos <= horizon order by l.pos limit max) e
      ) x
     where x.before < 8388608 order by x.pos;
end $$;

-- A stream of one tenant; row-level security lets the caller see no other tenant's rows while the function runs.
create function log.read_stream(tenant uuid, name text, after int, max int) returns setof log.event
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query select * from log.event e
    where e.tenant_id = tenant and e.stream = name and e.version > after order by e.version limit max;
end $$;
