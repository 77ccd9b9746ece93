import { ask, personAs, type Role, tokenFor } from '@securebase/testing';
import { type Rig } from './rig.ts';

/** A list, as it is asked for here. */
export interface Connected {
  edges: { node: Record<string, unknown> }[];
  pageInfo: { hasNextPage: boolean };
}
type Read = Record<string, Connected>;
/** Who asks: a role, and whoever is not its own person. */
export type As = readonly [role: Role, subject?: string];

export const client: As = ['CLIENT'];
export const coach: As = ['COACH'];

export const lists = {
  settledness: 'authorId aboutId sessionId notedAt arriving leaving',
  marksOfMeeting: 'sessionId withId words',
  momentsOfMeeting: 'sessionId betweenIds',
  presenceNotes: 'words',
  energy: 'authorId guarding free sharedAt',
  guardedAspects: 'words sharedAt',
  redirectedEnergy: 'aspectId to toId words sharedAt',
  allianceRatings: 'bond task goal sharedAt',
  ruptures: 'authorId aboutId words repairedAt helped',
  turnedTo: 'authorId turnedTo words',
  notes: 'authorId isShared words correctedAt',
  safetyRecords: 'kind authorId aboutId limit words',
} as const;
export const page = (fields: string) =>
  `{ edges { cursor node { id ${fields} } } pageInfo { hasNextPage endCursor } }`;
const everything = Object.entries(lists)
  .map(([list, fields]) => `${list} ${page(fields)}`)
  .join(' ');

const inputs: Readonly<Record<string, string>> = {
  shareEnergy: 'ShareEntryInput',
  shareAllianceRating: 'ShareEntryInput',
  makeReferral: 'SafetyRecordInput',
  noteSideEffect: 'SafetyRecordInput',
  noteHealthPause: 'SafetyRecordInput',
};
export const nodes = (found: Read | null, list: keyof typeof lists) =>
  (found?.[list]?.edges ?? []).map(({ node }) => node);

/** What is told and asked of what is between a coach and a client. */
export const talkOfMutual = (rig: () => Rig) => {
  const asking = async <T>([role, subject]: As, query: string, variables: object, readAfter?: string) =>
    ask<T>(rig().url, query, variables, {
      token: await tokenFor(role, subject === undefined ? {} : { subject }),
      ...(readAfter !== undefined && { readAfter }),
    });
  /** Carries a mutation out; what it gives of the entry is asked for by its fields. */
  const tell = async (as: As, name: string, input: object, entry = 'entry { id }') => {
    const type = inputs[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { told: ${name}(input: $input) { token ${entry} } }`;
    interface Told {
      told: { token: string; entry: Record<string, unknown> & { id: string } };
    }
    return (await asking<Told>(as, query, { input })).told;
  };
  const read = async (as: As, id: string, readAfter?: string, what = everything): Promise<Read | null> => {
    const query = `query ($id: ID!) { engagement(id: $id) { ${what} } }`;
    return (await asking<{ engagement: Read | null }>(as, query, { id }, readAfter)).engagement;
  };

  let days = 0;
  /** An engagement of a kind with its first session, on a day of its own: nobody is in two sessions at once. */
  const underway = async (kind: 'INDIVIDUAL' | 'TEAM' = 'INDIVIDUAL') => {
    const fields = 'engagement { id sessions { id } }';
    const proposal = { kind, clientId: personAs('CLIENT'), sponsorId: personAs('SPONSOR'), purpose: 'sleep' };
    const { engagement } = await rig().mutate('PROGRAM_MANAGER', 'proposeEngagement', fields, proposal);
    const of = { engagementId: engagement.id };
    const go = (role: Role, name: string, input: object = {}) =>
      rig().mutate(role, name, fields, { ...of, ...input });
    await go('CLIENT', 'confirmMatch', { coachId: personAs('COACH') });
    await go('COACH', 'draftAgreement', { sessions: 8, objectives: 'sleep' });
    for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
      await go(party, 'signAgreement', { agreementVersion: 1, party });
    await go('COACH', 'startEngagement');
    const day = `2026-12-${String(++days).padStart(2, '0')}`;
    const times = { startsAt: `${day}T09:00:00Z`, endsAt: `${day}T10:00:00Z` };
    const scheduled = await go('COACH', 'scheduleSession', { kind: 'COACHING', ...times });
    const sessionId = scheduled.engagement.sessions?.[0]?.id ?? '';
    return { ...of, sessionId };
  };
  const addMember = async (engagementId: string): Promise<string> => {
    const person = { name: 'The member', email: 'member@example.org' };
    const { id } = (await rig().mutate('ADMIN', 'registerPerson', 'person { id }', person)).person;
    await rig().mutate('COACH', 'addMembers', 'engagement { id }', { engagementId, personIds: [id] });
    return id;
  };

  return { asking, tell, read, underway, addMember };
};
