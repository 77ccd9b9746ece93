import { type Lines } from './lines.ts';

/** The course of an engagement and its sessions. Why it rests or ends is nowhere; that it rests is for those who take part. */
export const courseLines: Lines = {
  EngagementProposed: { audience: 'PARTIES', details: ['kind'] },
  MembersAdded: { audience: 'TAKES_PART' },
  MatchConfirmed: { audience: 'PARTIES' },
  AgreementDrafted: { strand: 'AGREED', audience: 'PARTIES', details: ['agreementVersion', 'sessions'] },
  AgreementSigned: { strand: 'AGREED', audience: 'PARTIES', details: ['agreementVersion', 'party'] },
  EngagementContracted: { strand: 'AGREED', audience: 'PARTIES', details: ['agreementVersion'] },
  EngagementStarted: { audience: 'PARTIES' },
  EngagementPaused: { audience: 'TAKES_PART' },
  EngagementResumed: { audience: 'TAKES_PART' },
  EngagementCompleted: { audience: 'PARTIES' },
  EngagementEndedEarly: { audience: 'PARTIES' },
  SessionScheduled: { audience: 'TAKES_PART', details: ['kind', 'startsAt', 'endsAt'] },
  SessionRescheduled: { audience: 'TAKES_PART', details: ['startsAt', 'endsAt'] },
  SessionHeld: { audience: 'TAKES_PART', details: ['minutes'] },
  SessionCancelled: { audience: 'TAKES_PART', details: ['by', 'policy'] },
  SessionMissed: { audience: 'TAKES_PART', details: ['by'] },
};
