import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenant, personAs, type Role } from '@securebase/testing';
import pg from 'pg';
import { client, coach, refused, sponsor, talkOfGoals } from '../test/goals-talk.ts';
import { explained } from '../test/plans.ts';
import { engagementFields, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
const { asking, change, scale, rate } = talkOfGoals(() => rig);
const manager = ['LINE_MANAGER'] as const;
const [sponsorId, managerId] = [personAs('SPONSOR'), personAs('LINE_MANAGER')];
const both = ['SPONSOR', 'LINE_MANAGER'];

beforeAll(async () => {
  rig = await startRig();
  for (const [name, reference] of [
    ['The manager', 'line-manager'],
    ['Who runs programs', 'program-manager'],
  ])
    await rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
      name,
      reference,
      email: `${reference ?? ''}@example.org`,
    });
});
afterAll(() => rig.stop());

type Share = readonly [item: string, recipients: readonly string[]];
const termsOf = (shares: readonly Share[], more: object = {}) => ({
  shares: shares.map(([item, recipients]) => ({ item, with: recipients })),
  lineManagerIds: [managerId],
  raterIds: [managerId],
  ...more,
});
/** An engagement under way, whose agreement shares this. */
const agreed = async (shares: readonly Share[], more: object = {}, programId?: string) => {
  const { engagement } = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, {
    ...{ kind: 'INDIVIDUAL', clientId: personAs('CLIENT'), sponsorId, purpose: 'to sleep again' },
    ...(programId !== undefined && { programId }),
  });
  const engagementId = engagement.id;
  const go = (role: Role, name: string, input: object = {}) =>
    rig.mutate(role, name, engagementFields, { engagementId, ...input });
  const sign = async (agreementVersion: number) => {
    for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
      await go(party, 'signAgreement', { agreementVersion, party });
  };
  await go('CLIENT', 'confirmMatch', { coachId: personAs('COACH') });
  await go('COACH', 'draftAgreement', { sessions: 8, objectives: 'sleep', terms: termsOf(shares, more) });
  await sign(1);
  const { token } = await go('COACH', 'startEngagement');
  return { engagementId, go, sign, token };
};

const fields = `engagementId items since clientName sessionsHeld agreedSessions objectives status
  goals { edges { node { title ratings { party level } } } }`;
