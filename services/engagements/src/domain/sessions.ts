import { type Party, type SessionKind } from '@securebase/contracts';
import { ensure } from '@securebase/domain-kit';
import { type SessionCommand } from './engagement-commands.ts';
import { type Engagement, type Phase, type SessionEvent } from './engagement-state.ts';

/** In which phases a session of a kind may be agreed on: chemistry before the contract, follow-up after the end. */
const phasesOf = (kind: SessionKind): readonly Phase[] => {
  if (kind === 'CHEMISTRY') return ['PROPOSED', 'MATCHED'];
  if (kind === 'FOLLOW_UP') return ['COMPLETED'];
  return ['ACTIVE'];
};

const ensureTimes = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => {
  ensure(Date.parse(startsAt) < Date.parse(endsAt), 'SESSION_ENDS_BEFORE_START', ['input', 'endsAt']);
};

const ensureParty = (engagement: Engagement, by: Party) => {
  ensure(by !== 'SPONSOR' || engagement.sponsorId !== undefined, 'NO_SUCH_PARTY', ['input', 'by']);
};

export const decideSession = (command: SessionCommand, engagement: Engagement): SessionEvent[] => {
  const { engagementId, sessionId } = command.data;
  const session = engagement.sessions.get(sessionId);
  if (command.type === 'ScheduleSession') {
    const { kind, startsAt, endsAt } = command.data;
    ensure(session === undefined, 'SESSION_ALREADY_SCHEDULED');
    ensure(phasesOf(kind).includes(engagement.phase), 'SESSION_NOT_IN_THIS_PHASE', ['input', 'kind']);
    ensureTimes(command.data);
    return [{ type: 'SessionScheduled', data: { engagementId, sessionId, kind, startsAt, endsAt } }];
  }
  ensure(session !== undefined, 'SESSION_NOT_FOUND', ['input', 'sessionId']);
  ensure(session === 'SCHEDULED', 'SESSION_OVER');
  switch (command.type) {
    case 'RescheduleSession': {
      const { startsAt, endsAt } = command.data;
      ensure(engagement.phase !== 'ENDED_EARLY', 'ENGAGEMENT_ENDED');
      ensureTimes(command.data);
      return [{ type: 'SessionRescheduled', data: { engagementId, sessionId, startsAt, endsAt } }];
    }
    case 'HoldSession':
      return [{ type: 'SessionHeld', data: { engagementId, sessionId } }];
    case 'CancelSession':
      ensureParty(engagement, command.data.by);
      return [{ type: 'SessionCancelled', data: { engagementId, sessionId, by: command.data.by } }];
    case 'MissSession':
      ensureParty(engagement, command.data.by);
      return [{ type: 'SessionMissed', data: { engagementId, sessionId, by: command.data.by } }];
  }
};
