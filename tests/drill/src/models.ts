import { type Stored } from './evidence.ts';
import { engagements, people } from './folds.ts';

/** A read model, the columns that are compared, and what they must say, from the logs of the services. */
export interface Expected {
  readonly service: string;
  readonly table: string;
  readonly columns: string;
  readonly expected: (logOf: (service: string) => readonly Stored[]) => ReadonlyMap<string, object>;
}

export const models: readonly Expected[] = [
  {
    service: 'engagements',
    table: 'person_view',
    columns: 'name, email, status, roles',
    expected: (logOf) => people(logOf('engagements')),
  },
  {
    service: 'engagements',
    table: 'engagement_view',
    columns: 'kind, status, client_id, coach_id, purpose, sessions, proposed_at',
    expected: (logOf) => engagements(logOf('engagements')),
  },
];
