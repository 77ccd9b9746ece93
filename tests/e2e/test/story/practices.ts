import { eventually } from '@securebase/testing';
import { ofTeam, pair } from './agree.ts';
import { type Name } from './cast.ts';
import { made } from './draft.ts';
import { workOf } from './meet.ts';
import { type EngagementName } from './pages.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

/** Experiments, patterns, strategies for ties of a map, and how far somebody has come. */
export const practices = (story: Story, steps: Steps): void => {
  tried(story, steps);
  related(story, steps);
  found(story, steps);
};

const tried = (story: Story, { step, refused }: Steps): void => {
  const { go, change } = workOf(story);
  step(
    'The coach offers a practice, the client takes it up, and lets it rest',
    async () => {
      const of = { practice: 'SECURE_BASE' };
      await go('noor', 'individual', 'offerPractice', of, 'practices { secureBase }');
      await go('amal', 'individual', 'takePractice', of, 'practices { secureBase }');
      await go('amal', 'individual', 'restPractice', of, 'practices { secureBase }');
    },
    { seenBy: pair, told: { PRACTICE_OFFERED: pair, PRACTICE_TAKEN: pair, PRACTICE_RESTED: pair } },
  );
  step(
    'An experiment is designed, tried and looked at together',
    async () => {
      const asked = 'experiment { id }';
      const input = {
        goalId: story.ids['goal'],
        relationship: 'with Ben of sales',
        design: 'to say no once',
        prediction: 'he will be angry',
      };
      const experimentId = made(
        await go('amal', 'individual', 'designExperiment', input, asked),
        'experiment',
      );
      story.ids['experiment'] = experimentId;
      const happened = { experimentId, happened: 'he laughed and agreed', support: 'my sister knew' };
      await change('amal', 'tryExperiment', happened, asked);
      const learned = { experimentId, learned: 'no is not the end' };
      await change('noor', 'debriefExperiment', learned, asked);
    },
    { seenBy: pair, told: { EXPERIMENT_DESIGNED: pair, EXPERIMENT_TRIED: pair, EXPERIMENT_DEBRIEFED: pair } },
  );
  refused(
    'A coach of other engagements cannot tell that there is one',
    () =>
      story.refused('taro', 'tryExperiment', {
        experimentId: story.ids['experiment'],
        happened: 'I was not there',
      }),
    'EXPERIMENT_NOT_FOUND',
  );
  step(
    'A pattern is named and told anew, another way is formed, tried and revised',
    async () => {
      const asked = 'pattern { id alternatives { id } }';
      const words = { trigger: 'a raised voice', expectation: 'to be left', protectiveStrategy: 'I give in' };
      const patternId = made(await go('noor', 'individual', 'namePattern', words, asked), 'pattern');
      const anew = { ...words, patternId, trigger: 'a voice like hers' };
      await change('amal', 'revisePattern', anew, asked);
      const other = { patternId, goalId: story.ids['goal'], alternative: 'I ask what they need' };
      const formed = await change('amal', 'formAlternative', other, asked);
      const { alternatives } = formed['pattern'] as { alternatives: { id: string }[] };
      const way = { patternId, alternativeId: alternatives[0]?.id, happened: 'they told me' };
      await change('amal', 'tryAlternative', way, asked);
      const { alternativeId } = way;
      const revised = { patternId, alternativeId, alternative: 'I ask, and wait for an answer' };
      await change('amal', 'reviseAlternative', revised, asked);
    },
    {
      seenBy: pair,
      told: {
        ...{ PATTERN_NAMED: pair, PATTERN_REVISED: pair },
        ...{ ALTERNATIVE_FORMED: pair, ALTERNATIVE_TRIED: pair, ALTERNATIVE_REVISED: pair },
      },
    },
  );
};

const related = (story: Story, { step }: Steps): void => {
  const { go, change } = workOf(story);
  const map = async (who: Name, name: EngagementName, kind: string, labels: readonly string[]) => {
    const tell = (mutation: string, input: object) =>
      story.tell(who, mutation, 'systemMap { id } ids', input);
    const input = { kind, engagementId: story.ids[name], name: `Map of ${labels.join(' and ')}` };
    const mapId = made(await eventually(() => tell('createMap', input)), 'systemMap');
    const actors = labels.map((label) => ({ kind: 'ROLE', label }));
    const [source, target] = (await tell('addActors', { mapId, actors }))['ids'] as string[];
    const ties = [{ source, target, kind: 'TURNS_TO', strength: 2 }];
    const [tieId] = (await tell('assertTies', { mapId, ties }))['ids'] as string[];
    return { mapId, tieId };
  };
  let tie: object;
  step(
    'The coach draws whom the client turns to',
    async () => {
      tie = await map('noor', 'individual', 'PERSON', ['the head of sales', 'the one before']);
    },
    { seenBy: pair },
  );
  const choose = async (strategy: string) => {
    const asked = 'strategy { id }';
    const told = await eventually(() =>
      go('amal', 'individual', 'chooseStrategy', { ...tie, strategy }, asked),
    );
    return made(told, 'strategy');
  };
  const telling = async (strategyId: string, last: 'adoptStrategy' | 'dropStrategy', response: string) => {
    await change('amal', 'tryStrategy', { strategyId, response }, 'strategy { id }');
    await change('amal', last, { strategyId }, 'strategy { id }');
  };
  step(
    'A new way is chosen for a tie of it, tried and adopted; another one is dropped',
    async () => {
      await telling(await choose('to call before I write'), 'adoptStrategy', 'he calls me now');
      await telling(await choose('to wait for a sign'), 'dropStrategy', 'nothing came of it');
    },
    {
      seenBy: pair,
      told: { STRATEGY_CHOSEN: pair, STRATEGY_TRIED: pair, STRATEGY_ADOPTED: pair, STRATEGY_DROPPED: pair },
    },
  );
  step(
    'The team has a map, which its client and coach see',
    () => map('taro', 'team', 'TEAM', ['the planning team', 'the building team']),
    { seenBy: ['lena', 'taro'] },
  );
};

const found = (story: Story, { step }: Steps): void => {
  const { go } = workOf(story);
  const rate = (who: Name, name: EngagementName, input: object) =>
    go(who, name, 'rateAbility', input, 'abilityFinding { id }');
  step(
    'How far the client has come: she and her coach may disagree',
    async () => {
      await rate('amal', 'individual', { ability: 'COPE', source: 'SELF', finding: 'BEGINNING' });
      await rate('noor', 'individual', { ability: 'COPE', source: 'OTHER', finding: 'MOSTLY' });
    },
    { seenBy: pair, told: { ABILITY_RATED: pair } },
  );
  step(
    'A member of the team says so of himself',
    () => rate('tomas', 'team', { ability: 'CONNECT', source: 'SELF', finding: 'NOT_YET' }),
    { seenBy: ['tomas', 'taro'], told: { ABILITY_RATED: ['tomas', 'taro'] } },
  );
  step(
    'What the team practises, all of it see',
    () => go('taro', 'team', 'offerPractice', { practice: 'SAFE_HAVEN' }, 'practices { safeHaven }'),
    { seenBy: ofTeam, told: { PRACTICE_OFFERED: ofTeam } },
  );
};
