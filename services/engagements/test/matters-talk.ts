import { ask, personAs, type Role, tokenFor } from '@securebase/testing';
import { engagementFields, type Rig } from './rig.ts';

export interface Matter {
  id: string;
  kind: string;
  dueAt: string;
  engagementId: string | null;
  thingId: string | null;
  aboutId: string | null;
  engagement: { id: string; status: string } | null;
}
interface Read {
  needsMe: { edges: { cursor: string; node: Matter }[]; pageInfo: { hasNextPage: boolean } };
}
/** Who asks: a role, and whoever is not its own person. */
export type As = readonly [role: Role, subject?: string];
export const coach: As = ['COACH'];
export const client: As = ['CLIENT'];

const query = `query ($within: Int! = 7, $kinds: [MatterKind!], $engagementId: ID, $first: Int! = 100, $after: String) {
  needsMe(within: $within, kinds: $kinds, engagementId: $engagementId, first: $first, after: $after) {
    edges { cursor node { id kind dueAt engagementId thingId aboutId engagement { id status } } }
    pageInfo { hasNextPage } } }`;

const sharing: Readonly<Record<string, string>> = {
  completeAction: 'ActionInput',
  dropGoal: 'GoalInput',
  cancelSession: 'SessionByInput',
  shareEnergy: 'ShareEntryInput',
  endEngagementEarly: 'EngagementInput',
  amendAgreement: 'DraftAgreementInput',
};

/** What is told of, and asked by, a coach whom things wait for. */
export const talkOfMatters = (rig: () => Rig) => {
  const asking = async <T>([role, subject]: As, text: string, variables: object, readAfter?: string) =>
    ask<T>(rig().url, text, variables, {
      token: await tokenFor(role, subject === undefined ? {} : { subject }),
      ...(readAfter !== undefined && { readAfter }),
    });
  const needs = async (as: As, variables: object = {}, readAfter?: string) =>
    (await asking<Read>(as, query, variables, readAfter)).needsMe;
  const told = async (as: As, name: string, input: object, fields = '') => {
    const type = sharing[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { told: ${name}(input: $input) { token ${fields} } }`;
    return (await asking<{ told: { token: string } & Record<string, { id: string }> }>(as, text, { input }))
      .told;
  };
  const propose = async () => {
    const { engagement } = await rig().mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, {
      kind: 'INDIVIDUAL',
      clientId: personAs('CLIENT'),
      purpose: 'to sleep again',
    });
    return engagement.id;
  };
  /** An engagement of client and coach whose work has begun. */
  const begin = async () => {
    const engagementId = await propose();
    const of = { engagementId };
    await rig().mutate('CLIENT', 'confirmMatch', 'engagement { id }', { ...of, coachId: personAs('COACH') });
    await told(coach, 'draftAgreement', { ...of, sessions: 8, objectives: 'sleep' });
    for (const party of ['CLIENT', 'COACH'] as const)
      await told([party], 'signAgreement', { ...of, agreementVersion: 1, party });
    await rig().mutate('COACH', 'startEngagement', 'engagement { id }', of);
    return of;
  };
  return { asking, needs, told, propose, begin };
};
