import { type CommandContext, seal } from '@securebase/domain-kit';
import { defaultTerms } from './agreement-terms.ts';
import { type EngagementEvent } from './engagement-state.ts';

/** The people of the specifications: Amal is coached by Noor; Ilse pays; Jonas stands outside. */
export const amal = '6f1f7b3e-0000-4000-8000-00000000000a';
export const noor = '6f1f7b3e-0000-4000-8000-00000000000b';
export const ilse = '6f1f7b3e-0000-4000-8000-00000000000c';
export const jonas = '6f1f7b3e-0000-4000-8000-00000000000d';
export const engagementId = '6f1f7b3e-0000-4000-8000-0000000000e1';
export const sessionId = '6f1f7b3e-0000-4000-8000-0000000000f1';
export const programId = '6f1f7b3e-0000-4000-8000-0000000000c3';
export const cohortId = '6f1f7b3e-0000-4000-8000-0000000000c2';

export const as = (actorId: string): CommandContext => ({
  tenantId: '6f1f7b3e-0000-4000-8000-000000000001',
  actorId,
  at: new Date('2026-11-23T09:00:00Z'),
  commandId: '6f1f7b3e-0000-4000-8000-0000000000ff',
  correlationId: 'specification',
});

export type Of<T extends EngagementEvent['type']> = Extract<EngagementEvent, { type: T }>;

export const proposed: Of<'EngagementProposed'> = {
  type: 'EngagementProposed',
  data: { engagementId, kind: 'INDIVIDUAL', clientId: amal, purpose: seal(amal, 'to sleep again') },
};
export const sponsored: Of<'EngagementProposed'> = {
  ...proposed,
  data: { ...proposed.data, sponsorId: ilse },
};
export const ofTeam: Of<'EngagementProposed'> = { ...proposed, data: { ...proposed.data, kind: 'TEAM' } };
export const matched: Of<'MatchConfirmed'> = {
  type: 'MatchConfirmed',
  data: { engagementId, coachId: noor },
};
export const drafted = (agreementVersion = 1): Of<'AgreementDrafted'> => ({
  type: 'AgreementDrafted',
  data: {
    engagementId,
    agreementVersion,
    sessions: 8,
    objectives: seal(amal, 'sleep'),
    terms: defaultTerms,
  },
});
export const signed = (
  party: 'CLIENT' | 'COACH' | 'SPONSOR',
  agreementVersion = 1,
): Of<'AgreementSigned'> => ({
  type: 'AgreementSigned',
  data: {
    engagementId,
    agreementVersion,
    party,
    personId: { CLIENT: amal, COACH: noor, SPONSOR: ilse }[party],
  },
});
export const contracted: Of<'EngagementContracted'> = {
  type: 'EngagementContracted',
  data: { engagementId, agreementVersion: 1 },
};
const plain = <T extends EngagementEvent['type']>(type: T) => ({ type, data: { engagementId } });
export const started = plain('EngagementStarted');
export const paused = plain('EngagementPaused');
export const resumed = plain('EngagementResumed');
export const completed = plain('EngagementCompleted');
export const endedEarly = plain('EngagementEndedEarly');

export const atContract = [proposed, matched, drafted(), signed('CLIENT'), signed('COACH'), contracted];
export const underway = [...atContract, started];

export const times = { startsAt: '2026-12-01T09:00:00.000Z', endsAt: '2026-12-01T10:00:00.000Z' };
export const scheduled: Of<'SessionScheduled'> = {
  type: 'SessionScheduled',
  data: { engagementId, sessionId, kind: 'COACHING', ...times },
};
