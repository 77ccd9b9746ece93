import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs, type Role } from '@securebase/testing';
import { v7 } from 'uuid';
import { client, coach, refused, sponsor, talkOfGoals, type As } from '../test/goals-talk.ts';
import { engagementFields, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
const { asking } = talkOfGoals(() => rig);
const manager: As = ['LINE_MANAGER'];
const managerId = personAs('LINE_MANAGER');
const inputs: Readonly<Record<string, string>> = {
  acceptCondition: 'ConditionInput',
  releaseConditionRating: 'ConditionRatingInput',
};

interface Made {
  readonly token: string;
  readonly thing: { readonly id: string };
}
const tell = async (as: As, name: string, input: object, thing = 'condition') => {
  const type = inputs[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { told: ${name}(input: $input) { thing: ${thing} { id } token } }`;
  return (await asking<{ told: Made }>(as, text, { input })).told;
};
const list = async (as: As, readAfter?: string, args = 'first: 50') => {
  const text = `{ myConditions(${args}) { edges { cursor node { id aboutName condition wouldHelp ownerId
    commitments { commitment status } ratings { edges { node { rating } } } } } pageInfo { hasNextPage } } }`;
  interface Answer {
    myConditions: {
      edges: { cursor: string; node: { id: string } }[];
      pageInfo: { hasNextPage: boolean };
    };
  }
  return (await asking<Answer>(as, text, {}, readAfter)).myConditions;
};
const nodes = async (as: As, readAfter?: string) => (await list(as, readAfter)).edges.map(({ node }) => node);

let engagementId: string;
const name = async (condition: string) =>
  (await tell(client, 'nameCondition', { engagementId, condition })).thing.id;
const bring = (conditionId: string, ownerId: string) =>
  tell(client, 'bringConditionForward', { conditionId, ownerId });

beforeAll(async () => {
  rig = await startRig();
  const register = { name: 'The manager', reference: 'line-manager', email: 'line-manager@example.org' };
  await rig.mutate('ADMIN', 'registerPerson', 'person { id }', register);
  const { engagement } = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, {
    ...{
      kind: 'INDIVIDUAL',
      clientId: personAs('CLIENT'),
      sponsorId: personAs('SPONSOR'),
      purpose: 'to rest',
    },
  });
  engagementId = engagement.id;
  const go = (role: Role, mutation: string, input: object = {}) =>
    rig.mutate(role, mutation, engagementFields, { engagementId, ...input });
  await go('CLIENT', 'confirmMatch', { coachId: personAs('COACH') });
  await go('COACH', 'draftAgreement', {
    ...{ sessions: 8, objectives: 'rest', terms: { lineManagerIds: [managerId] } },
  });
  for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
    await go(party, 'signAgreement', { agreementVersion: 1, party });
  await go('COACH', 'startEngagement');
});
afterAll(() => rig.stop());

describe('A line manager whom the agreement names', () => {
  it('owns a condition that is brought to them, and hears of nothing else', async () => {
    const conditionId = await name('mails at midnight');
    await name('no minutes');
    const accept = () => tell(manager, 'acceptCondition', { conditionId });
    await expect(accept()).rejects.toEqual(refused('CONDITION_NOT_FOUND'));
    expect(await nodes(manager)).toEqual([]);
    const brought = await bring(conditionId, managerId);
    const shown = { id: conditionId, aboutName: 'The client', condition: 'mails at midnight' };
    expect(await nodes(manager, brought.token)).toMatchObject([{ ...shown, ownerId: null }]);
    await accept();
    const commitment = { conditionId, commitment: 'no mails after eight', dueOn: '2027-01-31' };
    const committed = await tell(manager, 'makeCommitment', commitment);
    expect(await nodes(manager, committed.token)).toMatchObject([
      {
        ...shown,
        ownerId: managerId,
        commitments: [{ commitment: 'no mails after eight', status: 'UNDER_WAY' }],
      },
    ]);
    await expect(asking(manager, `{ engagement(id: "${engagementId}") { id } }`, {})).rejects.toEqual(
      refused('FORBIDDEN'),
    );
  });

  it('reads a rating once it is released, and not before', async () => {
    const conditionId = await name('a desk in the corridor');
    await bring(conditionId, managerId);
    const rating = { conditionId, rating: 'A_LITTLE_BETTER' };
    const rated = await tell(client, 'rateCondition', rating, 'conditionRating');
    const seen = async (readAfter: string) =>
      (await nodes(manager, readAfter)).find(({ id }) => id === conditionId);
    expect(await seen(rated.token)).toMatchObject({ ratings: { edges: [] } });
    const of = { conditionId, ratingId: rated.thing.id };
    await tell(manager, 'acceptCondition', { conditionId });
    const released = await tell(client, 'releaseConditionRating', of, 'conditionRating');
    expect(await seen(released.token)).toMatchObject({
      ratings: { edges: [{ node: { rating: 'A_LITTLE_BETTER' } }] },
    });
  });

  it('finds theirs in pages, the newest first; others find their own', async () => {
    const conditionId = await name('one printer');
    const { token } = await bring(conditionId, personAs('SPONSOR'));
    expect((await nodes(sponsor, token)).map(({ id }) => id)).toEqual([conditionId]);
    const all = (await nodes(manager, token)).map(({ id }) => id);
    expect(all).toHaveLength(2);
    const first = await list(manager, token, 'first: 1');
    expect(first).toMatchObject({ edges: [{ node: { id: all[0] } }], pageInfo: { hasNextPage: true } });
    const rest = await list(manager, token, `first: 1, after: "${first.edges[0]?.cursor ?? ''}"`);
    expect(rest).toMatchObject({ edges: [{ node: { id: all[1] } }], pageInfo: { hasNextPage: false } });
    for (const as of [client, coach, ['LINE_MANAGER', v7()]] as const)
      expect(await nodes(as, token)).toEqual([]);
  });

  it('reads on only while the agreement names them', async () => {
    const before = (await nodes(manager)).length;
    expect(before).toBeGreaterThan(0);
    const go = (role: Role, mutation: string, input: object) =>
      rig.mutate(role, mutation, engagementFields, { engagementId, ...input });
    const amend = async (agreementVersion: number, lineManagerIds: readonly string[]) => {
      const given = { sessions: 8, objectives: 'rest', terms: { lineManagerIds } };
      await go('COACH', 'amendAgreement', given);
      for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
        await go(party, 'signAgreement', { agreementVersion, party });
      return (await go('CLIENT', 'pauseEngagement', {})).token;
    };
    const without = await amend(2, []);
    expect(await nodes(manager, without)).toEqual([]);
    expect(await nodes(sponsor, without)).toHaveLength(1);
    const { token } = await go('CLIENT', 'resumeEngagement', {});
    expect(await nodes(manager, token)).toEqual([]);
    await amend(3, [managerId]);
    const { token: again } = await go('CLIENT', 'resumeEngagement', {});
    expect(await nodes(manager, again)).toHaveLength(before);
  });

  it('is nobody else: whom the agreement does not name is not asked', async () => {
    const conditionId = await name('no window');
    await expect(bring(conditionId, personAs('PROGRAM_MANAGER'))).rejects.toEqual(
      refused('OWNER_HAS_NO_PART'),
    );
  });
});
