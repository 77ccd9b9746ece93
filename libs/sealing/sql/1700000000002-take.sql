-- The keys of these subjects of one tenant, made where there are none: in one statement, because it stands before every
-- command that says something of somebody new. Beside each subject its new key, wrapped by the tenant's newest key. Nothing is
-- made when that is not the newest key any more: wrap again. Who has a key, or had one that was destroyed, keeps what is there.
create function keys.take(tenant uuid, of_generation int, subjects uuid[], wrappeds bytea[])
returns table (subject_id uuid, wrapped bytea, generation int, master text, tenant_wrapped bytea)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if exists (select from unnest(subjects) as given (s)
              where not exists (select from keys.data_key d where d.tenant_id = tenant and d.subject_id = s)) then
    perform pg_advisory_xact_lock_shared(keys.tenant_lock(tenant));
    insert into keys.data_key (tenant_id, subject_id, generation, wrapped)
    select tenant, s, of_generation, w from unnest(subjects, wrappeds) as given (s, w)
     where of_generation = (select max(t.generation) from keys.tenant_key t where t.tenant_id = tenant and t.wrapped is not null)
     order by s
    on conflict do nothing;
  end if;
  return query select * from keys.find(tenant, subjects);
end $$;

drop function keys.add(uuid, int, uuid[], bytea[]);

revoke all on function keys.take(uuid, int, uuid[], bytea[]) from public;
do $$
declare
  roles constant text := current_setting('securebase.roles');
begin
  execute format('grant execute on function keys.take(uuid, int, uuid[], bytea[]) to %I, %I', roles || '_api', roles || '_pipeline');
end $$;
