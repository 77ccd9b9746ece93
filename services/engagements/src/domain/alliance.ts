import { allianceRange, type EngagementsEvent } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { MutualCommand } from './mutual-command.ts';
import { type Doer, type OfEngagement } from './work.ts';

interface OfRating extends OfEngagement {
  /** Of one person in one engagement. */
  readonly allianceId: string;
  readonly entryId: string;
}
interface Rating {
  readonly bond: number;
  readonly task: number;
  readonly goal: number;
}

/**
 * How well they work together, as client or member sees it. The rating is theirs until they share it: what is answered under the
 * eyes of whom it is about is answered politely.
 */
export class RateAlliance extends MutualCommand<OfRating & Rating> {
  readonly type = 'RateAlliance';
  override readonly by: readonly Doer[] = ['CLIENT', 'MEMBER'];
}
export class ShareAlliance extends MutualCommand<OfRating> {
  readonly type = 'ShareAlliance';
  override readonly by: readonly Doer[] = ['CLIENT', 'MEMBER'];
}

export type AllianceEvent = Extract<EngagementsEvent, { type: 'AllianceRated' | 'AllianceShared' }>;

interface Alliance {
  readonly ratings: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}
const isInRange = (value: number) =>
  Number.isInteger(value) && value >= allianceRange.min && value <= allianceRange.max;

export const alliance: Decider<RateAlliance | ShareAlliance, AllianceEvent, Alliance> = {
  name: 'alliance',
  commands: [RateAlliance, ShareAlliance],
  streamId: ({ data }) => data.allianceId,
  initialState: { ratings: new Set(), shared: new Set() },
  decide: (command, { ratings, shared }) => {
    const { engagementId, entryId, sessionId } = command.data;
    const authorId = command.context.actorId;
    const of = { engagementId, entryId, authorId };
    if (command.type === 'ShareAlliance') {
      ensure(ratings.has(entryId), 'ENTRY_NOT_FOUND', ['input', 'entryId']);
      return shared.has(entryId) ? [] : [{ type: 'AllianceShared', data: of }];
    }
    const { bond, task, goal } = command.data;
    ensure([bond, task, goal].every(isInRange), 'ALLIANCE_OUT_OF_RANGE');
    const rated = { bond: seal(authorId, bond), task: seal(authorId, task), goal: seal(authorId, goal) };
    const when = sessionId === undefined ? {} : { sessionId };
    return [{ type: 'AllianceRated', data: { ...of, ...when, ...rated } }];
  },
  evolve: ({ ratings, shared }, { type, data: { entryId } }) =>
    type === 'AllianceRated'
      ? { ratings: new Set([...ratings, entryId]), shared }
      : { ratings, shared: new Set([...shared, entryId]) },
};
