import { type Reader } from '../readers.ts';
import { type As, type World } from '../world.ts';
import { type CanaryPart } from './part.ts';

const manager: As = ['PROGRAM_MANAGER', 'program-manager'];
const client: As = ['CLIENT', 'client'];

/** Coaches say what they offer, in the organization's words and in their own. */
const register = async (world: World): Promise<void> => {
  for (const name of ['coach', 'other-coach']) {
    const coach: As = ['COACH', name];
    await world.tell(coach, 'registerCoach', name, {
      languages: ['de', 'en'],
      specialities: ['CONFLICT'],
      credentials: ['PCC'],
      timeZone: 'Europe/Vienna',
      capacity: 20,
      units: [undefined],
    });
    await world.tell(coach, 'introduceCoach', name);
    world.note('CoachProfile', `profile of ${name}`, world.id(name));
  }
};

/** The client is shown both coaches, and nobody else is shown any. */
const rank = async (world: World): Promise<string> => {
  const dates = { startsOn: '2026-09-01', endsOn: '2027-06-30' };
  const programId = await world.make(manager, 'draftProgram', 'program', 'Program', 'matched program', dates);
  const cohortId = await world.make(manager, 'addCohort', 'cohort', 'Cohort', 'matched cohort', {
    programId,
  });
  await world.tell(manager, 'openProgram', 'matched program', { programId });
  const personIds = [world.id('client'), world.id('lead')];
  await world.tell(manager, 'enrollParticipants', 'matched program', { programId, cohortId, personIds });
  await world.tell(manager, 'proposeEngagements', 'matched cohort', { programId, cohortId });
  const coachIds = ['coach', 'other-coach', 'leaver'].map((name) => world.id(name));
  const leaver = { languages: ['de'], specialities: [], credentials: [], timeZone: 'UTC', capacity: 1 };
  await world.tell(manager, 'registerCoach', 'leaver', { ...leaver, coachId: world.id('leaver') });
  await world.tell(manager, 'poolCoaches', 'matched program', { programId, coachIds });
  await world.tell(manager, 'unpoolCoach', 'matched program', { programId, coachId: world.id('leaver') });
  await world.tell(client, 'statePreferences', 'client', { languages: ['de'], timeZone: 'Europe/Vienna' });
  await world.tell(client, 'stateWishes', 'client', { specialities: ['CONFLICT'], avoidUnits: [undefined] });
  const wanted = { programId, shown: 3 };
  const rankingId = await world.make(manager, 'rankCoaches', 'ranking', 'CoachRanking', 'ranking', wanted);
  await world.until(
    manager,
    `{ coachRanking(id: "${rankingId}") { status } }`,
    ({ coachRanking }) => (coachRanking as { status: string } | null)?.status === 'COMPLETED',
  );
  return programId;
};

/** One coach declines, another accepts; for another engagement the first has not answered yet. */
const choose = async (world: World, programId: string): Promise<void> => {
  const proposed = async (name: string, coach: string) => {
    world.truth.engagements[name] = { client: 'client', coach, sponsor: '' };
    const given = { kind: 'INDIVIDUAL', clientId: world.id('client'), programId };
    return world.make(manager, 'proposeEngagement', 'engagement', 'Engagement', name, given);
  };
  const asked = await proposed('asked', 'other-coach');
  const ask = (engagementId: string, name: string, coach: string) =>
    world.tell(client, 'proposeCoach', name, { engagementId, coachId: world.id(coach) });
  await ask(asked, 'asked', 'coach');
  const no = { engagementId: asked, coachId: world.id('coach') };
  await world.tell(['COACH', 'coach'], 'declineMatch', 'asked', no);
  await ask(asked, 'asked', 'other-coach');
  await world.tell(['COACH', 'other-coach'], 'acceptMatch', 'asked', { engagementId: asked });
  await ask(await proposed('waiting', ''), 'waiting', 'coach');
};

const isSelf = ({ person, role }: Reader, about: string) => role === 'COACH' && person === about;
/** To whom both coaches were proposed. */
const chooses = ({ person, role }: Reader, about: string) =>
  role === 'CLIENT' && person === 'client' && ['coach', 'other-coach'].includes(about);

/** Names outside of the directory: a coach's, for those who choose, and a client's, for the coach who is asked. */
export const namedInMatching = (reader: Reader, about: string, field: string): boolean => {
  if (field === 'CoachProfile.name')
    return (
      (reader.role === 'PROGRAM_MANAGER' && ['coach', 'other-coach', 'leaver'].includes(about)) ||
      isSelf(reader, about) ||
      chooses(reader, about)
    );
  return field === 'CoachRequest.clientName' && isSelf(reader, 'coach') && about === 'client';
};

/** Coaches and their places, what participants wish for, rankings with their reasons, who asks whom. */
export const matching: CanaryPart = {
  tell: async (world) => {
    await register(world);
    await choose(world, await rank(world));
  },
  expectations: {
    'registerCoach.units': {
      fields: ['CoachProfile.units'],
      readers: (reader, about) => reader.role === 'PROGRAM_MANAGER' || isSelf(reader, about),
    },
    'introduceCoach.words': {
      fields: ['CoachProfile.words'],
      readers: (reader, about) => isSelf(reader, about) || chooses(reader, about),
    },
    'proposeEngagements.purpose': {
      fields: ['Engagement.purpose'],
      readers: ({ person, role }) => role === 'CLIENT' && ['client', 'lead'].includes(person),
    },
    'stateWishes.avoidUnits': {
      fields: ['MatchingWishes.avoidUnits'],
      readers: ({ person, role }, about) => role === 'CLIENT' && person === about,
    },
  },
};
