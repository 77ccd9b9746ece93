import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import {
  type ClientToLog,
  CorrectCoachingHours,
  type HoursActivity,
  LogClient,
  LogCoachingHours,
  loggedClient,
  type LoggedClientEvent,
  TakeBackCoachingHours,
  WithdrawLoggingConsent,
} from './logged-client.ts';
import { as, jonas, noor } from './story.ts';

const loggedClientId = '6f1f7b3e-0000-4000-8000-0000000000a1';
const entryId = '6f1f7b3e-0000-4000-8000-0000000000a2';
const of = { loggedClientId, coachId: noor };
const mira = { name: 'Mira', email: 'mira@example.org' };
const letter = { organization: 'Example', letter: 'of 12 May, by its head of learning' };
const hours = { startsOn: '2026-01-12', endsOn: '2026-03-30', paidMinutes: 405, proBonoMinutes: 45 };

describe('A client in an hours log', () => {
  const given = specification(loggedClient);
  const consenting: ClientToLog = {
    loggedClientId,
    form: 'INDIVIDUAL',
    setting: 'EXTERNAL',
    people: 1,
    basis: 'CLIENT_CONSENT',
    ...mira,
  };
  const confidential: ClientToLog = {
    loggedClientId,
    form: 'INDIVIDUAL',
    setting: 'INTERNAL',
    people: 12,
    basis: 'VERIFICATION_LETTER',
    ...letter,
  };
  const log = (data: Partial<ClientToLog> = {}) => new LogClient({ ...consenting, ...data }, as(noor));
  const sealed = { name: seal(loggedClientId, mira.name), email: seal(loggedClientId, mira.email) };
  const logged: LoggedClientEvent = {
    type: 'ClientLogged',
    data: {
      ...of,
      form: 'INDIVIDUAL',
      setting: 'EXTERNAL',
      people: 1,
      basis: 'CLIENT_CONSENT',
      ...sealed,
    },
  };

  it('stands there by consent, with name and e-mail', () => given().when(log()).then(logged));
  it('stands there once', () => given(logged).when(log()).rejects('CLIENT_ALREADY_LOGGED'));
  it('does not stand there without consent', () =>
    given()
      .when(log({ basis: undefined }))
      .rejects('NOT_LOGGED_WITHOUT_CONSENT'));
  it('has an e-mail address', () =>
    given()
      .when(log({ email: undefined }))
      .rejects('NAME_OR_LETTER'));
  it('stands there without a name by the letter of an organization', () =>
    given()
      .when(new LogClient(confidential, as(noor)))
      .then({
        type: 'ClientLogged',
        data: {
          ...of,
          form: 'INDIVIDUAL',
          setting: 'INTERNAL',
          people: 12,
          basis: 'VERIFICATION_LETTER',
          organization: seal(loggedClientId, letter.organization),
          letter: seal(loggedClientId, letter.letter),
        },
      }));
  it('is never named beside a letter', () =>
    given()
      .when(new LogClient({ ...confidential, name: 'Mira' }, as(noor)))
      .rejects('NAME_OR_LETTER'));
  it('needs the letter itself', () =>
    given()
      .when(new LogClient({ ...confidential, letter: undefined }, as(noor)))
      .rejects('NAME_OR_LETTER'));
  it('can be a group of 15', () =>
    given()
      .when(log({ form: 'GROUP', people: 15 }))
      .then({ ...logged, data: { ...logged.data, form: 'GROUP', people: 15 } }));
  it('cannot be a group of 16', () =>
    given()
      .when(log({ form: 'GROUP', people: 16 }))
      .rejects('GROUP_TOO_LARGE'));
  it('cannot be a group of one', () =>
    given()
      .when(log({ form: 'GROUP' }))
      .rejects('GROUP_OF_ONE'));
  it('is one person, where it is an individual with a name', () =>
    given()
      .when(log({ people: 2 }))
      .rejects('INDIVIDUAL_IS_ONE'));

  const withHours: LoggedClientEvent = { type: 'CoachingHoursLogged', data: { ...of, entryId, ...hours } };
  const takenBack: LoggedClientEvent = { type: 'CoachingHoursTakenBack', data: { ...of, entryId } };
  const withdrawn: LoggedClientEvent = { type: 'LoggingConsentWithdrawn', data: of };
  const erased: LoggedClientEvent = { type: 'SubjectErased', data: { personId: loggedClientId } };
  const coach = (data: Partial<typeof hours> & { activity?: HoursActivity } = {}, actor = noor) =>
    new LogCoachingHours({ loggedClientId, entryId, activity: 'COACHING', ...hours, ...data }, as(actor));
  const correct = (data: Partial<typeof hours> = {}) =>
    new CorrectCoachingHours({ loggedClientId, entryId, ...hours, ...data }, as(noor));
  const takeBack = new TakeBackCoachingHours({ loggedClientId, entryId }, as(noor));

  it('has hours, in whole quarters', () => given(logged).when(coach()).then(withHours));
  it('has no hours of 50 minutes', () =>
    given(logged)
      .when(coach({ paidMinutes: 50 }))
      .rejects('NOT_IN_QUARTER_HOURS'));
  it('has no entry without hours', () =>
    given(logged)
      .when(coach({ paidMinutes: 0, proBonoMinutes: 0 }))
      .rejects('NO_HOURS'));
  it('has no hours that end before they start', () =>
    given(logged)
      .when(coach({ endsOn: '2026-01-11' }))
      .rejects('HOURS_END_BEFORE_START'));
  it('has no hours in the future', () =>
    given(logged)
      .when(coach({ endsOn: '2026-11-25' }))
      .rejects('HOURS_IN_THE_FUTURE'));
  it('has no more hours than the days have', () =>
    given(logged)
      .when(coach({ endsOn: hours.startsOn, paidMinutes: 24 * 60 }))
      .rejects('MORE_HOURS_THAN_THERE_ARE'));
  it.each([
    ['CHEMISTRY', 'CHEMISTRY_IS_NOT_COACHING'],
    ['SUPERVISION', 'SUPERVISION_IS_NOT_COACHING'],
    ['MENTOR_COACHING', 'MENTOR_COACHING_IS_NOT_COACHING'],
    ['DID_NOT_TAKE_PLACE', 'NO_HOURS_WITHOUT_SESSION'],
  ] as const)('has no hours of what never counts: %s', (activity, code) =>
    given(logged).when(coach({ activity })).rejects(code),
  );
  it('must stand there before hours do', () => given().when(coach()).rejects('CLIENT_NOT_IN_LOG'));
  it('is no other coach’s', () => given(logged).when(coach({}, jonas)).rejects('CLIENT_NOT_IN_LOG'));
  it('has each entry once', () => given(logged, withHours).when(coach()).rejects('HOURS_ALREADY_LOGGED'));
  it('has entries corrected by another event', () =>
    given(logged, withHours)
      .when(correct({ paidMinutes: 390 }))
      .then({ type: 'CoachingHoursCorrected', data: { ...of, entryId, ...hours, paidMinutes: 390 } }));
  it('has nothing corrected into what it is', () => given(logged, withHours).when(correct()).then());
  it('has nothing corrected that is not there', () =>
    given(logged).when(correct()).rejects('HOURS_NOT_FOUND'));
  it('has entries taken back', () => given(logged, withHours).when(takeBack).then(takenBack));
  it('has them taken back once', () => given(logged, withHours, takenBack).when(takeBack).then());
  it('has nothing corrected that was taken back', () =>
    given(logged, withHours, takenBack).when(correct()).rejects('HOURS_NOT_FOUND'));
  it('can have logged anew what was taken back', () =>
    given(logged, withHours, takenBack).when(coach()).then(withHours));
  it('may withdraw consent', () =>
    given(logged, withHours)
      .when(new WithdrawLoggingConsent({ loggedClientId }, as(noor)))
      .then(withdrawn, erased));
  it('has no hours after that', () =>
    given(logged, withdrawn, erased).when(coach()).rejects('CLIENT_NOT_IN_LOG'));
  it('is not withdrawn by another coach', () =>
    given(logged)
      .when(new WithdrawLoggingConsent({ loggedClientId }, as(jonas)))
      .rejects('CLIENT_NOT_IN_LOG'));
});
