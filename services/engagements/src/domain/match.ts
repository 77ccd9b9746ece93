import { ensure } from '@securebase/domain-kit';
import { type MatchCommand } from './engagement-commands.ts';
import { type Engagement, type EngagementEvent } from './engagement-state.ts';

const types: readonly string[] = [
  'ProposeCoach',
  'ConfirmMatch',
  'AcceptMatch',
  'DeclineMatch',
] satisfies MatchCommand['type'][];

export const isMatchCommand = (command: { readonly type: string }): command is MatchCommand =>
  types.includes(command.type);

/**
 * How client and coach come together: a coach is proposed and asked, accepts or declines; whoever runs programs may confirm
 * without asking. A match that does not hold, after a chemistry session say, is declined before there is an agreement: the
 * engagement is open for another coach.
 */
export const decideMatch = (command: MatchCommand, engagement: Engagement): EngagementEvent[] => {
  const { engagementId, coachId } = command.data;
  const { phase, clientId, askedId, agreement } = engagement;
  if (command.type === 'DeclineMatch') {
    const isAsked = phase === 'PROPOSED' && askedId === coachId;
    const isMatched = phase === 'MATCHED' && engagement.coachId === coachId;
    ensure(isAsked || isMatched, 'COACH_NOT_ASKED', ['input', 'coachId']);
    ensure(agreement.version === 0 || isAsked, 'AGREEMENT_ALREADY_DRAFTED');
    return [{ type: 'MatchDeclined', data: { engagementId, coachId } }];
  }
  ensure(phase === 'PROPOSED', 'ENGAGEMENT_ALREADY_MATCHED');
  ensure(coachId !== clientId, 'COACH_IS_CLIENT', ['input', 'coachId']);
  switch (command.type) {
    case 'ProposeCoach':
      return askedId === coachId ? [] : [{ type: 'CoachProposed', data: { engagementId, coachId } }];
    case 'AcceptMatch':
      ensure(askedId === coachId, 'COACH_NOT_ASKED');
      return [{ type: 'MatchConfirmed', data: { engagementId, coachId } }];
    case 'ConfirmMatch':
      return [{ type: 'MatchConfirmed', data: { engagementId, coachId } }];
  }
};
