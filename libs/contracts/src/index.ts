export * from './assessments.ts';
export * from './catalogue.ts';
export { type LegalBasis, type Purpose, purposes, type PurposeHolder } from './consents.ts';
export * from './define.ts';
export {
  type HoursForm,
  hoursForm,
  type HoursSetting,
  hoursSetting,
  largestGroupOfHours,
  type LogBasis,
  logBasis,
} from './engagement/coaches.ts';
export {
  type CommitmentStatus,
  commitmentStatus,
  conditionRatings,
  type ConditionRatingValue,
} from './engagement/conditions.ts';
export { goalRater, type GoalRater, pairOrTeam, type PairOrTeam } from './engagement/goals.ts';
export {
  type Ability,
  ability,
  type Finding,
  findings,
  type FindingSource,
  findingSource,
  type PracticeName,
  practiceName,
} from './engagement/practices.ts';
export { itemsSharedWith, recipientsOf, sharedWith, type Sharing } from './engagement/sharing.ts';
export {
  type AgreedMeasure,
  type AgreementTerms,
  agreementTerms,
  type SharedItem,
  sharedItem,
  type ShareRecipient,
  shareRecipient,
} from './engagement/terms.ts';
export { type ProgramKind, programKind } from './engagement/programs.ts';
export * from './engagements.ts';
export {
  type HowMuch,
  howMuch,
  type RedirectedTo,
  redirectedTo,
  settledness,
  type SettlednessStep,
} from './engagement/mutual.ts';
export {
  allianceRange,
  type ConfidentialityLimit,
  confidentialityLimit,
  type TurnedTo,
  turnedTo,
} from './engagement/records.ts';
export { type CoachCredential, coachCredential, type Speciality, speciality } from './engagement/matching.ts';
export * from './personal.ts';
export * from './system-maps.ts';
export { type NotesOfErased, notesOfErased, smallestGroup, type TenantKind, tenantKind } from './tenant.ts';
