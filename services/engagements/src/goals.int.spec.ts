import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, personAs, type Role, tokenFor } from '@securebase/testing';
import { engagementFields, type Rig, startRig } from '../test/rig.ts';

interface Rating {
  id: string;
  party: string;
  occasion: string;
  level: number | null;
  corrects: string | null;
  isCorrected: boolean;
}
interface Goal {
  id: string;
  aboutId: string;
  title: string | null;
  levels: string[] | null;
  weight: number | null;
  scaling: number;
  status: string;
  ratings: Rating[];
}
interface Page<T> {
  edges: { node: T }[];
  pageInfo: { hasNextPage: boolean };
}
interface Seen {
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
type As = readonly [role: Role, personId?: string];

const goalFields =
  'id aboutId title levels weight scaling status ratings { id party occasion level corrects isCorrected }';
const everything = `query ($id: ID!) { engagement(id: $id) {
  goals(first: 50) { edges { node { ${goalFields} } } pageInfo { hasNextPage } }
  goalAttainment { aboutId occasion party goals tScore reason }
  actions { edges { node { words status dueOn goalId } } pageInfo { hasNextPage } }
  essentialQuestions { edges { node { status wordings { words } visits { words } } } pageInfo { hasNextPage } }
  midpointReviews { edges { node { lookedAt toChange sessionId } } pageInfo { hasNextPage } }
} }`;
const levels = ['never', 'rarely', 'once a week', 'most times', 'always, and kindly'];
const client: As = ['CLIENT'];
const coach: As = ['COACH'];
const sponsor: As = ['SPONSOR'];

let rig: Rig;
let members: [string, string, string];
beforeAll(async () => {
  rig = await startRig();
  const register = async (name: string) => {
    const given = { name, email: `${name}@example.org` };
    return (await rig.mutate('ADMIN', 'registerPerson', 'person { id }', given)).person.id;
  };
  members = [await register('jonas'), await register('mia'), await register('omar')];
});
afterAll(() => rig.stop());

const asking = async <T>([role, subject]: As, query: string, variables: object, readAfter?: string) => {
  const token = await tokenFor(role, subject === undefined ? {} : { subject });
  return ask<T>(rig.url, query, variables, { token, ...(readAfter !== undefined && { readAfter }) });
};
const see = async (as: As, id: string, readAfter?: string) =>
  (await asking<{ engagement: Seen }>(as, everything, { id }, readAfter)).engagement;
const nodes = <T>({ edges }: Page<T>) => edges.map(({ node }) => node);

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
const refused = (code: string) => expect.objectContaining({ codes: [code] }) as unknown;

/** An engagement with a sponsor whose work has begun; of a team, when there are members. */
const begun = (...personIds: string[]) => begunWith([], ...personIds);
/** The same, with an agreement that shares these with the sponsor. */
const begunWith = async (items: readonly string[], ...personIds: string[]) => {
  const { engagement } = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', engagementFields, {
    kind: personIds.length > 0 ? 'TEAM' : 'INDIVIDUAL',
    clientId: personAs('CLIENT'),
    sponsorId: personAs('SPONSOR'),
    purpose: 'to sleep again',
  });
  const engagementId = engagement.id;
  const go = (role: Role, name: string, input: object = {}) =>
    rig.mutate(role, name, engagementFields, { engagementId, ...input });
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

