import { type Matrix, may } from '../../define.ts';

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
  'Mutation.setMeasurementPlan': runs,
  'AgreementTemplate.*': 'EVERYBODY',
  'Cohort.hours': may('PROGRAM_MANAGER', 'ADMIN'),
  'GroupForecast.*': 'EVERYBODY',
  'Hours.*': 'EVERYBODY',
  'Measure.*': 'EVERYBODY',
  'MeasurementPlanType.*': 'EVERYBODY',
  'Enrolment.*': 'EVERYBODY',
  'PlannedRaters.*': 'EVERYBODY',
  'PrimaryScale.*': 'EVERYBODY',
  'Program.history': may('PROGRAM_MANAGER', 'ADMIN'),
  'Program.hours': may('PROGRAM_MANAGER', 'ADMIN'),
  'Program.enrolments': runs,
  'ProgramChange.*': 'EVERYBODY',
  'ProgramChangeItem.*': 'EVERYBODY',
  'ProgramForecast.*': 'EVERYBODY',
  'RatersForecast.*': 'EVERYBODY',
};
