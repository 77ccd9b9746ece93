import { setTimeout as after } from 'node:timers/promises';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Duty, type EventStore, type Turn } from '@securebase/event-sourcing';
import { type KeyKeeper } from '@securebase/sealing';
import type pg from 'pg';
import { NIL, v7 } from 'uuid';
import { tenant, type TenantEvent } from '../domain/tenant.ts';
import { memberOf, standingOf } from './as-logged.ts';

interface Due {
  readonly tenantId: string;
  readonly id: string;
}

/** Looked for at most so often, and at least so often; in milliseconds. */
const shortest = 2_000;
const longest = 60_000;
const atOnce = 100;

/** Who left before the tenant's retention, and everybody of a tenant that is deleted. */
const dueToBeErased = `select m.tenant_id as "tenantId", m.id from directory_member m
  join tenant_standing t on t.tenant_id = m.tenant_id and t.id = m.tenant_id::text
  where (m.tenant_id, m.id) > ($1, $2)
    and ((m.status = 'DEACTIVATED' and m.left_at < now() - make_interval(days => t.retention_days))
      or (t.deleted and m.status <> 'ERASED'))
  order by m.tenant_id, m.id limit ${atOnce}`;
const deletedTenants = `select t.tenant_id as "tenantId", t.id from tenant_standing t where t.deleted and not exists (
  select from directory_member m where m.tenant_id = t.tenant_id and m.status <> 'ERASED')`;

/**
 * Nobody asked for it: the tenant's own rule did. What makes it happen once is the version of the stream: an id that could
 * be computed could be used by somebody before, and what is due would count as done.
 */
const contextOf = (tenantId: string) => ({
  tenantId,
  actorId: tenantId,
  at: new Date(),
  commandId: v7(),
  correlationId: tenantId,
});

const day = 24 * 60 * 60 * 1_000;

/** They may be back in the meantime, and the tenant may keep people longer than it did. */
const erase = async (store: EventStore, { tenantId, id: personId }: Due): Promise<void> => {
  const { status, leftAt, stream, version } = await memberOf(store, tenantId, personId);
  const { deleted, retentionDays } = await standingOf(store, tenantId);
  const isKept =
    status !== 'DEACTIVATED' ||
    leftAt === null ||
    retentionDays === null ||
    Date.parse(leftAt) + retentionDays * day >= Date.now();
  if (deleted ? status === 'ERASED' : isKept) return;
  const erased: EngagementsEvent = { type: 'SubjectErased', data: { personId } };
  const write = { stream, expected: version, events: [erased] };
  await store.append([write], contextOf(tenantId), 'retention');
};

const first: Due = { tenantId: NIL, id: NIL };

/** Everybody who is due, page after page: those whom the log keeps stay where they are, and others come after them. */
const eraseAll = async (store: EventStore, pool: pg.Pool, stop: AbortSignal): Promise<void> => {
  for (let last: Due | undefined = first; last && !stop.aborted;) {
    const { rows }: pg.QueryResult<Due> = await pool.query(dueToBeErased, [last.tenantId, last.id]);
    for (const each of rows) await erase(store, each);
    last = rows[atOnce - 1];
  }
};

const destroyKeys = async (
  store: EventStore,
  keeper: KeyKeeper | undefined,
  { tenantId }: Due,
): Promise<void> => {
  if (!keeper) throw new Error('This process cannot destroy keys: KEYS_KEEPER_DATABASE_URL is missing.');
  const stream = `${tenant.name}-${tenantId}`;
  const { events, version } = await store.readStream(tenantId, stream);
  if ((events as unknown as TenantEvent[]).some(({ type }) => type === 'TenantKeysDestroyed')) return;
  await keeper.destroyTenant(tenantId);
  const destroyed: EngagementsEvent = { type: 'TenantKeysDestroyed', data: { tenantId } };
  const write = { stream, expected: version, events: [destroyed] };
  await store.append([write], contextOf(tenantId), 'deletion');
};

/** Erases who has left so long ago that the tenant does not keep them, and everybody and everything of a deleted tenant. */
export const eraseWhenDue = (store: EventStore, pool: pg.Pool, keeper: KeyKeeper | undefined): Duty => ({
  name: 'erase-when-due',
  async run({ signal, stop }: Turn): Promise<void> {
    while (!stop.aborted) {
      await eraseAll(store, pool, stop);
      const { rows: tenants } = await pool.query<Due>(deletedTenants);
      for (const each of tenants) await destroyKeys(store, keeper, each);
      await after(shortest, undefined, { signal: stop }).catch(() => undefined);
      await signal.wait(longest);
    }
  },
});
