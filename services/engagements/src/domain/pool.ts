import { type EngagementsEvent } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';
import { AcceptMatch, ConfirmMatch, ProposeCoach } from './engagement-commands.ts';

export type PoolEvent = Extract<EngagementsEvent, { type: 'CoachPooled' | 'CoachUnpooled' }>;

export class PoolCoaches extends Command<{ programId: string; coachIds: readonly string[] }> {
  readonly type = 'PoolCoaches';
}
export class UnpoolCoach extends Command<{ programId: string; coachId: string }> {
  readonly type = 'UnpoolCoach';
}
type PoolCommand = PoolCoaches | UnpoolCoach | ProposeCoach | ConfirmMatch | AcceptMatch;

/** The coaches who can be chosen in a program. Where it is empty, every coach can. */
export type Pool = ReadonlySet<string>;

const decide = (command: PoolCommand, pool: Pool): PoolEvent[] => {
  switch (command.type) {
    case 'PoolCoaches': {
      const { programId, coachIds } = command.data;
      const fresh = [...new Set(coachIds)].filter((each) => !pool.has(each));
      return fresh.map((coachId) => ({ type: 'CoachPooled', data: { programId, coachId } }));
    }
    case 'UnpoolCoach': {
      const { programId, coachId } = command.data;
      return pool.has(coachId) ? [{ type: 'CoachUnpooled', data: { programId, coachId } }] : [];
    }
    case 'ProposeCoach':
    case 'ConfirmMatch':
    case 'AcceptMatch':
      ensure(pool.size === 0 || pool.has(command.data.coachId), 'COACH_NOT_IN_POOL', ['input', 'coachId']);
      return [];
  }
};

const evolve = (pool: Pool, { type, data: { coachId } }: PoolEvent): Pool => {
  const changed = new Set(pool);
  if (type === 'CoachPooled') changed.add(coachId);
  else changed.delete(coachId);
  return changed;
};

/** The coach pool of a program. Matches of the program's engagements are decided on together with it. */
export const pool: Decider<PoolCommand, PoolEvent, Pool> = {
  name: 'pool',
  commands: [PoolCoaches, UnpoolCoach, ProposeCoach, ConfirmMatch, AcceptMatch],
  streamId: ({ data }) => data.programId,
  initialState: new Set(),
  decide,
  evolve,
};