interface Shared {
  readonly engagementId: string;
  readonly goals: { readonly edges: readonly { readonly node: object }[] } | null;
}
const list = async (as: readonly [Role, string?], args: string, readAfter?: string) => {
  const text = `{ sharedEngagements(${args}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
  interface Answer {
    sharedEngagements: {
      edges: { node: Shared }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  return (await asking<Answer>(as, text, {}, readAfter)).sharedEngagements;
};
const one = async (as: readonly [Role, string?], engagementId: string, readAfter?: string) =>
  (await list(as, 'first: 100', readAfter)).edges
    .map(({ node }) => node)
    .find((node) => node.engagementId === engagementId);

describe('What an agreement shares', () => {
  it('is told item by item to those with whom it is shared, and nothing else', async () => {
    const { engagementId, go } = await agreed([
      ['ATTENDANCE', ['SPONSOR']],
      ['OBJECTIVES', ['LINE_MANAGER']],
      ['GOALS', both],
      ['GOAL_RATINGS', ['LINE_MANAGER']],
      ['PROGRESS', ['SPONSOR']],
    ]);
    const { thing } = await scale(client, engagementId);
    await rate(client, thing.id, 'CLIENT', 1);
    const { token } = await go('CLIENT', 'pauseEngagement');
    const goal = (ratings: object[]) => ({ edges: [{ node: { title: 'to say no', ratings } }] });
    expect(await one(sponsor, engagementId, token)).toMatchObject({
      items: ['ATTENDANCE', 'GOALS', 'PROGRESS'],
      clientName: 'The client',
      sessionsHeld: 0,
      agreedSessions: 8,
      objectives: null,
      // A pause is not told, whatever is shared.
      status: 'ACTIVE',
      goals: goal([]),
    });
    expect(await one(manager, engagementId, token)).toMatchObject({
      items: ['OBJECTIVES', 'GOALS', 'GOAL_RATINGS'],
      clientName: 'The client',
      sessionsHeld: null,
      agreedSessions: null,
      objectives: 'sleep',
      status: null,
      goals: goal([{ party: 'CLIENT', level: 1 }]),
    });
  });

  it('is nothing to a manager whom it does not name, and not any more once it was amended', async () => {
    const { engagementId, go, sign } = await agreed([['GOALS', both]]);
    const { thing, token } = await scale(client, engagementId);
    expect((await one(manager, engagementId, token))?.goals).not.toBeNull();
    const named = ['LINE_MANAGER', personAs('PROGRAM_MANAGER')] as const;
    expect((await list(named, 'first: 100')).edges).toEqual([]);
    const text = 'query ($id: ID!) { goal(id: $id) { title } }';
    expect(await asking(manager, text, { id: thing.id })).toEqual({ goal: { title: 'to say no' } });
    await go('COACH', 'amendAgreement', {
      sessions: 8,
      objectives: 'sleep',
      terms: termsOf([['GOALS', ['SPONSOR']]]),
    });
    await sign(2);
    const after = (await go('CLIENT', 'pauseEngagement')).token;
    expect(await one(manager, engagementId, after)).toBeUndefined();
    expect(await asking(manager, text, { id: thing.id }, after)).toEqual({ goal: null });
    expect(await one(sponsor, engagementId, after)).toMatchObject({ items: ['GOALS'] });
  });

  it('is, as an entity, what the agreement shares with the caller, whatever else a caller says of it', async () => {
    const { engagementId, token } = await agreed([['OBJECTIVES', ['LINE_MANAGER']]]);
    const inForce = { terms: termsOf([['GOALS', both]]) };
    const row = {
      id: engagementId,
      clientId: personAs('CLIENT'),
      coachIds: [],
      memberIds: [],
      sponsorId,
      inForce,
    };
    const text = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on SharedEngagement { engagementId items clientName objectives goals { edges { node { title } } } } } }`;
    const of = [{ __typename: 'SharedEngagement', engagementId, row }];
    expect(await asking(sponsor, text, { of }, token)).toEqual({ _entities: [null] });
    expect(await asking(manager, text, { of }, token)).toEqual({
      _entities: [
        { engagementId, items: ['OBJECTIVES'], clientName: 'The client', objectives: 'sleep', goals: null },
      ],
    });
    const nameless = [{ __typename: 'SharedEngagement', id: engagementId }];
    await expect(asking(manager, text, { of: nameless }, token)).rejects.toEqual(refused('BAD_INPUT'));
  });

  it('is listed with the newest agreement first, in pages, as what and of which program', async () => {
    const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
    const drafted = await rig.mutate('PROGRAM_MANAGER', 'draftProgram', 'program { id }', plan);
    const programId = drafted.program.id;
    const ofProgram = await agreed([['ATTENDANCE', both]], {}, programId);
    const forManager = await agreed([['ATTENDANCE', ['LINE_MANAGER']]], {}, programId);
    const last = await agreed([['ATTENDANCE', ['SPONSOR']]]);
    const ids = async (as: readonly [Role, string?], args: string) =>
      (await list(as, `first: 100, ${args}`, last.token)).edges.map(({ node }) => node.engagementId);
    expect(await ids(sponsor, `programId: "${programId}"`)).toEqual([ofProgram.engagementId]);
    // Of which program it is, is not shared with a manager.
    expect(await ids(manager, `programId: "${programId}"`)).toEqual([]);
    expect((await ids(manager, 'as: LINE_MANAGER')).slice(0, 2)).toEqual([
      forManager.engagementId,
      ofProgram.engagementId,
    ]);
    expect(await ids(sponsor, 'as: LINE_MANAGER')).toEqual([]);
    const all = await ids(sponsor, 'as: SPONSOR');
    expect(all.slice(0, 2)).toEqual([last.engagementId, ofProgram.engagementId]);
    const paged: string[] = [];
    for (let after = ''; ;) {
      const { edges, pageInfo } = await list(sponsor, `first: 2${after}`, last.token);
      paged.push(...edges.map(({ node }) => node.engagementId));
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(paged).toEqual(all);
    for (const role of ['CLIENT', 'COACH', 'PROGRAM_MANAGER', 'ADMIN', 'ANALYST', 'RATER'] as const)
      await expect(list([role], 'first: 1')).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
  });

  it('stands in the sponsor’s timeline, and what is not shared does not', async () => {
    const lines = async (engagementId: string, readAfter: string) => {
      const text = `query ($id: ID!) { engagement(id: $id) { timeline(first: 100) { edges { node { happened details { name value } } } } } }`;
      interface Answer {
        engagement: { timeline: { edges: { node: { happened: string } }[] } };
      }
      const { engagement } = await asking<Answer>(sponsor, text, { id: engagementId }, readAfter);
      return engagement.timeline.edges
        .map(({ node }) => node)
        .filter(({ happened }) => happened.startsWith('GOAL') || happened.startsWith('ACTION'));
    };
    const say = async (items: readonly Share[]) => {
      const { engagementId } = await agreed(items);
      const { thing } = await scale(client, engagementId);
      await rate(coach, thing.id, 'COACH', -1);
      const action = { engagementId, words: 'to ask' };
      const { token } = await change(client, 'commitToAction', action, 'action { id }');
      return lines(engagementId, token);
    };
    const scaled = { happened: 'GOAL_SCALED', details: [{ name: 'title', value: 'to say no' }] };
    expect(await say([])).toEqual([]);
    expect(await say([['GOALS', ['LINE_MANAGER']]])).toEqual([]);
    expect(await say([['GOALS', ['SPONSOR']]])).toEqual([scaled]);
    expect(
      await say([
        ['GOALS', ['SPONSOR']],
        ['GOAL_RATINGS', ['SPONSOR']],
      ]),
    ).toEqual([
      scaled,
      {
        happened: 'GOAL_RATED',
        details: expect.arrayContaining([
          { name: 'party', value: 'COACH' },
          { name: 'level', value: '-1' },
        ]) as object,
      },
    ]);
  });
});