describe('A goal', () => {
  it('is scaled, rated by client and coach, corrected and dropped, and nothing of it is lost', async () => {
    const { engagementId } = await begun();
    const { thing: goal } = await scale(client, engagementId);
    expect(goal).toMatchObject({ title: 'to say no', levels, weight: 2, scaling: 1, ratings: [] });
    await expect(rate(client, goal.id, 'CLIENT', 3)).rejects.toEqual(refused('GOAL_LEVEL_OUT_OF_RANGE'));
    const { thing: rated } = await rate(client, goal.id, 'CLIENT', -1);
    await rate(coach, goal.id, 'COACH', -2);
    const wrong = rated.ratings[0]?.id;
    await change(client, 'correctGoalRating', { goalId: goal.id, ratingId: wrong, level: 0 });
    const { token } = await change(client, 'dropGoal', { goalId: goal.id });
    for (const as of [client, coach]) {
      const [found] = nodes((await see(as, engagementId, token)).goals);
      expect(found).toMatchObject({
        status: 'DROPPED',
        title: 'to say no',
        ratings: [
          { party: 'CLIENT', level: -1, isCorrected: true },
          { party: 'COACH', level: -2, isCorrected: false },
          { party: 'CLIENT', level: 0, isCorrected: false, corrects: wrong },
        ],
      });
    }
  });

  it('is not read by the sponsor whose agreement shares nothing, nor by those who run programs', async () => {
    const { engagementId } = await begun();
    const { thing, token } = await scale(client, engagementId);
    const seen = await see(sponsor, engagementId, token);
    expect([seen.goals, seen.goalAttainment]).toEqual([{ edges: [], pageInfo: { hasNextPage: false } }, []]);
    const text = 'query ($id: ID!) { goal(id: $id) { title } }';
    expect(await asking(sponsor, text, { id: thing.id }, token)).toEqual({ goal: null });
    expect(await asking(['COACH', members[0]], text, { id: thing.id }, token)).toEqual({ goal: null });
    await expect(see(['PROGRAM_MANAGER'], engagementId, token)).rejects.toMatchObject({
      codes: expect.arrayContaining(['FORBIDDEN']) as unknown,
    });
    await expect(rate(sponsor, thing.id, 'SPONSOR', 0)).rejects.toEqual(refused('GOAL_NOT_FOUND'));
  });

  it('is read and rated by the sponsor as the agreement says; the ratings of others only where it shares them', async () => {
    const { engagementId } = await begunWith(['GOALS']);
    const { thing: goal } = await scale(client, engagementId);
    await rate(client, goal.id, 'CLIENT', 1);
    const { thing: own, token } = await rate(sponsor, goal.id, 'SPONSOR', 0);
    expect(own.ratings).toMatchObject([{ party: 'SPONSOR', level: 0 }]);
    const { goals, goalAttainment } = await see(sponsor, engagementId, token);
    expect(nodes(goals)).toMatchObject([{ title: 'to say no', levels, ratings: [{ party: 'SPONSOR' }] }]);
    expect(goalAttainment).toMatchObject([{ party: 'SPONSOR', tScore: 50 }]);
    const drop = change(sponsor, 'dropGoal', { goalId: goal.id });
    await expect(drop).rejects.toMatchObject({ codes: ['FORBIDDEN'] });

    const all = await begunWith(['GOALS', 'GOAL_RATINGS'], members[0]);
    const { thing: shared } = await scale(client, all.engagementId);
    await rate(client, shared.id, 'CLIENT', 1);
    // A member has not signed the agreement: what is theirs is not shared by it.
    const { token: last } = await scale(['CLIENT', members[0]], all.engagementId, { title: 'mine' });
    const seen = await see(sponsor, all.engagementId, last);
    expect(nodes(seen.goals)).toMatchObject([
      { title: 'to say no', ratings: [{ party: 'CLIENT', level: 1 }] },
    ]);
    expect(seen.goalAttainment).toMatchObject([{ party: 'CLIENT', tScore: 60 }]);
  });

  it('comes about once, however often the same command arrives', async () => {
    const { engagementId } = await begun();
    const commandId = '0198a000-0000-7000-8000-0000000000a1';
    const [first, second] = [
      await scale(client, engagementId, { commandId }),
      await scale(client, engagementId, { commandId }),
    ];
    expect(second.thing.id).toBe(first.thing.id);
    const token = second.token;
    expect(nodes((await see(client, engagementId, token)).goals)).toHaveLength(1);
  });

  it('that two describe anew at once is described by one; the other hears of it', async () => {
    const { engagementId } = await begun();
    const { thing } = await scale(client, engagementId);
    const anew = (as: As, title: string) =>
      change(as, 'rescaleGoal', { goalId: thing.id, scaling: 1, title, levels, weight: 1 });
    const both = await Promise.allSettled([anew(client, 'mine'), anew(coach, 'yours')]);
    const fault = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(fault).toEqual([refused('GOAL_SCALED_ANEW')]);
    const [won] = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const [found] = nodes((await see(coach, engagementId, won?.token)).goals);
    expect(found).toMatchObject({ scaling: 2, title: won?.thing.title });
  });

  it.each([
    ['BAD_INPUT', { title: '' }],
    ['GOAL_LEVELS_INCOMPLETE', { levels: levels.slice(1) }],
    ['GOAL_WEIGHT_NOT_POSITIVE', { weight: 0 }],
    ['ENGAGEMENT_NOT_FOUND', { engagementId: '0198a000-0000-7000-8000-00000000dead' }],
  ])('is refused with %s', async (code, more) => {
    const { engagementId } = await begun();
    await expect(scale(client, engagementId, more)).rejects.toEqual(refused(code));
  });
});

