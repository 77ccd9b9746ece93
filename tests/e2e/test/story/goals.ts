import { expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { ofTeam, pair, parties } from './agree.ts';
import { type Name } from './cast.ts';
import { made } from './draft.ts';
import { workOf } from './meet.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

const levels = (of: string) =>
  ['never', 'rarely', 'at times', 'mostly', 'always'].map((word) => `${of} ${word}`);

/** Goals, rated by several parties over time, and what goes with them. */
export const goals = (story: Story, steps: Steps): void => {
  ofOne(story, steps);
  beside(story, steps);
  ofMany(story, steps);
};

const ofOne = (story: Story, { step, refused }: Steps): void => {
  const { go } = workOf(story);
  const goalId = () => story.ids['goal'];
  const rate = (who: Name, party: string, level: number, occasion = 'BASELINE') => {
    story.touched.add('individual');
    return story.tell(who, 'rateGoal', 'goal { id }', {
      goalId: goalId(),
      party,
      occasion,
      scaling: 2,
      level,
    });
  };
  step(
    'The client describes a goal in five levels; the sponsor sees it, as the agreement says',
    async () => {
      const input = { title: 'to say no', levels: levels('I say no'), weight: 2 };
      story.ids['goal'] = made(await go('amal', 'individual', 'scaleGoal', input, 'goal { id }'), 'goal');
    },
    { seenBy: parties, told: { GOAL_SCALED: parties } },
  );
  step(
    'The coach describes it anew',
    () =>
      story.tell('noor', 'rescaleGoal', 'goal { id }', {
        goalId: goalId(),
        scaling: 1,
        title: 'to say no in time',
        levels: levels('I say it'),
        weight: 3,
      }),
    { seenBy: parties, told: { GOAL_RESCALED: parties } },
  );
  refused(
    'Another client cannot tell that there is such a goal',
    () =>
      story.refused('olga', 'rateGoal', {
        ...{ goalId: goalId(), party: 'CLIENT', occasion: 'BASELINE', scaling: 2, level: 0 },
      }),
    'GOAL_NOT_FOUND',
  );
  refused(
    'Levels go from −2 to +2',
    () =>
      story.refused('amal', 'rateGoal', {
        ...{ goalId: goalId(), party: 'CLIENT', occasion: 'BASELINE', scaling: 2, level: 3 },
      }),
    'GOAL_LEVEL_OUT_OF_RANGE',
  );
  step('The client rates it; ratings are not shared', () => rate('amal', 'CLIENT', -1), {
    seenBy: pair,
    told: { GOAL_RATED: pair },
  });
  step('The coach rates it', () => rate('noor', 'COACH', -2), { seenBy: pair, told: { GOAL_RATED: pair } });
  step('The sponsor rates it, and sees her own rating only', () => rate('ines', 'SPONSOR', -2), {
    seenBy: parties,
    told: { GOAL_RATED: pair },
  });
  step('At the midpoint they rate it again', () => rate('amal', 'CLIENT', 1, 'MIDPOINT'), {
    seenBy: pair,
    told: { GOAL_RATED: pair },
  });
  it('How far it is attained follows from it: for each party what it may read', async () => {
    const query = 'query ($id: ID!) { engagement(id: $id) { goalAttainment { party occasion tScore } } }';
    const seen = async (who: Name) => {
      const { data } = await story.ask<{ engagement: { goalAttainment: object[] } | null }>(who, query, {
        id: story.ids.individual,
      });
      return data?.engagement?.goalAttainment;
    };
    const own = { party: 'SPONSOR', occasion: 'BASELINE', tScore: 30 };
    const all = [
      { party: 'CLIENT', occasion: 'BASELINE', tScore: 40 },
      { party: 'CLIENT', occasion: 'MIDPOINT', tScore: 60 },
      { party: 'COACH', occasion: 'BASELINE', tScore: 30 },
      own,
    ];
    for (const who of pair) {
      expect(await seen(who)).toHaveLength(4);
      expect(await seen(who)).toEqual(expect.arrayContaining(all));
    }
    expect(await seen('ines')).toEqual([own]);
  });
};

const beside = (story: Story, { step }: Steps): void => {
  const { go } = workOf(story);
  step(
    'The client commits to an action, and completes it',
    async () => {
      const input = { words: 'to ask Ben on Monday', goalId: story.ids['goal'], dueOn: '2027-04-01' };
      const actionId = made(
        await go('amal', 'individual', 'commitToAction', input, 'action { id }'),
        'action',
      );
      await story.tell('amal', 'completeAction', 'action { id }', { actionId });
    },
    { seenBy: pair, told: { ACTION_COMMITTED: pair, ACTION_COMPLETED: pair } },
  );
  step(
    'A question is opened, reworded, revisited, and put to rest',
    async () => {
      const asked = { words: 'What am I afraid of?' };
      const told = await go('amal', 'individual', 'openEssentialQuestion', asked, 'essentialQuestion { id }');
      const questionId = made(told, 'essentialQuestion');
      const tell = (mutation: string, input: object = {}) =>
        story.tell('noor', mutation, 'essentialQuestion { id }', { questionId, ...input });
      await tell('rewordEssentialQuestion', { words: 'What would be lost?' });
      await tell('revisitEssentialQuestion', { thought: 'less than I thought' });
      await tell('restEssentialQuestion');
    },
    {
      seenBy: pair,
      told: {
        ESSENTIAL_QUESTION_OPENED: pair,
        ESSENTIAL_QUESTION_REWORDED: pair,
        ESSENTIAL_QUESTION_REVISITED: pair,
        ESSENTIAL_QUESTION_RESTED: pair,
      },
    },
  );
  step(
    'They look back half-way',
    () =>
      go(
        'noor',
        'individual',
        'holdMidpointReview',
        {
          sessionId: story.ids['MIDPOINT'],
          lookedAt: 'what was easier than feared',
          toChange: 'to meet every fortnight',
        },
        'midpointReview { id }',
      ),
    { seenBy: pair, told: { MIDPOINT_REVIEW_HELD: pair } },
  );
};

const ofMany = (story: Story, { step, refused }: Steps): void => {
  const { go } = workOf(story);
  const scale = async (who: Name, name: 'team' | 'organization', title: string, more: object = {}) =>
    made(
      await go(who, name, 'scaleGoal', { title, levels: levels(title), weight: 1, ...more }, 'goal { id }'),
      'goal',
    );
  let ownId: string;
  step(
    'A member of the team has a goal of his own: no colleague sees it, and no sponsor',
    async () => {
      ownId = await scale('tomas', 'team', 'to speak up');
    },
    { seenBy: ['tomas', 'taro'], told: { GOAL_SCALED: ['tomas', 'taro'] } },
  );
  refused(
    'A colleague cannot tell that there is one',
    () => story.refused('yuki', 'dropGoal', { goalId: ownId }),
    'GOAL_NOT_FOUND',
  );
  step(
    'The team has a goal, which the agreement shares with the sponsor',
    () => scale('lena', 'team', 'to disagree in the room', { withTeam: true }),
    { seenBy: [...ofTeam, 'ines'], told: { GOAL_SCALED: [...ofTeam, 'ines'] } },
  );
  const ofClient: readonly Name[] = ['maja', 'noor', 'taro'];
  step(
    'The organization’s agreement shares none',
    () => scale('maja', 'organization', 'to end what drains'),
    { seenBy: ofClient, told: { GOAL_SCALED: ofClient } },
  );
  it('A goal that is not for somebody is not found by its id either', async () => {
    for (const who of ['lena', 'yuki', 'ines', 'amal', 'noor', 'olga', 'otto'] as const) {
      const { data } = await story.ask<{ goal: object | null }>(
        who,
        'query ($id: ID!) { goal(id: $id) { id } }',
        { id: ownId },
      );
      expect([who, data]).toEqual([who, { goal: null }]);
    }
    await eventually(async () => {
      const { data } = await story.ask('tomas', 'query ($id: ID!) { goal(id: $id) { title } }', {
        id: ownId,
      });
      expect(data).toEqual({ goal: { title: 'to speak up' } });
    });
  });
};
