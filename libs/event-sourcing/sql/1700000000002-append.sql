-- One group of commands in one transaction: c_* holds one entry for each command, e_* one for each event (e_cmd: 1-based
-- place of its command). Each command is decided alone: 'ok', 'replay' (its id was carried out before), or 'conflict'.
-- A command of several streams must come alone: winning only some of them aborts the whole call (ES001).
create function log.append(
  c_tenant uuid[], c_id uuid[],
  e_cmd int[], e_stream text[], e_version int[], e_id uuid[], e_type text[], e_schema smallint[],
  e_data jsonb[], e_meta jsonb[], e_at timestamptz[]
) returns table (cmd int, status text, last_pos bigint, first_stream text, first_version int, first_meta jsonb)
language plpgsql volatile security definer
set search_path = ''
set plan_cache_mode = force_generic_plan -- planned anew at each call it would cost twice the time
as $$
#variable_conflict use_column
declare
  won int[];
  won_pos bigint[];
  part int[];
  multi constant boolean := cardinality(e_id) > cardinality(c_id);
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise 'log.append needs read committed' using errcode = '25001';
  end if;
  if current_setting('synchronous_commit') = 'off' or current_setting('fsync') = 'off' then
    raise 'log.append needs durable commits' using errcode = '55000';
  end if;
  if multi and exists (
    select from unnest(e_cmd, e_stream, e_version) u (c, s, v)
     group by c, s having max(v) - min(v) + 1 <> count(distinct v) or count(distinct v) <> count(*)
  ) then
    raise 'versions of a command must be dense' using errcode = '22023';
  end if;
  perform log.floor_lock(); -- before any nextval

  -- Commands of one event each, as most are: the same rules without the machinery for several.
  if not multi then
    with ins as (
      insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at, command_id)
      select c_tenant[c], s, v, i, ty, sv, d, m, a, c_id[c]
        from unnest(e_cmd, e_stream, e_version, e_id, e_type, e_schema, e_data, e_meta, e_at) u (c, s, v, i, ty, sv, d, m, a)
       where v = 1
          or (select true from log.event p where p.tenant_id = c_tenant[c] and p.stream = s and p.version = v - 1)
       order by c_tenant[c], s, v, c
      on conflict do nothing
      returning id, pos
    )
    select array_agg(c), array_agg(pos) into won, won_pos from ins join unnest(e_id, e_cmd) u (i, c) on i = ins.id;
    if cardinality(won) = cardinality(c_id) then -- nobody has to be looked up
      return query select c, 'ok', p, null::text, null::int, null::jsonb from unnest(won, won_pos) w (c, p) order by c;
      return;
    end if;
  else
    -- 1. The first event of each (command, stream), in the order of streams, decides race and replay for the whole command.
    with first as materialized (
      select c, s, v, i, ty, sv, d, m, a, case when s = min(s collate "C") over (partition by c) then c_id[c] end as ci
        from (
          select distinct on (c, s) *
            from unnest(e_cmd, e_stream, e_version, e_id, e_type, e_schema, e_data, e_meta, e_at) u (c, s, v, i, ty, sv, d, m, a)
           where (select true from log.event e where e.tenant_id = c_tenant[c] and e.command_id = c_id[c]) is null
           order by c, s, v
        ) x
    ), ins as (
      insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at, command_id)
      select t, s, v, i, ty, sv, d, m, a, ci
        from (select c_tenant[c] as t, first.* from first) f
       where v = 1
          or (select true from log.event p where p.tenant_id = f.t and p.stream = f.s and p.version = f.v - 1)
       order by t, s, v, c
      on conflict do nothing
      returning id, pos
    )
    select array_agg(c) filter (where w = k), array_agg(p) filter (where w = k), array_agg(c) filter (where w > 0 and w < k)
      into won, won_pos, part
      from (
        select c, count(ins.id) as w, count(*) as k, max(ins.pos) as p
          from first left join ins on ins.id = first.i group by c
      ) x;
    if part is not null then
      raise 'a command won only some of its streams' using errcode = 'ES001';
    end if;
  end if;

  -- 2. The other events of the winners, without ON CONFLICT: a clash here is a broken invariant and must abort.
  if multi and won is not null then
    with rest as (
      insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at)
      select c_tenant[c], s, v, i, ty, sv, d, m, a
        from (
          select u.*, row_number() over (partition by c, s order by v) as r
            from unnest(e_cmd, e_stream, e_version, e_id, e_type, e_schema, e_data, e_meta, e_at)
                 u (c, s, v, i, ty, sv, d, m, a)
           where c = any (won)
        ) f
       where r > 1 order by c, s, v
      returning id, pos
    ), last as (
      select c, max(pos) as p from rest join unnest(e_id, e_cmd) u (i, c) on u.i = rest.id group by c
    )
    select array_agg(c), array_agg(greatest(w.p, last.p)) into won, won_pos
      from unnest(won, won_pos) w (c, p) left join last using (c);
  end if;
  -- 3. A command that did not win is looked up on a new snapshot: carried out before, or beaten.
  return query
    select o::int, case when w.c is not null then 'ok' when k.stream is not null then 'replay' else 'conflict' end,
           w.p, k.stream, k.version, k.meta
      from unnest(c_tenant, c_id) with ordinality c (t, i, o)
      left join unnest(won, won_pos) w (c, p) on w.c = o
      left join lateral (
        select e.stream, e.version, e.meta from log.event e where e.tenant_id = c.t and e.command_id = c.i offset 0
      ) k on w.c is null
     order by o;
end $$;
