// How tenants and people stand by the log: what cannot be undone is not decided by a read model that may be late.
import { type Event, type Projection, type Recorded, rowOf } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import { directoryMember, tenantStanding } from '@securebase/service-kit';
import { person } from '../domain/person.ts';
import { tenant } from '../domain/tenant.ts';

const standings = tenantStanding({ kind: 'LOG' });
const members = directoryMember({ kind: 'LOG' });

const rowIn = <E extends Event, Row extends object>(
  projection: Projection<E, Row>,
  history: readonly Recorded[],
  id: string,
): Row => rowOf(projection, history as readonly Recorded<E>[], id) ?? projection.blank;

/** Whether a tenant is deleted, and what it has decided for itself. */
export const standingOf = async (store: EventStore, tenantId: string) => {
  const { events } = await store.readStream(tenantId, `${tenant.name}-${tenantId}`);
  return rowIn(standings, events, tenantId);
};

/** Whether somebody is there or when they left; in which stream, and its version. */
export const memberOf = async (store: EventStore, tenantId: string, personId: string) => {
  const stream = `${person.name}-${personId}`;
  const { events, version } = await store.readStream(tenantId, stream);
  return { ...rowIn(members, events, personId), stream, version };
};
