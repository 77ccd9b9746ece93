-- Tenants share tables. Row-level security, forced, is what keeps them apart: also where a query forgets to.
create schema tenancy;

-- Protects tables with a column tenant_id: requests see and change rows of their transaction's tenant only; the pipeline and
-- the owner, who rebuilds, see all tenants. What a role may do at all is said by grants, as ever.
create function tenancy.protect(variadic tables regclass[]) returns void language plpgsql as $$
declare
  roles constant text := current_setting('securebase.roles');
  -- It reads back as '' after the transaction that set it.
  ours constant text := $policy$tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid$policy$;
  t regclass;
begin
  foreach t in array tables loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy the_tenant on %s to %I using (%s) with check (%s)', t, roles || '_api', ours, ours);
    execute format('create policy the_pipeline on %s to %I using (true) with check (true)', t, roles || '_pipeline');
    execute format('create policy the_owner on %s to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;
revoke all on function tenancy.protect(regclass[]) from public;

select tenancy.protect('log.snapshot', 'log.stream_seen', 'log.parked', 'log.skipped');

-- Whether models have seen these versions of a tenant's streams: the API needs the answer, not the table.
create function log.models_seen(models text[], tenant uuid, streams text[], versions int[]) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(bool_and(coalesce(s.version, 0) >= w.version), true)
    from unnest(models) n cross join unnest(streams, versions) w (stream, version)
    left join log.stream_seen s on s.projection = n and s.tenant_id = tenant and s.stream = w.stream
$$;
revoke all on function log.models_seen(text[], uuid, text[], int[]) from public;
do $$
declare
  api constant text := current_setting('securebase.roles') || '_api';
begin
  execute format('revoke select on log.stream_seen from %I', api);
  execute format('grant execute on function log.models_seen(text[], uuid, text[], int[]) to %I', api);
end $$;
