import { registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { strands, type Strand as StrandName } from '../read-models/timeline/lines.ts';

/** What can stand in a timeline, by the type of its event, in a sentence; there is one for every line. */
export const told = {
  EngagementProposed: 'It was proposed.',
  MembersAdded: 'Members were added.',
  MatchConfirmed: 'Client and coach chose each other.',
  AgreementDrafted: 'An agreement was drafted.',
  AgreementSigned: 'A party signed the agreement.',
  EngagementContracted: 'Every party had signed.',
  EngagementStarted: 'The work began.',
  EngagementPaused: 'The work was let rest.',
  EngagementResumed: 'The work went on.',
  EngagementCompleted: 'The work came to its prepared ending.',
  EngagementEndedEarly: 'The engagement ended before its prepared ending.',
  SessionScheduled: 'A session was scheduled.',
  SessionRescheduled: 'A session was moved.',
  SessionHeld: 'A session was held.',
  SessionCancelled: 'A session was cancelled.',
  SessionMissed: 'A session was missed.',
  AgreementAmended: 'An amendment was drafted.',
  AmendmentAgreed: 'Every party had signed an amendment.',
  CoachAdded: 'Another coach was added.',
  CoachReassigned: 'Another coach went on in place of one.',
  HandoverHeld: 'A coach handed over to another.',
  EndingPrepared: 'The ending was prepared.',
  SessionAgendaSet: 'The agenda of a session was written.',
  SessionNotesSet: 'The notes of a session were written.',
  SessionCorrected: 'A session was corrected.',
  GoalScaled: 'A goal was set, with its scale.',
  GoalRescaled: 'A goal got another scale.',
  GoalRated: 'A goal was rated.',
  GoalDropped: 'A goal was let go.',
  ActionCommitted: 'Somebody committed to an action.',
  ActionCompleted: 'An action was done.',
  ActionDropped: 'An action was let go.',
  EssentialQuestionOpened: 'An essential question was opened.',
  EssentialQuestionReworded: 'An essential question got other words.',
  EssentialQuestionRevisited: 'An essential question was thought about again.',
  EssentialQuestionRested: 'An essential question was let rest.',
  MidpointReviewHeld: 'The work was looked at halfway.',
  SettlednessNoted: 'Somebody noted how settled they were.',
  MomentOfMeetingMarked: 'The caller marked a moment of meeting.',
  MomentOfMeetingShared: 'Both had marked a moment of meeting.',
  PresenceNoted: 'The caller noted their own presence.',
  EnergyNoted: 'The caller noted their energy.',
  GuardedAspectNamed: 'The caller named what they guard.',
  EnergyRedirected: 'The caller noted where freed energy went.',
  EnergyShared: 'Something about energy was shared with the coaches.',
  AllianceRated: 'The caller rated the alliance.',
  AllianceShared: 'A rating of the alliance was shared with the coaches.',
  RuptureNoted: 'A rupture was noted.',
  RuptureRepaired: 'A rupture was mended.',
  TurnedToNoted: 'Somebody noted to whom they turned.',
  NoteWritten: 'A note was written.',
  NoteCorrected: 'A note was corrected.',
  ReferralMade: 'A referral was made.',
  SideEffectNoted: 'A side effect was noted.',
  HealthPauseNoted: 'A pause for health was noted.',
  CoachCannotGoOn: 'A coach said that they cannot go on.',
  LimitOfConfidentialityNamed: 'A limit of confidentiality was named.',
  ExperimentDesigned: 'An experiment was planned.',
  ExperimentTried: 'An experiment was tried.',
  ExperimentDebriefed: 'It was noted what an experiment showed.',
  PatternNamed: 'A pattern was named.',
  PatternRevised: 'A pattern was put into other words.',
  AlternativeFormed: 'An alternative to a pattern was formed.',
  AlternativeRevised: 'An alternative was put into other words.',
  AlternativeTried: 'An alternative was tried.',
  StrategyChosen: 'A strategy was chosen.',
  StrategyTried: 'A strategy was tried.',
  StrategyAdopted: 'A strategy was kept.',
  StrategyDropped: 'A strategy was let go.',
  ConditionNamed: 'A condition of the environment was named.',
  ConditionBroughtForward: 'Somebody was asked to own a condition.',
  ConditionAccepted: 'Somebody took a condition as their own.',
  CommitmentMade: 'The owner of a condition said what they will do.',
  CommitmentReported: 'The owner said what has become of a commitment.',
  ConditionRated: 'The caller rated a condition.',
  ConditionRatingReleased: 'A rating of a condition was released.',
  PracticeOffered: 'A practice was offered.',
  PracticeTaken: 'A practice was taken up.',
  PracticeRested: 'A practice was let rest.',
  AbilityRated: 'An ability was rated.',
  CoachProposed: 'A coach was proposed.',
  MatchDeclined: 'A coach declined.',
} as const satisfies Partial<Record<EngagementsEvent['type'], string>>;

export const Strand = Object.fromEntries(Object.keys(strands).map((each) => [each, each])) as {
  readonly [S in StrandName]: S;
};
registerEnumType(Strand, {
  name: 'Strand',
  description: 'Which question about an engagement something answers.',
  valuesMap: Object.fromEntries(
    Object.entries(strands).map(([strand, description]) => [strand, { description }]),
  ),
});

/** `GoalScaled` → `GOAL_SCALED` */
const codeOf = (type: string): string => type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

/** What happened, by its name in GraphQL; its value is the type of the event. */
export const Happened: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(told).map((type) => [codeOf(type), type]),
);
registerEnumType(Happened, {
  name: 'Happened',
  description: 'What happened in an engagement.',
  valuesMap: Object.fromEntries(
    Object.entries(told).map(([type, description]) => [codeOf(type), { description }]),
  ),
});
