// The demo story, told through the public API: a program in which a person, a team and an organization are coached.
import { assess, map } from './measuring.ts';
import { contract } from './contract.ts';
import { Teller, type Telling } from './teller.ts';

const people: readonly (readonly [reference: string, name: string])[] = [
  ['client', 'Amal Haddad'],
  ['coach', 'Noor de Vries'],
  ['sponsor', 'Ines Ferreira'],
  ['program-manager', 'Kofi Mensah'],
  ['team-lead', 'Lena Brandt'],
  ['team-member-1', 'Tomás Ruiz'],
  ['team-member-2', 'Yuki Tanaka'],
  ['team-member-3', 'Femi Okafor'],
  ['director', 'Maja Nowak'],
];

const manager = ['PROGRAM_MANAGER', 'program-manager'] as const;

/** Tells the whole story. Told again, it changes nothing. */
export const tellStory = async (telling: Telling): Promise<void> => {
  const teller = new Teller(telling);
  for (const [reference, name] of people)
    teller.remember(
      await teller.tell(['ADMIN', 'admin'], 'registerPerson', 'RegisterPersonInput', 'person { id }', {
        name,
        email: `${reference}@example.org`,
        reference,
      }),
    );
  const { program } = await teller.tell(manager, 'draftProgram', 'DraftProgramInput', 'program { id }', {
    name: 'Secure leadership',
    purpose: 'Leaders, their teams and the house they work in become a secure base for each other.',
    startsOn: '2026-09-01',
    endsOn: '2027-06-30',
  });
  const programId = program?.id;
  const { cohort } = await teller.tell(manager, 'addCohort', 'AddCohortInput', 'cohort { id }', {
    programId,
    name: 'Autumn 2026',
  });
  const cohortId = cohort?.id;
  await teller.tell(manager, 'openProgram', 'ProgramInput', 'program { id }', { programId });
  await teller.tell(manager, 'enrollParticipants', 'EnrollParticipantsInput', 'program { id }', {
    programId,
    cohortId,
    personIds: ['client', 'team-lead', 'director'].map((reference) => teller.person(reference)),
  });

  const part = { programId, cohortId, sponsor: 'sponsor' };
  const individual = await contract(teller, {
    ...part,
    kind: 'INDIVIDUAL',
    client: 'client',
    purpose: 'To lead without having to be certain of everything.',
    objectives: 'Ask for help before it is late; let the team see what is not finished.',
  });
  const team = await contract(teller, {
    ...part,
    kind: 'TEAM',
    client: 'team-lead',
    members: ['team-member-1', 'team-member-2', 'team-member-3'],
    purpose: 'To disagree early and stay in contact.',
    objectives: 'Tension is said in the room in which it arises.',
  });
  const organization = await contract(teller, {
    ...part,
    kind: 'ORGANIZATION',
    client: 'director',
    purpose: 'To find out what drains people here, and change it.',
    objectives: 'Three conditions of work are named, owned and changed.',
  });

  await assess(teller, individual);
  await map(teller, {
    engagementId: individual,
    kind: 'PERSON',
    name: 'Whom I turn to',
    people: ['client', 'team-lead', 'sponsor'],
  });
  await map(teller, {
    engagementId: team,
    kind: 'TEAM',
    name: 'Who works with whom',
    people: ['team-lead', 'team-member-1', 'team-member-2', 'team-member-3'],
  });
  await map(teller, {
    engagementId: organization,
    kind: 'ORGANIZATION',
    name: 'The house',
    people: ['director', 'sponsor', 'team-lead'],
  });
};
