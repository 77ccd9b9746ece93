-- The keys that personal values are encrypted with; a database of its own, with backups that are kept for a short time only.
-- Every key is wrapped: a data key by its tenant's key, a tenant's key by a master key that is not in any database.
create schema keys;

create table keys.tenant_key (
  tenant_id uuid not null,
  -- 1, 2, 3 …: the highest wraps new data keys.
  generation int not null check (generation > 0),
  -- Which master key wraps it: a tenant's key can be held by somebody else than the platform.
  master text not null,
  wrapped bytea, -- null: destroyed
  created_at timestamptz not null default clock_timestamp(),
  destroyed_at timestamptz,
  primary key (tenant_id, generation),
  check ((wrapped is null) = (destroyed_at is not null))
);

create table keys.data_key (
  tenant_id uuid not null,
  subject_id uuid not null,
  generation int not null,
  wrapped bytea, -- null: destroyed, for good; the row stays, so that nobody makes a new key for who was erased
  created_at timestamptz not null default clock_timestamp(),
  destroyed_at timestamptz,
  primary key (tenant_id, subject_id),
  check ((wrapped is null) = (destroyed_at is not null))
);
create index data_key_generation on keys.data_key (tenant_id, generation) where wrapped is not null;

-- Adding data keys and beginning a new generation of a tenant's key do not overlap: no key is left behind.
create function keys.tenant_lock(tenant uuid) returns bigint language sql immutable as $$
  select hashtextextended('keys/' || tenant, 0)
$$;

-- The keys of these subjects of one tenant, as far as there are any.
create function keys.find(tenant uuid, subjects uuid[])
returns table (subject_id uuid, wrapped bytea, generation int, master text, tenant_wrapped bytea)
language sql stable security definer set search_path = '' as $$
  select d.subject_id, d.wrapped, d.generation, t.master, t.wrapped
    from keys.data_key d join keys.tenant_key t on t.tenant_id = d.tenant_id and t.generation = d.generation
   where d.tenant_id = tenant and d.subject_id = any (subjects)
$$;

-- The newest key of a tenant, if it has one.
create function keys.newest(tenant uuid) returns table (generation int, master text, wrapped bytea)
language sql stable security definer set search_path = '' as $$
  select t.generation, t.master, t.wrapped from keys.tenant_key t
   where t.tenant_id = tenant order by t.generation desc limit 1
$$;

-- The first key of a tenant; another one's first is left as it is.
create function keys.begin_tenant(tenant uuid, master text, wrapped bytea) returns void
language sql volatile security definer set search_path = '' as $$
  insert into keys.tenant_key (tenant_id, generation, master, wrapped) values (tenant, 1, master, wrapped) on conflict do nothing
$$;

-- Adds data keys, wrapped by the tenant's newest key; false when that is not the newest any more: wrap again. Who has a
-- key, or had one that was destroyed, keeps what is there.
create function keys.add(tenant uuid, of_generation int, subjects uuid[], wrappeds bytea[]) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(keys.tenant_lock(tenant));
  if of_generation <> (select max(t.generation) from keys.tenant_key t where t.tenant_id = tenant and t.wrapped is not null) then
    return false;
  end if;
  insert into keys.data_key (tenant_id, subject_id, generation, wrapped)
  select tenant, s, of_generation, w from unnest(subjects, wrappeds) as given (s, w) order by s
  on conflict do nothing;
  return true;
end $$;

alter table keys.tenant_key enable row level security;
alter table keys.tenant_key force row level security;
alter table keys.data_key enable row level security;
alter table keys.data_key force row level security;

-- Services reach keys through the functions only, one tenant at a time. The keeper destroys keys and wraps them anew.
revoke all on all functions in schema keys from public;
do $$
declare
  services constant text := current_setting('securebase.roles') || '_api';
  keeper constant text := current_setting('securebase.roles') || '_pipeline';
  name text;
begin
  foreach name in array array['tenant_key', 'data_key'] loop
    execute format('create policy the_functions on keys.%I to %I using (true) with check (true)', name, current_user);
    execute format('create policy the_keeper on keys.%I to %I using (true) with check (true)', name, keeper);
    execute format('grant select, insert, update on keys.%I to %I', name, keeper);
  end loop;
  execute format('grant usage on schema keys to %I, %I', services, keeper);
  execute format('grant execute on function keys.find(uuid, uuid[]), keys.newest(uuid), keys.begin_tenant(uuid, text, bytea),
    keys.add(uuid, int, uuid[], bytea[]) to %I', services);
  execute format('grant execute on all functions in schema keys to %I', keeper);
end $$;
