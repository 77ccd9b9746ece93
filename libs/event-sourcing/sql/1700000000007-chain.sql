-- A hash chain over what the log holds of each tenant, as it is stored: ciphertext, so that erasing keys changes nothing.
-- It is extended behind the horizon, by the pipeline: appending never waits for it.
create table log.chain (
  tenant_id uuid not null,
  -- The last event that the link covers; it begins after the link before.
  pos bigint not null,
  -- How many events of the tenant the chain covers up to here.
  events bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (tenant_id, pos)
);
select tenancy.protect('log.chain');
create trigger chain_append_only before update or delete or truncate on log.chain
  for each statement execute function log.append_only();

-- What of an event is hashed: everything, as the text of a JSON array in UTF-8. The time in microseconds since 1970.
create function log.canonical(e log.event) returns bytea language sql immutable parallel safe set search_path = '' as $$
  select convert_to(jsonb_build_array(e.tenant_id, e.stream, e.version, e.pos, e.id, e.type, e.schema_version, e.data, e.meta,
    (extract(epoch from e.at) * 1000000)::bigint, e.command_id)::text, 'UTF8')
$$;

-- One step: SHA-256 of the hash so far and of the event's own SHA-256. A tenant's chain begins with the hash of its id.
create function log.link(so_far bytea, seed bytea, event bytea) returns bytea language sql immutable parallel safe as $$
  select sha256(coalesce(so_far, seed) || sha256(event))
$$;
create aggregate log.chained(seed bytea, event bytea) (sfunc = log.link, stype = bytea);
create function log.chain_seed(tenant uuid) returns bytea language sql immutable parallel safe as $$
  select sha256(convert_to(tenant::text, 'UTF8'))
$$;

-- Extends the chains over the next events after a position. Returns the position reached; null when there is nothing new.
create function log.extend_chain(after bigint, max int) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  reached bigint;
begin
  with batch as materialized (
    select e.tenant_id, e.pos, log.canonical(e) as event from log.read_after(after, max) e
  ), added as (
    insert into log.chain (tenant_id, pos, events, hash)
    select b.tenant_id, max(b.pos), coalesce(max(h.events), 0) + count(*),
           log.chained(coalesce(h.hash, log.chain_seed(b.tenant_id)), b.event order by b.pos)
      from batch b left join lateral (
             select c.events, c.hash from log.chain c where c.tenant_id = b.tenant_id and c.pos <= after
              order by c.pos desc limit 1) h on true
     group by b.tenant_id, h.hash
    returning 1
  )
  select max(pos) into reached from batch;
  return reached;
end $$;

-- Computes some links of a tenant's chain again, after a position that was verified before (0: from the beginning). Returns the position
-- that was reached, whether there are no more, what was covered, and the first place where log and chain differ.
create function log.verify_chain(tenant uuid, after bigint, max int)
returns table (reached bigint, complete boolean, links int, events bigint, head bytea, fault text, fault_at bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  before log.chain;
  link log.chain;
  made bytea;
  counted bigint;
begin
  reached := after; links := 0; complete := false; events := 0;
  select * into before from log.chain c where c.tenant_id = tenant and c.pos = after;
  if after > 0 and not found then
    fault := 'LINK_MISSING'; fault_at := after; return next; return;
  end if;
  head := before.hash;
  events := coalesce(before.events, 0);
  for link in select * from log.chain c where c.tenant_id = tenant and c.pos > after order by c.pos limit max loop
    select log.chained(coalesce(before.hash, log.chain_seed(tenant)), log.canonical(e) order by e.pos), count(*)
      into made, counted
      from log.event e where e.tenant_id = tenant and (before.pos is null or e.pos > before.pos) and e.pos <= link.pos;
    if counted + coalesce(before.events, 0) <> link.events then
      fault := case when counted + coalesce(before.events, 0) < link.events then 'EVENT_REMOVED' else 'EVENT_INSERTED' end;
      fault_at := link.pos; return next; return;
    end if;
    if made is distinct from link.hash then
      fault := 'EVENT_CHANGED'; fault_at := link.pos; return next; return;
    end if;
    before := link; reached := link.pos; links := links + 1; head := link.hash; events := link.events;
  end loop;
  complete := links < max;
  -- Behind the place of the chain every event is covered.
  if complete then
    select min(e.pos) into fault_at from log.event e
     where e.tenant_id = tenant and e.pos > reached and e.pos <= (select c.pos from log.checkpoint c where c.name = 'chain');
    if fault_at is not null then
      fault := 'EVENT_INSERTED';
    end if;
  end if;
  return next;
end $$;

revoke all on function log.canonical(log.event), log.link(bytea, bytea, bytea), log.chained(bytea, bytea), log.chain_seed(uuid),
  log.extend_chain(bigint, int), log.verify_chain(uuid, bigint, int) from public;
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
  pipeline constant text := current_setting('securebase.roles') || '_pipeline';
begin
  execute format('grant execute on function log.extend_chain(bigint, int) to %I', pipeline);
  execute format('grant execute on function log.verify_chain(uuid, bigint, int) to %I, %I', api, pipeline);
end $$;
