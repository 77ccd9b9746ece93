import type pg from 'pg';
import { type Duty, type Turn } from '../following/follower.ts';
import { inTransaction } from '../leases/transaction.ts';
import { holdPlace, movePlace, positionOf } from '../projections/log-place.ts';

const name = 'chain';
const batchSize = 1_000;
/** Waiting for news ends with the news; this is for news that got lost. */
const patience = 1_000;
const extend = { name: 'log.extend-chain', text: 'select log.extend_chain($1, $2) as reached' };

/** Extends the hash chain of each tenant behind the log's horizon: links and place in one transaction. */
export const extendChain = (pool: pg.Pool): Duty => ({
  name,
  async run({ lease, signal, stop }: Turn): Promise<void> {
    let last = await positionOf(pool, name);
    while (!stop.aborted) {
      const from = last;
      const reached = await inTransaction(pool, async (client) => {
        await holdPlace(client, lease, name, from);
        const { rows } = await client.query<{ reached: string | null }>({
          ...extend,
          values: [from, batchSize],
        });
        const to = rows[0]?.reached == null ? undefined : Number(rows[0].reached);
        if (to !== undefined) await movePlace(client, name, to);
        return to;
      });
      if (reached === undefined) await signal.wait(patience);
      else last = reached;
    }
  },
});
