import { engagementOf, type Expectation, type Reader, type Truth } from '../readers.ts';
import { type As, type World } from '../world.ts';
import { type CanaryPart } from './part.ts';

const coach: As = ['COACH', 'coach'];
const client: As = ['CLIENT', 'client'];
const lead: As = ['CLIENT', 'lead'];
const member: As = ['CLIENT', 'member'];
/** What members of the team say is about them: a thing of the team of which the lead is no reader. */
const ofMember = 'what the member said';
/** What is its author's alone, and who that is. */
const authors: Readonly<Record<string, string>> = {
  'private note of the coach': 'coach',
  'private note of the lead': 'lead',
  'private note of the member': 'member',
};

const isCoach = ({ person, role }: Reader, about: string, truth: Truth) =>
  role === 'COACH' && engagementOf(about, truth)?.coach === person;
const isClient = ({ person, role }: Reader, about: string, truth: Truth) =>
  role === 'CLIENT' && engagementOf(about, truth)?.client === person;
/** Of whoever said it: the client of an engagement, or the member of the team. */
const isTheirs = (reader: Reader, about: string, truth: Truth) =>
  about === ofMember ? reader.person === 'member' : isClient(reader, about, truth);

const forPair = (...fields: readonly string[]): Expectation => ({
  fields,
  readers: (reader, about, truth) => isTheirs(reader, about, truth) || isCoach(reader, about, truth),
});
/** Shared with the coach only where it was shared: `own` is, `kept` is not. */
const untilShared = (...fields: readonly string[]): Expectation => ({
  fields,
  readers: (reader, about, truth) =>
    isTheirs(reader, about, truth) || (about === 'own' && isCoach(reader, about, truth)),
});

/** Nobody is in two sessions at once: each begins when the one before has ended. */
let sessions = 0;
const nextHour = (): { startsAt: string; endsAt: string } => {
  const at = (hours: number) => new Date(Date.UTC(2026, 11, 14, hours)).toISOString();
  return { startsAt: at(sessions), endsAt: at(++sessions) };
};

/** One of an engagement's own sessions, by the name that the story gave it. */
const session = async (world: World, as: As, name: string): Promise<string> => {
  const engagementId = world.id(name);
  const told = await world.tell(as, 'scheduleSession', name, {
    engagementId,
    kind: 'COACHING',
    ...nextHour(),
  });
  return world.sessionsOf(told).at(-1) ?? '';
};

interface Told {
  readonly id: string;
}
const idOf = (told: Readonly<Record<string, unknown>>): string => (told['entry'] as Told).id;

const meet = async (world: World): Promise<void> => {
  const engagementId = world.id('own');
  const of = { engagementId, sessionId: await session(world, coach, 'own') };
  const steps = { arriving: 'UNSETTLED', leaving: 'RATHER_SETTLED' };
  for (const as of [client, coach]) await world.tell(as, 'noteSettledness', 'own', { ...of, ...steps });
  const withCoach = { ...of, withId: world.id('coach') };
  await world.tell(client, 'markMomentOfMeeting', 'marked by the client', withCoach);
  const withClient = { ...of, withId: world.id('client') };
  await world.tell(coach, 'markMomentOfMeeting', 'marked by the coach', withClient);
  // One that the other never marks: nobody but its author can tell that there is one.
  const alone = { engagementId, sessionId: await session(world, coach, 'own'), withId: world.id('coach') };
  await world.tell(client, 'markMomentOfMeeting', 'marked by the client', alone);
  await world.tell(coach, 'notePresence', 'own', of);
};

const energize = async (world: World): Promise<void> => {
  const engagementId = world.id('own');
  const steps = { guarding: 'MUCH', free: 'A_LITTLE' };
  const noted = idOf(await world.tell(client, 'noteEnergy', 'own', { engagementId, ...steps }));
  await world.tell(client, 'noteEnergy', 'kept', { engagementId, ...steps });
  const aspectId = idOf(await world.tell(client, 'nameGuardedAspect', 'own', { engagementId }));
  await world.tell(client, 'nameGuardedAspect', 'kept', { engagementId });
  const away = { engagementId, aspectId, to: 'RELATIONSHIP' };
  const redirected = idOf(await world.tell(client, 'redirectEnergy', 'own', away));
  await world.tell(client, 'redirectEnergy', 'kept', away);
  for (const entryId of [noted, aspectId, redirected])
    await world.tell(client, 'shareEnergy', 'own', { engagementId, entryId });
};

