import { type Lines } from './lines.ts';

/**
 * The agreement whole: terms, parties, amendments, how sessions are cancelled, handing over. That another coach goes on is for
 * the parties; why, and what was handed over, is between client and coaches.
 */
export const agreementLines: Lines = {
  AgreementAmended: { strand: 'AGREED', audience: 'PARTIES', details: ['agreementVersion', 'sessions'] },
  AmendmentAgreed: { strand: 'AGREED', audience: 'PARTIES', details: ['agreementVersion'] },
  CoachAdded: { audience: 'PARTIES', details: ['coachId'] },
  CoachReassigned: { audience: 'PARTIES', details: ['fromId', 'coachId'] },
  HandoverHeld: { audience: 'PAIR', thing: 'handoverId', details: ['fromId', 'toId', 'summary'] },
  EndingPrepared: { audience: 'PAIR', details: ['learned', 'turnsTo'] },
  SessionAgendaSet: { audience: 'TAKES_PART', details: ['revision', 'agenda'] },
  SessionNotesSet: { audience: 'TAKES_PART', details: ['revision', 'notes'] },
  SessionCorrected: { audience: 'TAKES_PART', details: ['status', 'by', 'minutes'] },
};
