-- The append once more. To look before each row whether another has its place costs a tenth of an append, and hardly ever is
-- there another: a group of commands of one event each is inserted straight away, and with that look only when somebody was
-- quicker. Rows are returned after that, not while they are inserted: what was returned would not be taken back with them. The
-- floor lock is held by the whole transaction, so that it holds for the second try as well.
create or replace function log.append(commands int, events jsonb) returns table (id uuid, pos bigint)
language plpgsql volatile security definer
set search_path = ''
set plan_cache_mode = force_generic_plan -- planned anew at each call it would cost twice the time
set enable_nestloop = off -- see 1700000000010
as $$
#variable_conflict use_column
declare
  ids uuid[];
  places bigint[];
  won uuid[]; -- first events of the commands that won
  last_pos bigint[];
  part boolean;
  locked text;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise 'log.append needs read committed' using errcode = '25001';
  end if;
  if current_setting('synchronous_commit') = 'off' or current_setting('fsync') = 'off' then
    raise 'log.append needs durable commits' using errcode = '55000';
  end if;
  locked := log.floor_lock(); -- before any nextval

  -- Commands of one event each, as most are: the same rules without the machinery for several. In the order in which they are
  -- given, which is that of tenants and streams: sorting them here again would cost more than looking them up.
  if jsonb_array_length(events) = commands then
    begin
      with ins as (
        insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at, command_id)
        select tenant_id, stream, version, id, type, schema_version, data, meta, at, command_id
          from jsonb_populate_recordset(null::log.event, events) e
         where version = 1 or (select true from log.event p
                where p.tenant_id = e.tenant_id and p.stream = e.stream and p.version = e.version - 1)
        returning id, pos
      )
      select array_agg(id), array_agg(pos) into ids, places from ins;
    exception when unique_violation then
      with ins as (
        insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at, command_id)
        select tenant_id, stream, version, id, type, schema_version, data, meta, at, command_id
          from jsonb_populate_recordset(null::log.event, events) e
         where version = 1 or (select true from log.event p
                where p.tenant_id = e.tenant_id and p.stream = e.stream and p.version = e.version - 1)
        on conflict do nothing
        returning id, pos
      )
      select array_agg(id), array_agg(pos) into ids, places from ins;
    end;
    return query select * from unnest(ids, places);
    return;
  end if;

  if exists (
    select from jsonb_populate_recordset(null::log.event, events)
     group by tenant_id, command_id, stream
    having max(version) - min(version) + 1 <> count(distinct version) or count(distinct version) <> count(*)
  ) then
    raise 'versions of a command must be dense' using errcode = '22023';
  end if;
  -- 1. The first event of each (command, stream), in the order of streams, decides race and replay for the whole command.
  with first as materialized (
    select f.*, stream = min(stream) over (partition by tenant_id, command_id) as leads
      from (
        select distinct on (tenant_id, command_id, stream) *
          from jsonb_populate_recordset(null::log.event, events) e
         where (select true from log.event k where k.tenant_id = e.tenant_id and k.command_id = e.command_id) is null
         order by tenant_id, command_id, stream, version
      ) f
  ), ins as (
    insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at, command_id)
    select tenant_id, stream, version, id, type, schema_version, data, meta, at, case when leads then command_id end
      from first f
     where version = 1 or (select true from log.event p
            where p.tenant_id = f.tenant_id and p.stream = f.stream and p.version = f.version - 1)
     order by tenant_id, stream
    on conflict do nothing
    returning id, pos
  )
  select array_agg(lead) filter (where wins = streams), array_agg(top) filter (where wins = streams),
         bool_or(wins > 0 and wins < streams)
    into won, last_pos, part
    from (
      select min(f.id::text) filter (where leads)::uuid as lead, count(ins.id) as wins, count(*) as streams, max(ins.pos) as top
        from first f left join ins on ins.id = f.id group by tenant_id, command_id
    ) command;
  if part then
    raise 'a command won only some of its streams' using errcode = 'ES001';
  end if;

  -- 2. The other events of the winners, without ON CONFLICT: a clash here is a broken invariant and must abort.
  return query
    with given as (
      select e.*, row_number() over (partition by tenant_id, command_id, stream order by version) as place,
             first_value(id) over (partition by tenant_id, command_id order by stream, version) as lead
        from jsonb_populate_recordset(null::log.event, events) e
    ), rest as (
      insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at)
      select tenant_id, stream, version, id, type, schema_version, data, meta, at
        from given
       where place > 1 and lead = any (won)
       order by tenant_id, stream, version
      returning id, pos
    )
    select w.id, greatest(w.pos, max(rest.pos))
      from unnest(won, last_pos) w (id, pos)
      left join given on given.lead = w.id
      left join rest on rest.id = given.id
     group by w.id, w.pos;
end $$;
