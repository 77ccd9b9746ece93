import { type Line, type Lines } from './lines.ts';

/** A record of safety: what it says is for whom it is about, and the coaches. */
const record = { audience: 'PAIR', thing: 'entryId', details: ['words'] } as const satisfies Line<{
  entryId: string;
  words?: unknown;
}>;

/** What is mutual, energy, safe haven, maturing, notes and safety. What was its author's alone, and is shared, is read in its place. */
export const mutualLines: Lines = {
  SettlednessNoted: {
    strand: 'CHANGED',
    audience: 'PAIR',
    thing: 'settlednessId',
    details: ['arriving', 'leaving'],
  },
  MomentOfMeetingMarked: { audience: 'AUTHOR', thing: 'markId', details: ['words'] },
  MomentOfMeetingShared: { strand: 'CHANGED', audience: 'BOTH', thing: 'momentId' },
  PresenceNoted: { audience: 'AUTHOR', thing: 'entryId', details: ['words'] },
  EnergyNoted: { strand: 'CHANGED', audience: 'AUTHOR', thing: 'entryId', details: ['guarding', 'free'] },
  GuardedAspectNamed: { audience: 'AUTHOR', thing: 'entryId', details: ['words'] },
  EnergyRedirected: { strand: 'CHANGED', audience: 'AUTHOR', thing: 'entryId', details: ['to', 'words'] },
  EnergyShared: { audience: 'PAIR', thing: 'entryId' },
  AllianceRated: { audience: 'AUTHOR', thing: 'entryId', details: ['bond', 'task', 'goal'] },
  AllianceShared: { audience: 'PAIR', thing: 'entryId' },
  RuptureNoted: { audience: 'PAIR', thing: 'ruptureId', details: ['words'] },
  RuptureRepaired: { strand: 'CHANGED', audience: 'PAIR', thing: 'ruptureId', details: ['helped'] },
  TurnedToNoted: { strand: 'CHANGED', audience: 'PAIR', thing: 'entryId', details: ['turnedTo', 'words'] },
  NoteWritten: {
    audience: ({ isShared }) => (isShared ? 'TAKES_PART' : 'AUTHOR'),
    thing: 'noteId',
    details: ['words'],
  },
  NoteCorrected: {
    audience: ({ isShared }) => (isShared ? 'TAKES_PART' : 'AUTHOR'),
    thing: 'noteId',
    details: ['words'],
  },
  ReferralMade: record,
  SideEffectNoted: record,
  HealthPauseNoted: record,
  CoachCannotGoOn: record,
  LimitOfConfidentialityNamed: { audience: 'PAIR', thing: 'entryId', details: ['limit', 'words'] },
};
