import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import {
  coachCredential,
  type CoachCredentialEvent,
  RecordCredential,
  TakeBackCredential,
} from './coach-credential.ts';
import { as, jonas, noor } from './story.ts';
import {
  LogSupervision,
  NameSupervisor,
  ReleaseSupervisor,
  ShareCase,
  sharedCase,
  type SharedCaseEvent,
  supervision,
  type SupervisionEvent,
  supervisors,
  type SupervisorsEvent,
  TakeBackCase,
  TakeBackSupervision,
} from './supervision.ts';

const loggedClientId = '6f1f7b3e-0000-4000-8000-0000000000a1';
const entryId = '6f1f7b3e-0000-4000-8000-0000000000a2';
const credentialId = '6f1f7b3e-0000-4000-8000-0000000000a3';
const caseId = '6f1f7b3e-0000-4000-8000-0000000000a4';
const rosa = '6f1f7b3e-0000-4000-8000-0000000000a5';

describe('A credential of a coach', () => {
  const given = specification(coachCredential);
  const record = (data: Partial<RecordCredential['data']> = {}) =>
    new RecordCredential(
      { credentialId, credential: 'PCC', number: '900123', issuedOn: '2024-05-01', ...data },
      as(noor),
    );
  const recorded: CoachCredentialEvent = {
    type: 'CredentialRecorded',
    data: {
      credentialId,
      coachId: noor,
      credential: 'PCC',
      number: seal(noor, '900123'),
      issuedOn: '2024-05-01',
    },
  };
  const takenBack: CoachCredentialEvent = {
    type: 'CredentialTakenBack',
    data: { credentialId, coachId: noor },
  };
  const takeBack = (actor = noor) => new TakeBackCredential({ credentialId }, as(actor));

  it('is recorded', () => given().when(record()).then(recorded));
  it('is recorded once', () =>
    given(recorded).when(record()).rejects('COACHING_CREDENTIAL_ALREADY_RECORDED'));
  it('does not end before it begins', () =>
    given()
      .when(record({ expiresOn: '2024-04-30' }))
      .rejects('COACHING_CREDENTIAL_ENDS_BEFORE_START'));
  it('has a name where it is another one', () =>
    given()
      .when(record({ credential: 'OTHER' }))
      .rejects('NAME_OF_OTHER_CREDENTIAL'));
  it('has no name beside its word', () =>
    given()
      .when(record({ name: 'PCC of the ICF' }))
      .rejects('NAME_OF_OTHER_CREDENTIAL'));
  it('is taken back', () => given(recorded).when(takeBack()).then(takenBack));
  it('is taken back once', () => given(recorded, takenBack).when(takeBack()).then());
  it('is taken back by nobody else', () =>
    given(recorded).when(takeBack(jonas)).rejects('COACHING_CREDENTIAL_NOT_FOUND'));
});

describe('A supervision log', () => {
  const given = specification(supervision);
  const log = (data: Partial<LogSupervision['data']> = {}) =>
    new LogSupervision(
      {
        entryId,
        kind: 'SUPERVISION',
        heldOn: '2026-02-02',
        minutes: 90,
        form: 'GROUP',
        with: 'Rosa',
        ...data,
      },
      as(noor),
    );
  const data = {
    entryId,
    coachId: noor,
    heldOn: '2026-02-02',
    minutes: 90,
    form: 'GROUP' as const,
    with: seal(noor, 'Rosa'),
  };
  const held: SupervisionEvent = { type: 'SupervisionHeld', data };
  const takenBack: SupervisionEvent = { type: 'SupervisionTakenBack', data: { entryId, coachId: noor } };

  it('has supervision', () => given().when(log()).then(held));
  it('has mentor coaching', () =>
    given()
      .when(log({ kind: 'MENTOR_COACHING' }))
      .then({ type: 'MentorCoachingHeld', data }));
  it('has whole quarters of an hour', () =>
    given()
      .when(log({ minutes: 50 }))
      .rejects('NOT_IN_QUARTER_HOURS'));
  it('has nothing of the future', () =>
    given()
      .when(log({ heldOn: '2026-12-01' }))
      .rejects('HOURS_IN_THE_FUTURE'));
  it('has each entry once', () => given(held).when(log()).rejects('SUPERVISION_ALREADY_LOGGED'));
  it('has entries taken back', () =>
    given(held)
      .when(new TakeBackSupervision({ entryId }, as(noor)))
      .then(takenBack));
  it('has them taken back by their coach', () =>
    given(held)
      .when(new TakeBackSupervision({ entryId }, as(jonas)))
      .rejects('SUPERVISION_NOT_FOUND'));
});

describe('Supervisors of a coach', () => {
  const given = specification(supervisors);
  const data = { coachId: noor, supervisorId: rosa };
  const named: SupervisorsEvent = { type: 'SupervisorNamed', data };
  const released: SupervisorsEvent = { type: 'SupervisorReleased', data };
  const name = (supervisorId = rosa) => new NameSupervisor({ supervisorId }, as(noor));
  const release = new ReleaseSupervisor({ supervisorId: rosa }, as(noor));
  const share = new ShareCase({ caseId, supervisorId: rosa, words: 'Somebody falls silent.' }, as(noor));

  it('are those whom the coach has named', () => given().when(name()).then(named));
  it('are named once', () => given(named).when(name()).then());
  it('are others than the coach', () => given().when(name(noor)).rejects('NOBODY_SUPERVISES_THEMSELVES'));
  it('are released', () => given(named).when(release).then(released));
  it('are released once', () => given(named, released).when(release).then());
  it('are shared cases with', () => given(named).when(share).then());
  it('are shared no cases with before they are named', () =>
    given().when(share).rejects('SUPERVISOR_NOT_NAMED'));
  it('are shared no cases with after they are released', () =>
    given(named, released).when(share).rejects('SUPERVISOR_NOT_NAMED'));
});

describe('A case for supervision', () => {
  const given = specification(sharedCase);
  const words = 'Somebody falls silent, and I fill the silence.';
  const share = (text = words) => new ShareCase({ caseId, supervisorId: rosa, words: text }, as(noor));
  const of = { caseId, coachId: noor, supervisorId: rosa };
  const shared: SharedCaseEvent = { type: 'CaseShared', data: { ...of, words: seal(noor, words) } };
  const takenBack: SharedCaseEvent = { type: 'CaseTakenBack', data: of };
  const takeBack = (actor = noor) => new TakeBackCase({ caseId }, as(actor));

  it('is shared, tied to nothing', () => given().when(share()).then(shared));
  it('is shared once', () => given(shared).when(share()).rejects('CASE_ALREADY_SHARED'));
  it.each([
    `As in ${loggedClientId}.`,
    'As in 6F1F7B3E000040008000000000000A1B.',
    'mira@example.org said so.',
  ])('does not lead to anybody: %s', (text) => given().when(share(text)).rejects('CASE_NAMES_SOMEBODY'));
  it('is taken back', () => given(shared).when(takeBack()).then(takenBack));
  it('is taken back once', () => given(shared, takenBack).when(takeBack()).then());
  it('is taken back by nobody else', () => given(shared).when(takeBack(jonas)).rejects('CASE_NOT_FOUND'));
});
