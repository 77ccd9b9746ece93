import { setTimeout as after } from 'node:timers/promises';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Duty, type EventStore, type Turn } from '@securebase/event-sourcing';
import type pg from 'pg';
import { v5 } from 'uuid';
import { person, type PersonEvent } from '../domain/person.ts';

interface Due {
  readonly tenant_id: string;
  readonly id: string;
}

/** Looked for at most so often, and at least so often; in milliseconds. */
const shortest = 2_000;
const longest = 60_000;
const atOnce = 100;
const namespace = '3f0c8f3e-3a55-5b8e-9f0b-6f2f0b6d9c11';

const due = `select m.tenant_id, m.id from directory_member m
  join tenant_standing t on t.tenant_id = m.tenant_id and t.id = m.tenant_id::text
  where m.status = 'DEACTIVATED' and m.left_at < now() - make_interval(days => t.retention_days)
  order by m.left_at limit ${atOnce}`;

const erase = async (store: EventStore, { tenant_id: tenantId, id: personId }: Due): Promise<void> => {
  const erased: EngagementsEvent = { type: 'SubjectErased', data: { personId } };
  const context = {
    tenantId,
    actorId: tenantId, // nobody asked for it: the tenant's own rule did
    at: new Date(),
    commandId: v5(`retention ${tenantId} ${personId}`, namespace),
    correlationId: personId,
  };
  const stream = `${person.name}-${personId}`;
  const { events, version } = await store.readStream(tenantId, stream);
  const { status } = (events as unknown as PersonEvent[]).reduce(person.evolve, person.initialState);
  if (status !== 'DEACTIVATED') return; // back in the meantime, or erased
  await store.append([{ stream, expected: version, events: [erased] }], context, 'retention');
};

/** Erases who has left so long ago that the tenant does not keep them any more. */
export const eraseWhenRetentionEnds = (store: EventStore, pool: pg.Pool): Duty => ({
  name: 'erase-when-retention-ends',
  async run({ signal, stop }: Turn): Promise<void> {
    while (!stop.aborted) {
      const { rows } = await pool.query<Due>(due);
      for (const each of rows) await erase(store, each);
      await after(shortest, undefined, { signal: stop }).catch(() => undefined);
      if (rows.length < atOnce) await signal.wait(longest);
    }
  },
});
