import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, personAs, tokenFor } from '@securebase/testing';
import { type As, client, coach, nodes, refused, sponsor, talkOfGoals } from '../test/goals-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
let members: [string, string, string];
beforeAll(async () => {
  rig = await startRig();
  members = await registerMembers();
});
afterAll(() => rig.stop());

const { registerMembers, see, change, begun, scale, rate } = talkOfGoals(() => rig);

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

  it('are what freed energy goes to: one’s own and the team’s, and no colleague’s', async () => {
    const [jonas] = members;
    const { engagementId } = await begun(jonas);
    const { thing: own } = await scale(client, engagementId);
    const { thing: ofTeam } = await scale(client, engagementId, { withTeam: true });
    const free = (as: As, toId: string) =>
      change(as, 'redirectEnergy', { engagementId, to: 'GOAL', toId }, 'entry { id }');
    await free(client, own.id);
    await free(client, ofTeam.id);
    await free(['CLIENT', jonas], ofTeam.id);
    await expect(free(['CLIENT', jonas], own.id)).rejects.toEqual(refused('REDIRECTED_TO_NOTHING'));
    const elsewhere = await begun(jonas);
    const { thing: other } = await scale(client, elsewhere.engagementId);
    await expect(free(client, other.id)).rejects.toEqual(refused('REDIRECTED_TO_NOTHING'));
  });

  it('that are the team’s have options that are read with the pattern that they are of, by nobody else', async () => {
    const [jonas] = members;
    const { engagementId } = await begun(jonas);
    const { thing: goal } = await scale(client, engagementId, { withTeam: true });
    const narrative = { trigger: 'silence', expectation: 'to be judged', protectiveStrategy: 'I talk' };
    const { thing: pattern } = await change(
      client,
      'namePattern',
      { engagementId, ...narrative },
      'pattern { id }',
    );
    const form = { patternId: pattern.id, goalId: goal.id, alternative: 'I wait' };
    const { token } = await change(client, 'formAlternative', form, 'pattern { id }');
    const optionsFor = async ([role, subject]: As) => {
      const query = 'query ($id: ID!) { goal(id: $id) { options { alternative } } }';
      const as = { token: await tokenFor(role, subject === undefined ? {} : { subject }), readAfter: token };
      return ask<{ goal: { options: object[] } }>(rig.url, query, { id: goal.id }, as);
    };
    for (const as of [client, coach] as const)
      expect(await optionsFor(as)).toEqual({ goal: { options: [{ alternative: 'I wait' }] } });
    expect(await optionsFor(['CLIENT', jonas])).toEqual({ goal: { options: [] } });
  });
});
