import { type Role } from '@securebase/embedded';
import { type Story } from './story.ts';

/** An engagement of a whole program, with its people. */
export interface Asked {
  readonly engagementId: string;
  readonly clientId: string;
  readonly coachId: string;
  readonly sponsorId: string;
  readonly programId: string;
}

export const askedOf = ({ idOf, numberOf }: Story, n: number): Asked => ({
  engagementId: idOf('engagement', n, 'engagement'),
  clientId: idOf('engagement', n, 'client'),
  coachId: idOf('coach', numberOf(n, 'coach'), 'coach'),
  sponsorId: idOf('cohort', numberOf(n, 'cohort'), 'sponsor'),
  programId: idOf('program', numberOf(n, 'program'), 'program'),
});

export interface Question {
  readonly name: string;
  readonly role: Role;
  /** Who asks. */
  readonly by: (asked: Asked) => string;
  readonly text: string;
  readonly variables: (asked: Asked) => object;
  /** That something was answered: a fast nothing would be no figure. */
  readonly isAnswered: (data: never) => boolean;
}

interface Edges {
  readonly edges: readonly unknown[];
}
const some = (connection: Edges | null | undefined): boolean => (connection?.edges.length ?? 0) > 0;

type OfEngagement = Readonly<{ engagement: Readonly<Record<string, Edges>> | null }>;
const about = (
  name: string,
  role: 'CLIENT' | 'COACH',
  fields: string,
  isAnswered: (engagement: Readonly<Record<string, Edges>>) => boolean,
): Question => ({
  name,
  role,
  by: ({ clientId, coachId }) => (role === 'CLIENT' ? clientId : coachId),
  text: `query ($id: ID!) { engagement(id: $id) { id status ${fields} } }`,
  variables: ({ engagementId }) => ({ id: engagementId }),
  isAnswered: ({ engagement }: OfEngagement) => engagement !== null && isAnswered(engagement),
});

const nobody = () => ({});

/** What those who run programs ask, of one program or of all: name, field with its arguments, and what they read of each. */
const programQuestions: readonly (readonly [name: string, args: readonly string[], fields: string])[] = [
  [
    'who is not matched',
    ['unmatchedParticipants'],
    'waitingSince daysWaiting stage person { name } cohort { name }',
  ],
  [
    'whom to contact',
    ['coachesToContact', 'quietFor: TWO_WEEKS'],
    'about since coach { name } program { name } engagement { id status }',
  ],
  [
    'what is over budget',
    ['overBudget', 'of: ENGAGEMENT'],
    'engagement { id client { name } } hours { agreed used excess }',
  ],
  [
    'what does not take place',
    ['attendance', 'of: COHORT'],
    'cohort { name } attendance { held cancelled cancelledLate missed rescheduled }',
  ],
  [
    'how long a match takes',
    ['timesToMatch'],
    'program { name } state people median lowerQuartile upperQuartile',
  ],
];

/** What people really ask. */
export const questions: readonly Question[] = [
  {
    name: 'coach: whom do I coach',
    role: 'COACH',
    by: ({ coachId }) => coachId,
    text: `{ engagements(first: 20, as: COACH) { edges { node {
      id status proposedAt sessionsHeld client { name } sessions { id kind status startsAt } } } } }`,
    variables: nobody,
    isAnswered: ({ engagements }: { engagements: Edges }) => some(engagements),
  },
  {
    name: 'coach: what needs me',
    role: 'COACH',
    by: ({ coachId }) => coachId,
    text: `{ needsMe(first: 20) { edges { node {
      kind dueAt thingId engagement { id status client { name } } } } } }`,
    variables: nobody,
    isAnswered: ({ needsMe }: { needsMe: Edges }) => some(needsMe),
  },
  {
    name: 'coach: which sessions need me',
    role: 'COACH',
    by: ({ coachId }) => coachId,
    text: `{ needsMe(first: 20, kinds: [SESSION, SESSION_OUTCOME], within: 30) { edges { node {
      kind dueAt thingId engagement { id client { name } } } } } }`,
    variables: nobody,
    isAnswered: ({ needsMe }: { needsMe: Edges }) => some(needsMe),
  },
  about(
    'coach: what happened',
    'COACH',
    'timeline(first: 50) { edges { node { at happened sessionId details { name } } } }',
    ({ timeline }) => some(timeline),
  ),
  about(
    'client: what did we agree',
    'CLIENT',
    `purpose coach { name } agreementVersions(first: 20) { edges { node {
       version sessions objectives inForceSince terms { noticeHours shares { item with } } signatures { party at } } } }
     timeline(first: 50, strand: AGREED, newestFirst: true) { edges { node { at happened goal { title } action { words dueOn } } } }`,
    ({ agreementVersions, timeline }) => some(agreementVersions) && some(timeline),
  ),
  about(
    'client: what did I try',
    'CLIENT',
    `trials(first: 20) { edges { node { kind triedAt
       experiment { design prediction tries { happened } debriefs { learned } }
       pattern { trigger } strategy { strategy } } } }
     timeline(first: 50, strand: TRIED) { edges { node { at happened } } }`,
    ({ trials, timeline }) => some(trials) && some(timeline),
  ),
  about(
    'client: what changed',
    'CLIENT',
    `timeline(first: 50, strand: CHANGED) { edges { node { at happened details { name value } } } }
     goals(first: 20) { edges { node { title ratings { party occasion level } } } }
     goalAttainment { party occasion tScore }`,
    ({ timeline, goals }) => some(timeline) && some(goals),
  ),
  {
    name: 'sponsor: what is shared with me',
    role: 'SPONSOR',
    by: ({ sponsorId }) => sponsorId,
    text: `{ engagements(first: 20, as: SPONSOR) { edges { node {
      id status shared { items sessionsHeld agreedSessions } hours { agreed used } } } } }`,
    variables: nobody,
    isAnswered: ({ engagements }: { engagements: Edges }) => some(engagements),
  },
  {
    name: 'program manager: who takes part',
    role: 'PROGRAM_MANAGER',
    by: ({ programId }) => programId,
    text: `query ($id: ID!) { program(id: $id) { name hours { budgeted reserved agreed used left }
      enrolments(first: 50) { edges { node { enrolledAt mailState person { name } } } } } }`,
    variables: ({ programId }) => ({ id: programId }),
    isAnswered: ({ program }: { program: { enrolments: Edges } | null }) => some(program?.enrolments),
  },
  {
    name: 'program manager: engagements of a program',
    role: 'PROGRAM_MANAGER',
    by: ({ programId }) => programId,
    text: `query ($id: ID!) { engagements(first: 20, programId: $id) { edges { node {
      id status proposedAt sessionsHeld client { name } coach { name } hours { agreed used } } } } }`,
    variables: ({ programId }) => ({ id: programId }),
    isAnswered: ({ engagements }: { engagements: Edges }) => some(engagements),
  },
  ...[true, false].flatMap((ofProgram) =>
    programQuestions.map(([name, args, fields]): Question => {
      const [field = ''] = args;
      const given = [...args.slice(1), 'first: 20', ...(ofProgram ? ['programId: $id'] : [])].join(', ');
      return {
        name: `program manager: ${name}, ${ofProgram ? 'in a program' : 'in the tenant'}`,
        role: 'PROGRAM_MANAGER',
        by: ({ programId }) => programId,
        text: `query ${ofProgram ? '($id: ID!)' : ''} { found: ${field}(${given}) { edges { node { ${fields} } } } }`,
        variables: ({ programId }) => (ofProgram ? { id: programId } : {}),
        isAnswered: ({ found }: { found: Edges }) => some(found),
      };
    }),
  ),
];