describe('The goals of a team', () => {
  it('are read by those whose they are; T equals the published vectors', async () => {
    const { engagementId } = await begun(...members);
    const lead = personAs('CLIENT');
    // Kiresuk & Sherman 1968, intercorrelation .30: so many goals of equal weight, all at this level.
    const vectors = [
      [lead, 4, 2, '79.01905'],
      [members[0], 3, 1, '63.69306'],
      [members[1], 2, -1, '37.59653'],
      [members[2], 1, 1, '60.00000'],
    ] as const;
    let token = '';
    for (const [aboutId, count, level] of vectors)
      for (let n = 0; n < count; n++) {
        const { thing } = await scale(coach, engagementId, { aboutId, title: `goal ${n} of ${aboutId}` });
        await rate(coach, thing.id, 'COACH', 0);
        ({ token } = await rate(coach, thing.id, 'COACH', level, { occasion: 'MIDPOINT' }));
      }
    const { goalAttainment, goals } = await see(coach, engagementId, token);
    expect(goals.edges).toHaveLength(10);
    const tOf = (aboutId: string, occasion: string) =>
      goalAttainment
        .find((each) => each.aboutId === aboutId && each.occasion === occasion)
        ?.tScore?.toFixed(5);
    for (const [aboutId, , , t] of vectors) {
      expect(tOf(aboutId, 'BASELINE')).toBe('50.00000');
      expect(tOf(aboutId, 'MIDPOINT')).toBe(t);
    }
    for (const [aboutId, count] of vectors) {
      const seen = await see(['CLIENT', aboutId], engagementId, token);
      expect(nodes(seen.goals).map((goal) => goal.aboutId)).toEqual(Array(count).fill(aboutId));
      expect(seen.goals.pageInfo.hasNextPage).toBe(false);
      expect(new Set(seen.goalAttainment.map((each) => each.aboutId))).toEqual(new Set([aboutId]));
    }
    // One more, unrated: T is not said of a part of the goals.
    const more = await scale(['CLIENT', members[2]], engagementId);
    const { goalAttainment: now } = await see(['CLIENT', members[2]], engagementId, more.token);
    expect(now).toHaveLength(2);
    for (const each of now) expect(each).toMatchObject({ tScore: null, reason: 'GOALS_UNRATED' });
  });

  it('do not exist for a colleague, whatever is tried', async () => {
    const [jonas, mia] = members;
    const { engagementId } = await begun(jonas, mia);
    const { thing, token } = await scale(['CLIENT', jonas], engagementId);
    for (const colleague of [['CLIENT', mia], client] as const) {
      const tries = [
        rate(colleague, thing.id, 'CLIENT', 0),
        rate(colleague, thing.id, 'COACH', 0),
        change(colleague, 'dropGoal', { goalId: thing.id }),
        change(colleague, 'dropGoal', { goalId: '0198a000-0000-7000-8000-00000000dead' }),
      ];
      for (const each of await Promise.allSettled(tries))
        expect(each).toMatchObject({ status: 'rejected', reason: refused('GOAL_NOT_FOUND') });
      expect((await see(colleague, engagementId, token)).goals.edges).toEqual([]);
    }
    await expect(scale(client, engagementId, { aboutId: jonas })).rejects.toEqual(
      refused('ABOUT_YOURSELF_ONLY'),
    );
  });

  it('that are the team’s are read by all of it, and by no sponsor', async () => {
    const [jonas] = members;
    const { engagementId } = await begun(jonas);
    const { token } = await scale(client, engagementId, { withTeam: true, title: 'to meet on time' });
    for (const as of [client, coach, ['CLIENT', jonas]] as const)
      expect(nodes((await see(as, engagementId, token)).goals)).toMatchObject([{ title: 'to meet on time' }]);
    expect((await see(sponsor, engagementId, token)).goals.edges).toEqual([]);
  });
});

