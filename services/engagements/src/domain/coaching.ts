import { ensure, seal } from '@securebase/domain-kit';
import { type CoachCommand } from './engagement-commands.ts';
import { type Engagement, type EngagementEvent, type Phase } from './engagement-state.ts';
import { type SessionTimes } from './session-commands.ts';
import { doersOf, type Doer } from './work.ts';
import { isSame } from './same.ts';

/** Few enough that everybody's time can be looked at when a session is scheduled. */
export const mostCoaches = 3;
const matchedAndNotEnded: readonly Phase[] = ['MATCHED', 'CONTRACTED', 'ACTIVE', 'PAUSED'];

/** Those whose time a session takes. */
export const attendeesOf = ({ clientId, coachIds }: Engagement): readonly string[] => [clientId, ...coachIds];

/** The sessions that are scheduled. */
export const upcomingOf = ({
  sessions,
}: Engagement): readonly (SessionTimes & { readonly sessionId: string })[] =>
  [...sessions].flatMap(([sessionId, { status, startsAt, endsAt }]) =>
    status === 'SCHEDULED' ? [{ sessionId, startsAt, endsAt }] : [],
  );

/**
 * Whether the actor is one of these. Whoever has no part in the engagement hears what one hears of an engagement that does
 * not exist.
 * @throws Rejected ENGAGEMENT_NOT_FOUND, NOT_FOR_THIS_PARTY
 */
export const ensureIs = (engagement: Engagement, actorId: string, ...by: readonly Doer[]): void => {
  const is = doersOf(engagement, actorId);
  ensure(is.length > 0, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
  ensure(
    is.some((doer) => by.includes(doer)),
    'NOT_FOR_THIS_PARTY',
  );
};

/** Who coaches. Whoever is let in reads what was between client and coach, so that nobody but the client lets anybody in. */
export const decideCoach = (command: CoachCommand, engagement: Engagement): EngagementEvent[] => {
  const { engagementId } = command.data;
  const { coachIds, formerCoachIds, clientId, phase } = engagement;
  if (command.type === 'RecordHandover') {
    const { handoverId, fromId, toId, summary } = command.data;
    ensureIs(engagement, command.context.actorId, 'COACH');
    ensure(coachIds.has(fromId) || formerCoachIds.has(fromId), 'NOT_A_COACH', ['input', 'fromId']);
    ensure(coachIds.has(toId) && toId !== fromId, 'NOT_A_COACH', ['input', 'toId']);
    const people = { aboutId: clientId, fromId, toId };
    const data = { engagementId, handoverId, ...people, summary: seal(clientId, summary) };
    return [{ type: 'HandoverHeld', data }];
  }
  const { coachId } = command.data;
  ensureIs(engagement, command.context.actorId, 'CLIENT');
  ensure(phase !== 'PROPOSED', 'ENGAGEMENT_NOT_MATCHED');
  ensure(matchedAndNotEnded.includes(phase), 'ENGAGEMENT_ENDED');
  ensure(coachId !== clientId, 'COACH_IS_CLIENT', ['input', 'coachId']);
  ensure(!coachIds.has(coachId), 'COACH_ALREADY_ADDED', ['input', 'coachId']);
  ensure(isSame(command.facts.upcoming, upcomingOf(engagement)), 'SESSIONS_CHANGED_MEANWHILE');
  if (command.type === 'AddCoach') {
    ensure(coachIds.size < mostCoaches, 'TOO_MANY_COACHES');
    return [{ type: 'CoachAdded', data: { engagementId, coachId } }];
  }
  const { fromId } = command.data;
  ensure(coachIds.has(fromId), 'NOT_A_COACH', ['input', 'fromId']);
  return [{ type: 'CoachReassigned', data: { engagementId, fromId, coachId } }];
};
