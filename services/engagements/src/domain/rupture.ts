import { type EngagementsEvent } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import { type AboutSomebody, CommandAbout, evenAfter, MutualCommand } from './mutual-command.ts';
import { type OfEngagement } from './work.ts';

export class NoteRupture extends CommandAbout<AboutSomebody & { ruptureId: string; words: string }> {
  readonly type = 'NoteRupture';
}
export interface Repair extends OfEngagement {
  readonly ruptureId: string;
  /** Whether who says it coaches the engagement: the other of the two may always say it. */
  readonly asCoach: boolean;
  readonly helped: string;
}
export class RepairRupture extends MutualCommand<Repair> {
  readonly type = 'RepairRupture';
  override readonly during = evenAfter;
}

export type RuptureEvent = Extract<EngagementsEvent, { type: 'RuptureNoted' | 'RuptureRepaired' }>;

interface Rupture {
  readonly engagementId: string;
  readonly aboutId: string;
  readonly isRepaired: boolean;
}

export const rupture: Decider<NoteRupture | RepairRupture, RuptureEvent, Rupture | undefined> = {
  name: 'rupture',
  commands: [NoteRupture, RepairRupture],
  streamId: ({ data }) => data.ruptureId,
  initialState: undefined,
  decide: (command, state) => {
    const { engagementId, ruptureId } = command.data;
    const authorId = command.context.actorId;
    if (command.type === 'NoteRupture') {
      const { aboutId, sessionId, words } = command.data;
      const when = sessionId === undefined ? {} : { sessionId };
      const of = { engagementId, ruptureId, authorId, aboutId };
      return [{ type: 'RuptureNoted', data: { ...of, ...when, words: seal(aboutId, words) } }];
    }
    const isTheirs =
      state?.engagementId === engagementId && (command.data.asCoach || state.aboutId === authorId);
    ensure(state && isTheirs, 'RUPTURE_NOT_FOUND', ['input', 'ruptureId']);
    ensure(!state.isRepaired, 'RUPTURE_ALREADY_REPAIRED');
    const { aboutId } = state;
    const of = { engagementId, ruptureId, authorId, aboutId };
    return [{ type: 'RuptureRepaired', data: { ...of, helped: seal(aboutId, command.data.helped) } }];
  },
  evolve: (state, { type, data }) =>
    type === 'RuptureNoted'
      ? { engagementId: data.engagementId, aboutId: data.aboutId, isRepaired: false }
      : state && { ...state, isRepaired: true },
};