it('Actions, essential questions and the midpoint are between client and coach', async () => {
  const { engagementId, go } = await begun();
  const { thing: goal } = await scale(client, engagementId);
  const commit = { engagementId, words: 'ask for a day', goalId: goal.id, dueOn: '2026-12-12' };
  const { thing: action } = await change<{ id: string }>(client, 'commitToAction', commit, 'action { id }');
  await change(coach, 'completeAction', { actionId: action.id }, 'action { status }');
  await expect(change(client, 'dropAction', { actionId: action.id }, 'action { status }')).rejects.toEqual(
    refused('ACTION_OVER'),
  );

  const asked = { engagementId, words: 'Whose life is it?' };
  const question = 'essentialQuestion { id status wordings { words } }';
  const { thing: opened } = await change<{ id: string }>(client, 'openEssentialQuestion', asked, question);
  const questionId = opened.id;
  await Promise.all([
    change(client, 'rewordEssentialQuestion', { questionId, words: 'What is mine?' }, question),
    change(coach, 'rewordEssentialQuestion', { questionId, words: 'What is yours?' }, question),
  ]);
  await change(client, 'restEssentialQuestion', { questionId }, question);
  await change(client, 'revisitEssentialQuestion', { questionId, thought: 'less' }, question);

  const times = { startsAt: '2026-12-01T09:00:00Z', endsAt: '2026-12-01T10:00:00Z' };
  const { engagement } = await go('COACH', 'scheduleSession', { kind: 'MIDPOINT', ...times });
  const sessionId = engagement.sessions?.[0]?.id;
  const review = {
    engagementId,
    aboutId: personAs('CLIENT'),
    sessionId,
    lookedAt: 'goals',
    toChange: 'pace',
  };
  const { token } = await change(coach, 'holdMidpointReview', review, 'midpointReview { id }');

  for (const as of [client, coach]) {
    const seen = await see(as, engagementId, token);
    expect(nodes(seen.actions)).toEqual([
      { words: 'ask for a day', status: 'COMPLETED', dueOn: '2026-12-12', goalId: goal.id },
    ]);
    const [lived] = nodes(seen.essentialQuestions);
    expect(lived).toMatchObject({ status: 'OPEN', visits: [{ words: 'less' }] });
    const [first, ...later] = lived?.wordings.map(({ words }) => words) ?? [];
    expect(first).toBe('Whose life is it?');
    expect(later.sort()).toEqual(['What is mine?', 'What is yours?']);
    expect(nodes(seen.midpointReviews)).toEqual([{ lookedAt: 'goals', toChange: 'pace', sessionId }]);
  }
  const { actions, essentialQuestions, midpointReviews } = await see(sponsor, engagementId, token);
  for (const list of [actions, essentialQuestions, midpointReviews]) expect(list.edges).toEqual([]);
});
