import { type Grants, type Matrix, may } from '../../define.ts';

/** Who takes part has one of these roles; members of a team are clients. */
const both = may('CLIENT', 'COACH');
const readers: Grants = { CLIENT: 'READER', COACH: 'READER' };

/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutualMatrix: Matrix = {
  'Engagement.settledness': both,
  'Engagement.marksOfMeeting': both,
  'Engagement.momentsOfMeeting': both,
  'Engagement.presenceNotes': both,
  'Engagement.energy': both,
  'Engagement.guardedAspects': both,
  'Engagement.redirectedEnergy': both,
  'Engagement.allianceRatings': both,
  'Engagement.ruptures': both,
  'Engagement.turnedTo': both,
  'Engagement.notes': both,
  'Engagement.safetyRecords': both,
  'Mutation.noteSettledness': both,
  'Mutation.markMomentOfMeeting': both,
  'Mutation.notePresence': may('COACH'),
  // A coach in supervision or development is a client there.
  'Mutation.noteEnergy': both,
  'Mutation.nameGuardedAspect': both,
  'Mutation.redirectEnergy': both,
  'Mutation.shareEnergy': both,
  'Mutation.rateAlliance': both,
  'Mutation.shareAllianceRating': both,
  'Mutation.noteRupture': both,
  'Mutation.repairRupture': both,
  'Mutation.noteTurnedTo': both,
  'Mutation.writeNote': both,
  'Mutation.correctNote': both,
  'Mutation.makeReferral': may('COACH'),
  'Mutation.noteSideEffect': both,
  'Mutation.noteHealthPause': both,
  'Mutation.sayCannotGoOn': may('COACH'),
  'Mutation.nameLimitOfConfidentiality': may('COACH'),
  'Settledness.*': readers,
  'MarkOfMeeting.*': readers,
  'MomentOfMeeting.*': readers,
  'PresenceNote.*': readers,
  'Energy.*': readers,
  'GuardedAspect.*': readers,
  'RedirectedEnergy.*': readers,
  'AllianceRating.*': readers,
  'Rupture.*': readers,
  'TurnedTo.*': readers,
  'Note.*': readers,
  'SafetyRecord.*': readers,
};
