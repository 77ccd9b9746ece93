import { type Grants, type Matrix, may } from '../../define.ts';

const coach = may('COACH');
/** The coach whose own it is. */
const own: Grants = { COACH: 'READER' };
/** And the supervisor whom they have named. */
const both: Grants = { COACH: 'READER', SUPERVISOR: 'READER' };

/** The coach’s own work: credentials, hours, supervision, mentor coaching. */
export const coachesMatrix: Matrix = {
  'Query.myHours': coach,
  'Query.myHoursCsv': coach,
  'Query.myLoggedClients': coach,
  'Query.myCredentials': coach,
  'Query.mySupervisionLog': coach,
  'Query.myCases': coach,
  'Query.mySupervisors': coach,
  'Query.supervised': may('SUPERVISOR'),
  'Mutation.recordCredential': coach,
  'Mutation.takeBackCredential': coach,
  'Mutation.logClient': coach,
  'Mutation.logCoachingHours': coach,
  'Mutation.correctCoachingHours': coach,
  'Mutation.takeBackCoachingHours': coach,
  'Mutation.withdrawLoggingConsent': coach,
  'Mutation.logSupervision': coach,
  'Mutation.takeBackSupervision': coach,
  'Mutation.nameSupervisor': coach,
  'Mutation.releaseSupervisor': coach,
  'Mutation.shareCase': coach,
  'Mutation.takeBackCase': coach,
  'RecordedCredential.*': own,
  'LoggedClient.*': own,
  'LoggedHours.*': 'EVERYBODY',
  'ProposedHours.*': 'EVERYBODY',
  'CoachHours.*': both,
  'HoursProgress.*': 'EVERYBODY',
  'HoursMeasure.*': 'EVERYBODY',
  'SupervisionEntry.id': both,
  'SupervisionEntry.kind': both,
  'SupervisionEntry.heldOn': both,
  'SupervisionEntry.hours': both,
  'SupervisionEntry.form': both,
  'SupervisionEntry.with': own,
  'SharedCase.*': both,
  'Supervised.*': { SUPERVISOR: 'READER' },
};
