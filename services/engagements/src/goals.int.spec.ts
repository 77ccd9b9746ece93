import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs } from '@securebase/testing';
import { type As, client, coach, levels, nodes, refused, sponsor, talkOfGoals } from '../test/goals-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
let members: [string, string, string];
beforeAll(async () => {
  rig = await startRig();
  members = await registerMembers();
});
afterAll(() => rig.stop());

const { registerMembers, asking, see, change, begun, begunWith, scale, rate } = talkOfGoals(() => rig);

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
