import { expect } from '@jest/globals';
import { ask, personAs, type Role, tokenFor } from '@securebase/testing';
import { engagementFields, type Rig } from './rig.ts';

interface Rating {
  id: string;
  party: string;
  occasion: string;
  level: number | null;
  corrects: string | null;
  isCorrected: boolean;
}
export interface Goal {
  id: string;
  aboutId: string;
  title: string | null;
  levels: string[] | null;
  weight: number | null;
  scaling: number;
  status: string;
  ratings: Rating[];
}
export interface Page<T> {
  edges: { node: T }[];
  pageInfo: { hasNextPage: boolean };
}
export interface Seen {
  goals: Page<Goal>;
  goalAttainment: {
    aboutId: string;
    party: string;
    occasion: string;
    tScore: number | null;
    reason: string | null;
  }[];
  actions: Page<{ words: string | null; status: string; dueOn: string | null; goalId: string | null }>;
  essentialQuestions: Page<{
    status: string;
    wordings: { words: string | null }[];
    visits: { words: string | null }[];
  }>;
  midpointReviews: Page<{ lookedAt: string | null; toChange: string | null; sessionId: string | null }>;
}
/** Who asks: a role, and whoever is not its own person. */
export type As = readonly [role: Role, personId?: string];

const goalFields =
  'id aboutId title levels weight scaling status ratings { id party occasion level corrects isCorrected }';
const everything = `query ($id: ID!) { engagement(id: $id) {
  goals(first: 50) { edges { node { ${goalFields} } } pageInfo { hasNextPage } }
  goalAttainment { aboutId occasion party goals tScore reason }
  actions { edges { node { words status dueOn goalId } } pageInfo { hasNextPage } }
  essentialQuestions { edges { node { status wordings { words } visits { words } } } pageInfo { hasNextPage } }
  midpointReviews { edges { node { lookedAt toChange sessionId } } pageInfo { hasNextPage } }
} }`;
export const levels = ['never', 'rarely', 'once a week', 'most times', 'always, and kindly'];
export const client: As = ['CLIENT'];
export const coach: As = ['COACH'];
export const sponsor: As = ['SPONSOR'];

export const nodes = <T>({ edges }: Page<T>) => edges.map(({ node }) => node);
export const refused = (code: string) => expect.objectContaining({ codes: [code] }) as unknown;

/** What is told and asked of goals, and of what goes with them. */
export const talkOfGoals = (rig: () => Rig) => {
  /** Three who become members of teams. */
  const registerMembers = async (): Promise<[string, string, string]> => {
    const register = async (name: string) => {
      const given = { name, email: `${name}@example.org` };
      return (await rig().mutate('ADMIN', 'registerPerson', 'person { id }', given)).person.id;
    };
    return [await register('jonas'), await register('mia'), await register('omar')];
  };

  const asking = async <T>([role, subject]: As, query: string, variables: object, readAfter?: string) => {
    const token = await tokenFor(role, subject === undefined ? {} : { subject });
    return ask<T>(rig().url, query, variables, { token, ...(readAfter !== undefined && { readAfter }) });
  };
  const see = async (as: As, id: string, readAfter?: string) =>
    (await asking<{ engagement: Seen }>(as, everything, { id }, readAfter)).engagement;

  /** Sends a mutation and gives back what it says of the thing. */
  const change = async <T = Goal>(as: As, name: string, input: object, fields = `goal { ${goalFields} }`) => {
    const sharing: Readonly<Record<string, string>> = {
      dropGoal: 'GoalInput',
      completeAction: 'ActionInput',
      dropAction: 'ActionInput',
      restEssentialQuestion: 'EssentialQuestionInput',
    };
    const type = sharing[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { told: ${name}(input: $input) { token ${fields} } }`;
    const { told } = await asking<{ told: { token: string } & Record<string, T> }>(as, text, { input });
    const [field = ''] = /^\w+/.exec(fields) ?? [];
    return { thing: told[field] as T, token: told.token };
  };

  /** An engagement with a sponsor whose work has begun; of a team, when there are members. */
  const begun = (...personIds: string[]) => begunWith([], ...personIds);
  /** The same, with an agreement that shares these with the sponsor. */
  const begunWith = async (items: readonly string[], ...personIds: string[]) => {
    const { engagement } = await rig().mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, {
      kind: personIds.length > 0 ? 'TEAM' : 'INDIVIDUAL',
      clientId: personAs('CLIENT'),
      sponsorId: personAs('SPONSOR'),
      purpose: 'to sleep again',
    });
    const engagementId = engagement.id;
    const go = (role: Role, name: string, input: object = {}) =>
      rig().mutate(role, name, engagementFields, { engagementId, ...input });
    await go('CLIENT', 'confirmMatch', { coachId: personAs('COACH') });
    if (personIds.length > 0) await go('COACH', 'addMembers', { personIds });
    await go('COACH', 'draftAgreement', {
      sessions: 8,
      objectives: 'sleep',
      terms: { shares: items.map((item) => ({ item, with: ['SPONSOR'] })) },
    });
    for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
      await go(party, 'signAgreement', { agreementVersion: 1, party });
    const { token } = await go('COACH', 'startEngagement');
    return { engagementId, go, token };
  };
  const scale = (as: As, engagementId: string, more: object = {}) =>
    change(as, 'scaleGoal', { engagementId, title: 'to say no', levels, weight: 2, ...more });
  const rate = (as: As, goalId: string, party: string, level: number, more: object = {}) =>
    change(as, 'rateGoal', { goalId, party, occasion: 'BASELINE', scaling: 1, level, ...more });

  return { registerMembers, asking, see, change, begun, begunWith, scale, rate };
};
