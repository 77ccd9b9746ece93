import { type Matrix, may } from '../../define.ts';

const runs = may('PROGRAM_MANAGER');

/** What those who run programs ask: who is not matched, what is over budget, whom to contact, how long it takes, what is lost. */
export const programQuestionsMatrix: Matrix = {
  'Query.attendance': runs,
  'Query.coachesToContact': runs,
  'Query.overBudget': runs,
  'Query.timesToMatch': runs,
  'Query.unmatchedParticipants': runs,
  'Attendance.*': 'EVERYBODY',
  'CoachContact.*': 'EVERYBODY',
  'Cohort.attendance': runs,
  'Cohort.timeToMatch': runs,
  'Engagement.attendance': { CLIENT: 'TAKES_PART', COACH: 'TAKES_PART', ...runs },
  'Figures.*': 'EVERYBODY',
  'Program.attendance': runs,
  'Program.timeToMatch': runs,
  'TimeToMatch.*': 'EVERYBODY',
  'UnmatchedParticipant.*': 'EVERYBODY',
  'WaitSpan.*': 'EVERYBODY',
};
