import type pg from 'pg';

/** What a database may have although it looks like a way past the tenant, each with its reason. */
export interface Accepted {
  /** Tables without a tenant that requests may read. */
  readonly tables?: Readonly<Record<string, string>>;
  /** Unique indexes that do not begin with the tenant. */
  readonly indexes?: Readonly<Record<string, string>>;
  /** Functions that requests may call and that act as their owner. */
  readonly functions?: Readonly<Record<string, string>>;
}

const schemas = `not in ('pg_catalog', 'information_schema', 'pg_toast')`;

/** Each query lists faults: what, where. $1 is the role of requests. */
const faults: Readonly<Record<string, string>> = {
  'a table of tenants without forced row-level security': `
    select c.oid::regclass::text as at from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and nspname ${schemas} and $1::text is not null
       and exists (select from pg_attribute a where a.attrelid = c.oid and attname = 'tenant_id' and not attisdropped)
       and not (relrowsecurity and relforcerowsecurity)`,
  'a table that requests reach without a policy for its tenant': `
    select c.oid::regclass::text as at from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and nspname ${schemas}
       and exists (select from pg_attribute a where a.attrelid = c.oid and attname = 'tenant_id' and not attisdropped)
       and (has_table_privilege($1, c.oid, 'select, insert, update, delete'))
       and not exists (select from pg_policies p where p.schemaname = nspname and p.tablename = relname
                         and $1 = any (p.roles) and p.qual like '%app.tenant_id%')`,
  'a policy that lets requests past their tenant': `
    select format('%s.%s %s', schemaname, tablename, policyname) as at from pg_policies
     where ($1 = any (roles) or 'public' = any (roles))
       and (coalesce(qual, '') not like '%app.tenant_id%' or coalesce(with_check, qual) not like '%app.tenant_id%')`,
  'a table without a tenant that requests may read': `
    select c.oid::regclass::text as at from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'f') and nspname ${schemas}
       and has_table_privilege($1, c.oid, 'select, insert, update, delete')
       and not exists (select from pg_attribute a where a.attrelid = c.oid and attname = 'tenant_id' and not attisdropped)`,
  'a unique index that does not begin with the tenant': `
    select i.indexrelid::regclass::text as at from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_namespace n on n.oid = c.relnamespace
     where i.indisunique and nspname ${schemas} and $1::text is not null
       and exists (select from pg_attribute a where a.attrelid = c.oid and attname = 'tenant_id' and not attisdropped)
       and (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) is distinct from 'tenant_id'`,
  'a view that acts as its owner': `
    select c.oid::regclass::text as at from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and nspname ${schemas} and $1::text is not null
       and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)`,
  'a materialized view': `
    select c.oid::regclass::text as at from pg_class c where c.relkind = 'm' and $1::text is not null`,
  'a function that acts as its owner for requests': `
    select p.oid::regprocedure::text as at from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and nspname ${schemas} and has_function_privilege($1, p.oid, 'execute')`,
  'a role of requests that row-level security does not bind': `
    select rolname as at from pg_roles where rolname = $1 and (rolsuper or rolbypassrls)`,
  'a table that requests own': `
    select c.oid::regclass::text as at from pg_class c where pg_get_userbyid(relowner) = $1`,
};

/** Every way past the tenant that a database has for the role of requests, but for those that are accepted. */
export const tenancyFaults = async (
  client: pg.Pool | pg.ClientBase,
  api: string,
  accepted: Accepted = {},
): Promise<string[]> => {
  const fine = new Set(Object.values(accepted).flatMap((each: object) => Object.keys(each)));
  const found: string[] = [];
  for (const [fault, query] of Object.entries(faults)) {
    const { rows } = await client.query<{ at: string }>(query, [api]);
    for (const { at } of rows) if (!fine.has(at)) found.push(`${fault}: ${at}`);
  }
  return found.sort();
};

/** What every service's database has: the log and what belongs to it. */
export const acceptedEverywhere: Accepted = {
  tables: { 'log.checkpoint': 'how far read models have come; no content' },
  indexes: {
    'log.event_pos': 'positions come from one sequence over all tenants, never from a request',
    'log.parked_pkey': 'written by the pipeline only: a request hears of no duplicate',
    'log.skipped_pkey': 'written by the pipeline only: a request hears of no duplicate',
    'log.stream_seen_pkey': 'written by the pipeline only: a request hears of no duplicate',
  },
  functions: {
    'log.read_stream(uuid,text,integer,integer)': 'reads one stream of the tenant that it is given',
    'log.models_seen(text[],uuid,text[],integer[])': 'says yes or no about the tenant that it is given',
    'log.verify_chain(uuid,bigint,integer)': 'compares log and chain of the tenant that it is given',
    'trail.note(uuid,jsonb)': 'adds to the trail of the tenant that it is given',
    'trail.of_subject(uuid,uuid,uuid,integer)': 'reads the trail of the tenant that it is given',
  },
};
