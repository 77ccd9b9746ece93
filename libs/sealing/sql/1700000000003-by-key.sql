-- A few keys among many are looked up one by one, by the primary key, whatever the planner knows of the table. While it had no
-- statistics, or those of a smaller table, it read all keys of the tenant for each of the few, and a session keeps such a plan.
create or replace function keys.find(tenant uuid, subjects uuid[])
returns table (subject_id uuid, wrapped bytea, generation int, master text, tenant_wrapped bytea)
language sql stable security definer set search_path = '' set enable_seqscan = off as $$
  select given.s, d.wrapped, d.generation, t.master, t.wrapped
    from (select distinct unnest(subjects)) as given (s)
   cross join lateral (select * from keys.data_key where tenant_id = tenant and subject_id = given.s limit 1) d
   cross join lateral (select * from keys.tenant_key where tenant_id = tenant and generation = d.generation limit 1) t
$$;

create or replace function keys.take(tenant uuid, of_generation int, subjects uuid[], wrappeds bytea[])
returns table (subject_id uuid, wrapped bytea, generation int, master text, tenant_wrapped bytea)
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
#variable_conflict use_column
begin
  -- A scalar that is null, not "not exists": that one may become a join with the whole table.
  if exists (select from unnest(subjects) as given (s)
              where (select true from keys.data_key d where d.tenant_id = tenant and d.subject_id = s) is null) then
    perform pg_advisory_xact_lock_shared(keys.tenant_lock(tenant));
    insert into keys.data_key (tenant_id, subject_id, generation, wrapped)
    select tenant, s, of_generation, w from unnest(subjects, wrappeds) as given (s, w)
     where of_generation = (select max(t.generation) from keys.tenant_key t where t.tenant_id = tenant and t.wrapped is not null)
     order by s
    on conflict do nothing;
  end if;
  return query select * from keys.find(tenant, subjects);
end $$;
