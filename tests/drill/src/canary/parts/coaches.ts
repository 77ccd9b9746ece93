import { type Expectation } from '../readers.ts';
import { type As, type World } from '../world.ts';
import { type CanaryPart } from './part.ts';

const coach: As = ['COACH', 'coach'];
/** What stands there no more: nobody reads it. */
const takenBack = 'taken back';

/** For the coach alone, in their own practice. */
const own = (...fields: readonly string[]): Expectation => ({
  fields,
  inPractice: true,
  readers: ({ person, role }, about) => person === 'coach' && role === 'COACH' && about !== takenBack,
});

const days = { startsOn: '2026-10-01', endsOn: '2026-10-29' };

const log = async (world: World): Promise<void> => {
  const tell = (mutation: string, about: string, given: object) =>
    world.tell(coach, mutation, about, given, world.practice);
  const idOf = ({ id }: Readonly<Record<string, unknown>>) => ({ loggedClientId: id });
  const client = { form: 'INDIVIDUAL', setting: 'EXTERNAL' };
  const consents = { ...client, basis: 'CLIENT_CONSENT', organization: null, letter: null };
  const vouched = { ...client, basis: 'VERIFICATION_LETTER', people: 7, name: null, email: null };
  const named = idOf(await tell('logClient', 'named', consents));
  const confidential = idOf(await tell('logClient', 'confidential', vouched));
  const gone = idOf(await tell('logClient', takenBack, consents));
  const hours = { activity: 'COACHING', ...days, paidMinutes: 405, proBonoMinutes: 45 };
  for (const who of [confidential, gone]) await tell('logCoachingHours', 'hours', { ...who, ...hours });
  const { id: entryId } = await tell('logCoachingHours', 'hours', { ...named, ...hours });
  await tell('correctCoachingHours', 'hours', { ...named, entryId, ...days, paidMinutes: 390 });
  const { id: wrong } = await tell('logCoachingHours', 'hours', { ...named, ...hours });
  await tell('takeBackCoachingHours', 'hours', { ...named, entryId: wrong });
  await tell('withdrawLoggingConsent', takenBack, gone);
};

const develop = async (world: World): Promise<void> => {
  const tell = (mutation: string, about: string, given: object) =>
    world.tell(coach, mutation, about, given, world.practice);
  const other = { credential: 'OTHER', issuedOn: '2024-05-01', expiresOn: null };
  await tell('recordCredential', 'credential', other);
  const { id: credentialId } = await tell('recordCredential', takenBack, other);
  await tell('takeBackCredential', takenBack, { credentialId });
  const held = { kind: 'SUPERVISION', heldOn: '2026-10-12', minutes: 90 };
  await tell('logSupervision', 'supervision', held);
  const { id: entryId } = await tell('logSupervision', takenBack, { ...held, kind: 'MENTOR_COACHING' });
  await tell('takeBackSupervision', takenBack, { entryId });
  const supervisorId = world.id('supervisor');
  // One who was released: what was shared with them is closed to them.
  const before = { supervisorId: world.id('other-coach') };
  for (const each of [{ supervisorId }, before]) await tell('nameSupervisor', 'supervisor', each);
  await tell('shareCase', 'case', { supervisorId });
  await tell('shareCase', 'case of another', before);
  const { id: caseId } = await tell('shareCase', takenBack, { supervisorId });
  await tell('takeBackCase', takenBack, { caseId });
  await tell('releaseSupervisor', 'supervisor', before);
};

/** The coach’s own work: credentials, hours, supervision, mentor coaching. */
export const coaches: CanaryPart = {
  tell: async (world) => {
    await log(world);
    await develop(world);
  },
  expectations: {
    'recordCredential.name': own('RecordedCredential.name'),
    'recordCredential.number': own('RecordedCredential.number'),
    'logClient.name': own('LoggedClient.name', 'Query.myHoursCsv'),
    'logClient.email': own('LoggedClient.email', 'Query.myHoursCsv'),
    'logClient.organization': own('LoggedClient.organization', 'Query.myHoursCsv'),
    'logClient.letter': own('LoggedClient.letter', 'Query.myHoursCsv'),
    'logSupervision.with': own('SupervisionEntry.with'),
    'shareCase.words': {
      fields: ['SharedCase.words'],
      inPractice: true,
      readers: ({ person, role }, about) =>
        about !== takenBack &&
        ((person === 'coach' && role === 'COACH') ||
          (person === 'supervisor' && role === 'SUPERVISOR' && about === 'case')),
    },
  },
};
