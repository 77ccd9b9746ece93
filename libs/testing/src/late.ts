import { type ServiceDatabase, withClient } from '@securebase/embedded';
import { eventually } from './eventually.ts';

type Database = Pick<ServiceDatabase, 'adminUrl'>;

/** Does something while a read model is late: its table can be read, and hears of nothing. */
export const whileLate = <T>({ adminUrl }: Database, table: string, work: () => Promise<T>): Promise<T> =>
  withClient(adminUrl, async (client) => {
    await client.query(`begin; lock table ${table} in exclusive mode`);
    return work(); // the lock goes with the connection
  });

/** Until something is done, or waits for a read model that is late: somebody asks how far it has come. */
export const doneOrWaiting = ({ adminUrl }: Database, work: Promise<unknown>): Promise<void> =>
  withClient(adminUrl, async (client) => {
    let isDone = false;
    const end = () => void (isDone = true);
    work.then(end, end);
    const { rows } = await client.query<{ begun: string }>('select clock_timestamp()::text as begun');
    const asking = 'select from pg_stat_activity where query like $1 and query_start > $2';
    const values = ['select coalesce((select pos from log.checkpoint%', rows[0]?.begun];
    await eventually(async () => {
      if (isDone) return;
      const { rowCount } = await client.query(asking, values);
      if (rowCount === 0) throw new Error('It is neither done, nor does it wait.');
    });
  });
