import { HoursLog } from '../api/hours-log.ts';
import { HoursLogResolver } from '../api/hours-log.resolver.ts';
import { LoggedClientResolver, ProposedHoursResolver } from '../api/logged-client.resolver.ts';
import { OwnPractice } from '../api/own-practice.ts';
import { SupervisedResolver } from '../api/supervised.resolver.ts';
import { SupervisionResolver } from '../api/supervision.resolver.ts';
import { coachCredential } from '../domain/coach-credential.ts';
import { loggedClient } from '../domain/logged-client.ts';
import { sharedCase, supervision, supervisors } from '../domain/supervision.ts';
import { CoachCredentialView, coachCredentialView } from '../read-models/coach-credential-view.ts';
import { LoggedClientView, loggedClientView } from '../read-models/logged-client-view.ts';
import {
  SharedCaseView,
  sharedCaseView,
  SupervisionView,
  supervisionView,
} from '../read-models/supervision-views.ts';
import { type Part } from './part.ts';

/** The coach’s own work: credentials, hours, supervision, mentor coaching. */
export const coaches: Part = {
  deciders: [coachCredential, loggedClient, supervision, supervisors, sharedCase],
  projections: [coachCredentialView, loggedClientView, supervisionView, sharedCaseView],
  entities: [CoachCredentialView, LoggedClientView, SupervisionView, SharedCaseView],
  resolvers: [
    HoursLogResolver,
    LoggedClientResolver,
    ProposedHoursResolver,
    SupervisionResolver,
    SupervisedResolver,
  ],
  providers: [OwnPractice, HoursLog],
  rejections: {
    COACHING_CREDENTIAL_ALREADY_RECORDED: 'This credential was recorded before.',
    COACHING_CREDENTIAL_NOT_FOUND: 'There is no such credential among yours.',
    COACHING_CREDENTIAL_ENDS_BEFORE_START:
      'A credential cannot end before it was given. Change one of the days.',
    NAME_OF_OTHER_CREDENTIAL:
      'A credential that has no word of its own here has a name, and the others have none.',
    NOT_LOGGED_WITHOUT_CONSENT:
      'Nobody stands in an hours log without their consent, or a letter of their organization. Ask for one of them.',
    NAME_OR_LETTER:
      'By consent, give name and e-mail; by letter, the organization and its letter; never both, and never a name beside a letter.',
    GROUP_OF_ONE: 'A group has at least two people. Log one as an individual.',
    GROUP_TOO_LARGE: 'Hours with a group count up to 15 people. Larger groups are not logged.',
    INDIVIDUAL_IS_ONE:
      'An individual is one person. Log a group, or several by the letter of an organization.',
    CLIENT_ALREADY_LOGGED: 'This client stands in your log. Log hours with them.',
    CLIENT_NOT_IN_LOG: 'There is no such client in your log, or not any more. Log the client first.',
    HOURS_ALREADY_LOGGED: 'These hours stand in your log. Correct the entry instead.',
    HOURS_NOT_FOUND: 'There is no such entry in your log, or not any more.',
    NOT_IN_QUARTER_HOURS: 'Hours are logged in whole quarters: 15, 30, 45 … minutes. 45 minutes are 0.75 h.',
    NO_HOURS: 'There is nothing to log. Say how many minutes.',
    HOURS_END_BEFORE_START: 'Hours cannot end before they start. Change one of the days.',
    HOURS_IN_THE_FUTURE: 'Only what has been can be logged. Choose an earlier day.',
    MORE_HOURS_THAN_THERE_ARE: 'The days do not have so many hours. Change the days or the minutes.',
    CHEMISTRY_IS_NOT_COACHING:
      'A chemistry talk does not count. If there was coaching in it, log that part as coaching.',
    SUPERVISION_IS_NOT_COACHING: 'Supervision never counts as coaching. Log it as supervision.',
    MENTOR_COACHING_IS_NOT_COACHING:
      'Mentor coaching never counts as coaching. Log what you had in the supervision log.',
    NO_HOURS_WITHOUT_SESSION:
      'A session that was missed or cancelled does not count, also where it was paid.',
    SUPERVISION_ALREADY_LOGGED: 'This entry was made before.',
    SUPERVISION_NOT_FOUND: 'There is no such entry in your supervision log.',
    NOBODY_SUPERVISES_THEMSELVES: 'Nobody supervises themselves. Name somebody else.',
    SUPERVISOR_NOT_NAMED: 'They do not supervise you. Name them as your supervisor first.',
    CASE_ALREADY_SHARED: 'This case was shared before.',
    CASE_NAMES_SOMEBODY:
      'A case names nobody. Leave out e-mail addresses and ids, and whatever else leads to somebody.',
    CASE_NOT_FOUND: 'There is no such case among those that you share.',
  },
};
