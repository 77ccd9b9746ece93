import { isEncrypted } from '@securebase/domain-kit';
import { eachSealed, KeysLost, type Sealing } from '@securebase/sealing';
import type pg from 'pg';

/** A person, or thing, for whom something was sealed with a key that is not there. */
export interface Lost {
  readonly tenantId: string;
  readonly subject: string;
}

const atOnce = 5_000;

/** Older versions of some events hold in clear what newer ones seal: nothing is lost with a key that never was. */
const isSealedInLog = async (pool: pg.Pool, { tenantId, subject }: Lost): Promise<boolean> => {
  const { rows } = await pool.query<{ data: unknown }>(
    `select e.data from sealed_content c join log.event e on e.tenant_id = c.tenant_id and e.stream = c.stream
      where c.tenant_id = $1 and c.subject_id = $2`,
    [tenantId, subject],
  );
  let found = false;
  for (const { data } of rows)
    eachSealed(data, (each) => {
      found ||= each.subject === subject && isEncrypted(each.value);
    });
  return found;
};

/** Whose keys are lost: their content stands in the log, and the database of keys has never heard of them. @throws KeysUnavailable */
export const lostKeys = async (pool: pg.Pool, sealing: Sealing): Promise<Lost[]> => {
  const lost: Lost[] = [];
  for (let last: Lost | undefined; ;) {
    const { rows } = await pool.query<Lost>(
      `select tenant_id as "tenantId", subject_id as subject from sealed_content
        where $1::uuid is null or (tenant_id, subject_id) > ($1, $2)
        group by 1, 2 order by 1, 2 limit ${atOnce}`,
      [last?.tenantId, last?.subject],
    );
    for (const [tenantId, some] of Map.groupBy(rows, (each) => each.tenantId)) {
      const without = await sealing.withoutKey(
        tenantId,
        some.map(({ subject }) => subject),
      );
      for (const subject of without)
        if (await isSealedInLog(pool, { tenantId, subject })) lost.push({ tenantId, subject });
    }
    last = rows.at(-1);
    if (rows.length < atOnce || !last) return lost;
  }
};

/**
 * A process that began without the keys that its log was sealed with would show people as erased who are not, and seal
 * new content with new keys that a restored backup would overwrite. @throws KeysLost
 */
export const refuseLostKeys = async (pool: pg.Pool, sealing: Sealing): Promise<void> => {
  const lost = await lostKeys(pool, sealing);
  if (lost.length > 0) throw new KeysLost(lost.length);
};
