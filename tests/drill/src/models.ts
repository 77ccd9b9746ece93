import { type Stored } from './evidence.ts';
import { actors, engagements, instruments, knownEngagements, knownPeople, maps, people } from './folds.ts';

/** A read model, the columns that are compared, and what they must say, from the logs of the services. */
export interface Expected {
  readonly service: string;
  readonly table: string;
  readonly columns: string;
  readonly expected: (logOf: (service: string) => readonly Stored[]) => ReadonlyMap<string, object>;
}

const own = (
  service: string,
  table: string,
  columns: string,
  expected: (log: readonly Stored[]) => ReadonlyMap<string, object>,
): Expected => ({ service, table, columns, expected: (logOf) => expected(logOf(service)) });

/** Fed by the engagements' topic: expected of the engagements' log. */
const followed = (
  service: string,
  table: string,
  columns: string,
  expected: (log: readonly Stored[]) => ReadonlyMap<string, object>,
): Expected => ({ service, table, columns, expected: (logOf) => expected(logOf('engagements')) });

export const models: readonly Expected[] = [
  own('engagements', 'person_view', 'name, email, status, roles', people),
  own(
    'engagements',
    'engagement_view',
    'kind, status, client_id, coach_id, purpose, sessions, proposed_at',
    engagements,
  ),
  own('system-mapping', 'map_view', 'kind, owner_id, engagement_id, name, created_at', maps),
  own('system-mapping', 'actor_view', 'map_id, kind, person_id, label', actors),
  own('assessments', 'instrument_view', 'code, version, name, items', instruments),
  followed('system-mapping', 'known_person', 'active', knownPeople),
  followed('system-mapping', 'known_engagement', 'client_id, coach_ids', knownEngagements),
  followed('assessments', 'known_person', 'active', knownPeople),
  followed('assessments', 'known_engagement', 'client_id, coach_ids', knownEngagements),
];
