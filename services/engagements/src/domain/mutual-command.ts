import { ensure } from '@securebase/domain-kit';
import { type Engagement, type Phase } from './engagement-state.ts';
import { type OfEngagement, WorkCommand } from './work.ts';

const sinceMatch = ['MATCHED', 'CONTRACTED', 'ACTIVE', 'PAUSED', 'COMPLETED'] as const satisfies Phase[];
/** What must be said even of an engagement that was broken off: notes, and what concerns safety. */
export const evenAfter: readonly Phase[] = [...sinceMatch, 'ENDED_EARLY'];

/** What is lived in an engagement is noted whenever they may meet: from the chemistry session to the follow-up. */
export abstract class MutualCommand<D extends OfEngagement = OfEngagement> extends WorkCommand<D> {
  override readonly during: readonly Phase[] = sinceMatch;
}

export interface AboutSomebody extends OfEngagement {
  readonly aboutId: string;
}

/** Something about the client or a member. Whoever does not coach says it of themselves: colleagues say nothing of each other. */
export abstract class CommandAbout<D extends AboutSomebody = AboutSomebody> extends MutualCommand<D> {
  override readonly ensureFits = ({ clientId, members, coachIds }: Engagement): void => {
    const { aboutId } = this.data;
    const path = ['input', 'aboutId'];
    ensure(aboutId === clientId || members.has(aboutId), 'NOT_A_PARTICIPANT', path);
    ensure(
      coachIds.has(this.context.actorId) || aboutId === this.context.actorId,
      'ABOUT_YOURSELF_ONLY',
      path,
    );
  };
}

/** @throws Rejected SESSION_DID_NOT_TAKE_PLACE */
export const ensureTookPlace = ({ sessions }: Engagement, sessionId: string): void => {
  const session = sessions.get(sessionId)?.status;
  ensure(session !== 'CANCELLED' && session !== 'MISSED', 'SESSION_DID_NOT_TAKE_PLACE', [
    'input',
    'sessionId',
  ]);
};
