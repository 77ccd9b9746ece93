import { type ServiceDatabase, withClient } from '@securebase/embedded';

/** Does something while a read model is late: its table can be read, and hears of nothing. */
export const whileLate = <T>(
  { adminUrl }: Pick<ServiceDatabase, 'adminUrl'>,
  table: string,
  work: () => Promise<T>,
): Promise<T> =>
  withClient(adminUrl, async (client) => {
    await client.query(`begin; lock table ${table} in exclusive mode`);
    return work(); // the lock goes with the connection
  });
