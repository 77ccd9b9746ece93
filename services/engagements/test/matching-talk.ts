import { ask, eventually, type Role, tokenFor } from '@securebase/testing';
import { engagementFields, type Rig } from './rig.ts';

type Told = Readonly<Record<string, unknown>> & { readonly token: string };

interface Ranked {
  coachRanking: {
    status: string;
    participants: number;
    coaches: number;
    withoutLanguages: number;
    ranked: number;
    withoutCoach: number;
  };
}
/** What participants see of the coaches who are proposed to them. */
export interface Proposals {
  myCoachProposals: {
    edges: {
      node: {
        isAssigned: boolean;
        coachIds: string[];
        coaches: {
          coachId: string;
          score: number;
          profile: { name: string; words: string | null; capacity: number | null; units: string[] | null };
          languages: { points: number; shared: string[] };
          timeZone: { points: number; overlapHours: number };
          specialities: { points: number; matched: string[] };
          credential: { points: number; stated: string | null };
          capacity: { points: number; freePlaces: number };
        }[];
      };
    }[];
  };
}
export const shown = `{ myCoachProposals(first: 5) { edges { node { isAssigned coachIds coaches { coachId score
  profile { name words capacity units } languages { points shared } timeZone { points overlapHours }
  specialities { points matched } credential { points stated } capacity { points freePlaces } } } } } }`;

/** What is told and asked where clients and coaches are brought together. */
export const talkOfMatching = (rig: () => Rig) => {
  /** As this person, in this role. */
  const as = (role: Role, subject?: string) => {
    const asking = async <T>(query: string, variables: object = {}, readAfter?: string) => {
      const token = await tokenFor(role, subject === undefined ? {} : { subject });
      return ask<T>(rig().url, query, variables, { token, ...(readAfter !== undefined && { readAfter }) });
    };
    return {
      asking,
      tell: async (name: string, fields: string, input: object): Promise<Told> => {
        const shared: Readonly<Record<string, string>> = {
          acceptMatch: 'EngagementInput',
          endEngagementEarly: 'EngagementInput',
        };
        const type = shared[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
        const text = `mutation ($input: ${type}!) { told: ${name}(input: $input) { token ${fields} } }`;
        return (await asking<{ told: Told }>(text, { input })).told;
      },
    };
  };
  const manager = as('PROGRAM_MANAGER');

  let numbered = 0;
  const person = async (name: string): Promise<string> => {
    const email = `someone-${numbered++}@example.org`;
    const { person } = (await as('ADMIN').tell('registerPerson', 'person { id }', {
      name,
      email,
    })) as unknown as {
      person: { id: string };
    };
    return person.id;
  };
  const coach = async (name: string, more: object = {}): Promise<string> => {
    const coachId = await person(name);
    await manager.tell('registerCoach', 'coach { id }', {
      coachId,
      languages: ['de', 'en'],
      specialities: ['CONFLICT'],
      credentials: ['PCC'],
      timeZone: 'Europe/Vienna',
      capacity: 3,
      units: ['Research'],
      ...more,
    });
    return coachId;
  };
  const program = async (
    participants: readonly string[],
  ): Promise<{ programId: string; cohortId: string }> => {
    const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
    const fields = 'program { id } cohort { id participants }';
    const drafted = await rig().mutate('PROGRAM_MANAGER', 'draftProgram', fields, plan);
    const programId = drafted.program.id;
    const added = await rig().mutate('PROGRAM_MANAGER', 'addCohort', fields, { programId, name: 'Spring' });
    const cohortId = added.cohort.id;
    await rig().mutate('PROGRAM_MANAGER', 'openProgram', fields, { programId });
    const personIds = participants;
    await rig().mutate('PROGRAM_MANAGER', 'enrollParticipants', fields, { programId, cohortId, personIds });
    return { programId, cohortId };
  };
  const propose = async (clientId: string, of: object = {}): Promise<string> => {
    const input = { kind: 'INDIVIDUAL', clientId, purpose: 'to sleep again', ...of };
    return (await rig().mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, input)).engagement
      .id;
  };
  const profileOf = async (coachId: string, readAfter?: string) => {
    const text = 'query ($id: ID!) { coachProfile(id: $id) { name capacity taken units words } }';
    return (await manager.asking<{ coachProfile: object | null }>(text, { id: coachId }, readAfter))
      .coachProfile;
  };

  const rank = async (input: object): Promise<Ranked['coachRanking'] & { id: string }> => {
    const told = await manager.tell('rankCoaches', 'ranking { id status }', input);
    const { id } = told['ranking'] as { id: string };
    const text =
      'query ($id: ID!) { coachRanking(id: $id) { status participants coaches withoutLanguages ranked withoutCoach } }';
    return eventually(async () => {
      const { coachRanking } = await manager.asking<Ranked>(text, { id }, told.token);
      if (coachRanking.status !== 'COMPLETED') throw new Error('It goes on.');
      return { id, ...coachRanking };
    });
  };

  return { as, manager, person, coach, program, propose, profileOf, rank };
};