describe('A line manager', () => {
  it('rates the goals that are shared with them, where the agreement names them as a rater; and reads their own rating', async () => {
    const { engagementId } = await agreed([['GOALS', ['LINE_MANAGER']]]);
    const { thing } = await scale(client, engagementId);
    await rate(client, thing.id, 'CLIENT', 1);
    const { thing: rated } = await rate(manager, thing.id, 'LINE_MANAGER', 2);
    expect(rated.ratings).toMatchObject([{ party: 'LINE_MANAGER', level: 2 }]);
    const wrong = { goalId: thing.id, ratingId: rated.ratings[0]?.id, level: 0 };
    const { token } = await change(manager, 'correctGoalRating', wrong);
    const own = await one(manager, engagementId, token);
    expect(own?.goals?.edges[0]?.node).toMatchObject({
      ratings: [
        { party: 'LINE_MANAGER', level: 2 },
        { party: 'LINE_MANAGER', level: 0 },
      ],
    });
    await expect(rate(manager, thing.id, 'SPONSOR', 0)).rejects.toEqual(refused('NOT_FOR_THIS_PARTY'));
    // The sponsor, with whom the goals are not shared, finds none to rate.
    await expect(rate(sponsor, thing.id, 'SPONSOR', 0)).rejects.toEqual(refused('GOAL_NOT_FOUND'));
  });

  it.each([
    ['is not named as a rater', [['GOALS', both]], { raterIds: [] }],
    ['does not read the goals', [['ATTENDANCE', both]], {}],
  ] as const)('who %s rates none', async (_what, shares, more) => {
    const { engagementId } = await agreed(shares, more);
    const { thing } = await scale(client, engagementId);
    await expect(rate(manager, thing.id, 'LINE_MANAGER', 0)).rejects.toEqual(refused('GOAL_NOT_FOUND'));
  });
});

describe('The list of what is shared', () => {
  it('reads no more than its page, in the order of an index', async () => {
    const owner = new pg.Client({ connectionString: rig.db.ownerUrl });
    await owner.connect();
    await owner.query(
      `insert into sharing_view (tenant_id, id, engagement_id, person_id, program_id, as_sponsor, as_line_manager, since)
       select '${demoTenant}', n::text, 'e' || n, case when n % 3 = 0 then '${sponsorId}' else n::text end,
         '00000001-0000-4000-8000-00000000000' || n % 10, n % 2 = 0, n % 5 = 0, timestamptz '2025-01-01' + n * interval '1 minute'
         from generate_series(1, 30000) n`,
    );
    await owner.query('vacuum analyze sharing_view');
    await owner.end();
    for (const [args, index] of [
      ['', 'person'],
      [', as: SPONSOR', 'sponsor'],
      [', as: LINE_MANAGER', 'manager'],
      [', programId: "00000001-0000-4000-8000-000000000004"', 'program'],
    ] as const) {
      const [plan] = await explained(rig, 'sharing_view', () => list(sponsor, `first: 10${args}`));
      const { reads, sorts } = plan ?? { reads: [], sorts: 1 };
      expect(reads).toEqual([{ by: `sharing_view_${index}`, rows: 11 }]);
      expect(sorts).toBe(0);
    }
  });
});
