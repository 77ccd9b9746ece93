-- Events of some types, as log.read_after reads all; and, when those are all of them among the next hundred thousand positions,
-- one more row with nothing but the last position that was looked at: a reader passes the others without having them sent.
create function log.read_types_after(after bigint, wanted text[], max int) returns setof log.event
language plpgsql volatile security definer set search_path = ''
set enable_sort = off set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  horizon bigint := least(log.horizon(), after + 100000);
  given int;
  passed log.event;
begin
  return query
    select x.tenant_id, x.stream, x.version, x.pos, x.id, x.type, x.schema_version, x.data, x.meta, x.at, x.command_id
      from (
        select e.*, sum(pg_column_size(e.data)) over (order by e.pos) - pg_column_size(e.data) as before
          from (select * from log.event l
                 where l.pos > after and l.pos <= horizon and l.type = any (wanted) order by l.pos limit max) e
      ) x
     where x.before < 8388608 order by x.pos;
  get diagnostics given = row_count;
  if given = max then return; end if;
  if given > 0 then -- fewer than asked for may be all, or all that 8 MB take
    perform from log.event l
      where l.pos > after and l.pos <= horizon and l.type = any (wanted) order by l.pos offset given limit 1;
    if found then return; end if;
  end if;
  select max(l.pos) into passed.pos from log.event l where l.pos > after and l.pos <= horizon;
  -- Positions that were given back may be all there is between here and later events.
  if passed.pos is null and horizon = after + 100000 then passed.pos := horizon; end if;
  if passed.pos is not null then return next passed; end if;
end $$;
revoke all on function log.read_types_after(bigint, text[], int) from public;
do $$
begin
  execute format('grant execute on function log.read_types_after(bigint, text[], int) to %I',
    current_setting('securebase.roles') || '_pipeline');
end $$;
