import type pg from 'pg';

/** The database is not set up so that the log's promises hold. The message says what to change. */
export class UnsafeDatabase extends Error {
  readonly code = 'UNSAFE_DATABASE';
}

const facts = `
  select current_setting('fsync') as fsync,
         current_setting('synchronous_commit') as commit,
         current_setting('full_page_writes') as pages,
         current_setting('transaction_isolation') as isolation,
         pg_is_in_recovery() as standby,
         s.cache_size::int as cache, s.cycle as cycle, s.increment_by::int as step,
         c.relpersistence = 'p' as logged,
         coalesce(pg_sequence_last_value('log.pos'::regclass), 0) as last,
         (select coalesce(max(pos), 0) from log.event) as highest,
         (select coalesce(max(pos), 0) from log.checkpoint) as reached,
         (select count(*) from pg_trigger where tgrelid = 'log.event'::regclass and tgname = 'event_floor' and tgenabled = 'O') as nets,
         has_table_privilege('log.event', 'insert, update, delete, truncate') as writes
  from pg_sequences s join pg_class c on c.oid = 'log.pos'::regclass
  where s.schemaname = 'log' and s.sequencename = 'pos'`;

interface Facts {
  fsync: string;
  commit: string;
  pages: string;
  isolation: string;
  standby: boolean;
  cache: number;
  cycle: boolean;
  step: number;
  logged: boolean;
  last: string;
  highest: string;
  reached: string;
  nets: string;
  writes: boolean;
}

const conditions: readonly (readonly [(found: Facts) => boolean, string])[] = [
  [({ fsync }) => fsync === 'on', 'fsync is off: set it on in the server’s configuration'],
  [({ commit }) => commit !== 'off', 'synchronous_commit is off: set it on for this role and database'],
  [({ pages }) => pages === 'on', 'full_page_writes is off: set it on in the server’s configuration'],
  [
    ({ isolation }) => isolation === 'read committed',
    'the default isolation must be read committed for this role',
  ],
  [({ standby }) => !standby, 'the server is a standby: give the address of the primary'],
  [({ cache }) => cache === 1, 'sequence log.pos must have CACHE 1'],
  [({ cycle, step }) => !cycle && step === 1, 'sequence log.pos must count up by one, without a cycle'],
  [({ logged }) => logged, 'sequence log.pos is unlogged'],
  [
    ({ last, highest, reached }) => Number(last) >= Math.max(Number(highest), Number(reached)),
    'sequence log.pos is behind the log or a checkpoint: after a restore, set it to the highest position',
  ],
  [({ nets }) => nets === '1', 'trigger event_floor of log.event is missing or disabled'],
  [({ writes }) => !writes, 'the role may write to log.event past its functions: revoke it'],
];

/** At start, and after each restore. @throws UnsafeDatabase naming the first condition that does not hold. */
export const checkDatabase = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<Facts>(facts);
  const [found] = rows;
  if (!found) throw new UnsafeDatabase('The log does not exist: migrate the database.');
  for (const [holds, message] of conditions) if (!holds(found)) throw new UnsafeDatabase(`${message}.`);
};
