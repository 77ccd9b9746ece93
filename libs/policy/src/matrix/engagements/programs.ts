import { type Grants, type Matrix, may } from '../../define.ts';
import { type Relation } from '../../relations.ts';
import { roles } from '../../roles.ts';

const people = roles.filter((role) => role !== 'PARTNER' && role !== 'OPERATOR');
/** Everybody of the directory about themselves, and those who run programs about all. */
const ownOrRuns: Grants = {
  ...Object.fromEntries(people.map((role) => [role, 'SELF' satisfies Relation])),
  ...may('ADMIN', 'PROGRAM_MANAGER'),
};
const runs = may('PROGRAM_MANAGER');

/** Programs at scale: plans, coach pools, budgets, invitations, matching. */
export const programsMatrix: Matrix = {
  'Query.programForecast': may('PROGRAM_MANAGER', 'ADMIN', 'ANALYST', 'EMPLOYEE_REPRESENTATIVE'),
  'Mutation.amendProgram': runs,
  'Mutation.approveBudgetOverrun': runs,
  'Mutation.closeCohort': runs,
  'Mutation.dropAgreementTemplate': runs,
  'Mutation.inviteParticipants': runs,
  'Mutation.setAgreementTemplate': runs,
  'Mutation.setBudget': runs,
  'Mutation.setLocale': may(...people),
  'Mutation.setMeasurementPlan': runs,
  'AgreementTemplate.*': 'EVERYBODY',
  'Cohort.hours': may('PROGRAM_MANAGER', 'ADMIN'),
  'GroupForecast.*': 'EVERYBODY',
  'Hours.*': 'EVERYBODY',
  'Measure.*': 'EVERYBODY',
  'MeasurementPlanType.*': 'EVERYBODY',
  'Participant.*': 'EVERYBODY',
  'Person.languages': ownOrRuns,
  'Person.lineManager': ownOrRuns,
  'Person.timeZone': ownOrRuns,
  'PlannedRaters.*': 'EVERYBODY',
  'PrimaryScale.*': 'EVERYBODY',
  'Program.history': may('PROGRAM_MANAGER', 'ADMIN'),
  'Program.hours': may('PROGRAM_MANAGER', 'ADMIN'),
  'Program.participants': runs,
  'ProgramChange.*': 'EVERYBODY',
  'ProgramChangeItem.*': 'EVERYBODY',
  'ProgramForecast.*': 'EVERYBODY',
  'RatersForecast.*': 'EVERYBODY',
  'SharedItem.*': 'EVERYBODY',
};
