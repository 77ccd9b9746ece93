import {
  type ImportedRow,
  type ImportKind,
  type ImportPlan,
  type ImportScope,
} from '@securebase/service-kit';
import { ensure } from '@securebase/domain-kit';
import { AddMembers } from '../domain/engagement-commands.ts';
import { type State } from '../domain/engagement-state.ts';
import { engagement } from '../domain/engagement.ts';
import { peopleOf, type ReferenceRow, referenceRow } from './references.ts';

const plan = async (rows: readonly ImportedRow<ReferenceRow>[], scope: ImportScope): Promise<ImportPlan> => {
  const { tenantId, target: engagementId, store, context } = scope;
  const stream = `${engagement.name}-${engagementId ?? ''}`;
  const { events: history, version } = await store.readStream(tenantId, stream);
  const state = (history as never[]).reduce<State>(engagement.evolve, engagement.initialState);
  const may = state && (context.roles.includes('PROGRAM_MANAGER') || state.coachIds.has(context.actorId));
  ensure(may && engagementId !== undefined, 'ENGAGEMENT_NOT_FOUND');
  const { personIds, errors } = await peopleOf(rows, scope);
  const events = engagement.decide(new AddMembers({ engagementId, personIds }, context), state);
  const added = events.reduce((sum, { data }) => sum + ('personIds' in data ? data.personIds.length : 0), 0);
  return {
    writes: events.length === 0 ? [] : [{ stream, expected: version, events }],
    added,
    changed: 0,
    unchanged: personIds.length - added,
    errors,
  };
};

/** Who belongs to a team or an organization that is coached. */
export const teamMembersImport: ImportKind<ReferenceRow> = {
  kind: 'TEAM_MEMBERS',
  description: 'Members of the team or organization of an engagement (the target), by the reference of each.',
  header: { required: ['reference'] },
  row: referenceRow,
  key: ({ reference }) => reference,
  roles: ['PROGRAM_MANAGER', 'COACH'],
  plan,
};