const tearAndMend = async (world: World): Promise<void> => {
  const engagementId = world.id('own');
  const rating = { engagementId, bond: 4, task: 3, goal: 5 };
  const rated = idOf(await world.tell(client, 'rateAlliance', 'own', rating));
  await world.tell(client, 'rateAlliance', 'own', rating);
  await world.tell(client, 'shareAllianceRating', 'own', { engagementId, entryId: rated });
  const ruptureId = idOf(await world.tell(client, 'noteRupture', 'own', { engagementId }));
  await world.tell(coach, 'repairRupture', 'own', { engagementId, ruptureId });
  await world.tell(client, 'noteTurnedTo', 'own', { engagementId, turnedTo: 'MYSELF' });
};

const safely = async (world: World): Promise<void> => {
  const engagementId = world.id('own');
  await world.tell(coach, 'makeReferral', 'own', { engagementId });
  await world.tell(client, 'noteSideEffect', 'own', { engagementId });
  await world.tell(client, 'noteHealthPause', 'own', { engagementId });
  await world.tell(coach, 'sayCannotGoOn', 'own', { engagementId });
  await world.tell(coach, 'nameLimitOfConfidentiality', 'own', { engagementId, limit: 'LAW' });
};

const inTeam = async (world: World): Promise<void> => {
  const engagementId = world.id('team');
  const write = (as: As, about: string, isShared: boolean) =>
    world.tell(as, 'writeNote', about, { engagementId, isShared });
  await write(coach, 'team', true);
  for (const [as, about] of [
    [coach, 'private note of the coach'],
    [lead, 'private note of the lead'],
    [member, 'private note of the member'],
  ] as const) {
    const noteId = idOf(await write(as, about, false));
    await world.tell(as, 'correctNote', about, { engagementId, noteId });
  }
  const noteId = idOf(await write(member, 'team', true));
  await world.tell(member, 'correctNote', 'team', { engagementId, noteId });
  // What a member says of themselves is no colleague's to read, and not the lead's.
  await world.tell(member, 'noteSideEffect', ofMember, { engagementId });
  await world.tell(member, 'noteTurnedTo', ofMember, { engagementId, turnedTo: 'COACH' });
  const ruptureId = idOf(await world.tell(member, 'noteRupture', ofMember, { engagementId }));
  await world.tell(member, 'repairRupture', ofMember, { engagementId, ruptureId });
};

const note: Expectation = {
  fields: ['Note.words'],
  readers: (reader, about, truth) => {
    const author = authors[about];
    if (author !== undefined) return reader.person === author;
    return isClient(reader, about, truth) || isCoach(reader, about, truth) || reader.person === 'member';
  },
};

/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutual: CanaryPart = {
  tell: async (world) => {
    for (const about of ['kept', 'marked by the client', 'marked by the coach'])
      world.truth.partOf[about] = 'own';
    world.truth.partOf[ofMember] = 'team';
    await meet(world);
    await energize(world);
    await tearAndMend(world);
    await safely(world);
    await inTeam(world);
  },
  expectations: {
    'markMomentOfMeeting.words': {
      fields: ['MarkOfMeeting.words'],
      readers: (reader, about, truth) =>
        about === 'marked by the coach' ? isCoach(reader, about, truth) : isClient(reader, about, truth),
    },
    'notePresence.words': { fields: ['PresenceNote.words'], readers: isCoach },
    'nameGuardedAspect.words': untilShared('GuardedAspect.words'),
    'redirectEnergy.words': untilShared('RedirectedEnergy.words'),
    'noteRupture.words': forPair('Rupture.words'),
    'repairRupture.helped': forPair('Rupture.helped'),
    'noteTurnedTo.words': forPair('TurnedTo.words'),
    // A correction takes its place, here; what was said before is in the timeline.
    'writeNote.words': note,
    'correctNote.words': note,
    'makeReferral.words': forPair('SafetyRecord.words'),
    'noteSideEffect.words': forPair('SafetyRecord.words'),
    'noteHealthPause.words': forPair('SafetyRecord.words'),
    'sayCannotGoOn.words': forPair('SafetyRecord.words'),
    'nameLimitOfConfidentiality.words': forPair('SafetyRecord.words'),
  },
};
