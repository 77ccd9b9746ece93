// What the log says the rows must be: folds of the drill's own, written against the published events, not against the services.
import { type Stored } from './evidence.ts';

/** A sealed value that was opened: see `opened.ts`. */
const open = (sealed: unknown): unknown => {
  const { value } = sealed as { readonly value: string };
  return JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as unknown;
};

/** How an opened value looks: what a command's effect is recognized by. */
export const sealedValue = (value: unknown): string =>
  Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

type Row = Record<string, unknown>;
type Rows = ReadonlyMap<string, Row>;
export const keyOf = (tenant: unknown, id: unknown): string => `${String(tenant)}/${String(id)}`;

/** Rows by tenant and id, from the events in the order of the log. */
const fold = (
  log: readonly Stored[],
  step: (event: Stored, change: (id: unknown, patch: (row: Row) => Row) => void) => void,
): Rows => {
  const rows = new Map<string, Row>();
  for (const event of log.toSorted((a, b) => a.position - b.position))
    step(event, (id, patch) => {
      const key = keyOf(event.tenant, id);
      rows.set(key, patch(rows.get(key) ?? {}));
    });
  return rows;
};

/** The directory: what people are called and what they may be. */
export const people = (log: readonly Stored[]): Rows =>
  fold(log, ({ type, data }, change) => {
    const { personId } = data;
    if (type === 'PersonRegistered')
      change(personId, () => ({
        name: open(data['name']),
        email: open(data['email']),
        status: 'ACTIVE',
        roles: [],
      }));
    if (type === 'PersonRenamed')
      change(personId, (row) => ({
        ...row,
        name: open(data['name']),
        ...(data['email'] === undefined ? {} : { email: open(data['email']) }),
      }));
    if (type === 'RolesAssigned') change(personId, (row) => ({ ...row, roles: data['roles'] }));
    if (type === 'PersonDeactivated') change(personId, (row) => ({ ...row, status: 'DEACTIVATED' }));
  });

/** Engagements with their sessions, in the order in which they were scheduled. */
export const engagements = (log: readonly Stored[]): Rows =>
  fold(log, ({ type, data, at }, change) => {
    const { engagementId, sessionId } = data;
    const session = (patch: Row) =>
      change(engagementId, (row) => ({
        ...row,
        sessions: (row['sessions'] as Row[]).map((each) =>
          each['id'] === sessionId ? { ...each, ...patch } : each,
        ),
      }));
    switch (type) {
      case 'EngagementProposed':
        change(engagementId, () => ({
          kind: data['kind'],
          status: 'PROPOSED',
          client_id: data['clientId'],
          coach_id: null,
          purpose: data['purpose'],
          sessions: [],
          proposed_at: at,
        }));
        break;
      case 'MatchConfirmed':
        change(engagementId, (row) => ({ ...row, status: 'MATCHED', coach_id: data['coachId'] }));
        break;
      case 'SessionScheduled': {
        const { kind, startsAt, endsAt } = data;
        change(engagementId, (row) => ({
          ...row,
          sessions: [
            ...(row['sessions'] as Row[]),
            {
              id: sessionId,
              kind,
              startsAt,
              endsAt,
              status: 'SCHEDULED',
              by: null,
              policy: null,
              minutes: null,
              timeZones: [],
              agenda: null,
              notes: null,
              sequence: 0,
              changedAt: at,
            },
          ],
        }));
        break;
      }
      case 'SessionCancelled':
        session({
          status: 'CANCELLED',
          by: data['by'],
          policy: data['policy'] ?? null,
          sequence: 1,
          changedAt: at,
        });
        break;
    }
  });

/** What other services know of people, through the topic: that they are there. */
export const knownPeople = (log: readonly Stored[]): Rows =>
  fold(log, ({ type, data }, change) => {
    if (type === 'PersonRegistered') change(data['personId'], () => ({ active: true }));
    if (type === 'PersonDeactivated' || type === 'SubjectErased')
      change(data['personId'], () => ({ active: false }));
  });

/** What other services know of engagements, through the topic: whose they are. */
export const knownEngagements = (log: readonly Stored[]): Rows =>
  fold(log, ({ type, data }, change) => {
    const { engagementId } = data;
    if (type === 'EngagementProposed')
      change(engagementId, () => ({ client_id: data['clientId'], coach_ids: [] }));
    if (type === 'MatchConfirmed') change(engagementId, (row) => ({ ...row, coach_ids: [data['coachId']] }));
  });

export const maps = (log: readonly Stored[]): Rows =>
  fold(log, ({ type, data, at }, change) => {
    if (type === 'MapCreated')
      change(data['mapId'], () => ({
        kind: data['kind'],
        owner_id: data['ownerId'],
        engagement_id: data['engagementId'] ?? null,
        name: data['name'],
        created_at: at,
      }));
  });

/** Every actor of every map, each a row of its own: one event makes several. */
export const actors = (log: readonly Stored[]): Rows =>
  fold(log, ({ type, data }, change) => {
    if (type !== 'ActorsAdded') return;
    for (const { actorId, kind, personId, label } of data['actors'] as Row[])
      change(actorId, () => ({ map_id: data['mapId'], kind, person_id: personId ?? null, label }));
  });

export const instruments = (log: readonly Stored[]): Rows =>
  fold(log, ({ type, data }, change) => {
    if (type === 'InstrumentPublished')
      change(data['instrumentId'], () => ({
        code: data['code'],
        version: data['instrumentVersion'],
        name: open(data['name']),
        items: (data['definition'] as Row)['items'],
      }));
  });
