import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, eventually, type Role, tokenFor, whileLate } from '@securebase/testing';
import { v7 } from 'uuid';
import { type Rig, startRig } from '../test/rig.ts';
import { startEngagement, type Started } from '../test/engaged.ts';

let rig: Rig;
let team: Started;
beforeAll(async () => {
  rig = await startRig();
  team = await startEngagement(rig, 'TEAM');
});
afterAll(() => rig.stop());

interface Made {
  readonly token: string;
  readonly [thing: string]: unknown;
}
const tell = async (as: Role, name: string, fields: string, input: object): Promise<Made> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${shared[name] ?? type}!) { made: ${name}(input: $input) { token ${fields} } }`;
  const of = begin.has(name) ? team.of : {};
  const { made } = await rig.asking<{ made: Made }>(as, text, { input: { ...of, ...input } });
  return made;
};
/** What names an engagement; all else is about a thing that is there. */
const begin = new Set([
  ...['designExperiment', 'namePattern', 'chooseStrategy', 'nameCondition'],
  ...['offerPractice', 'takePractice', 'rateAbility'],
]);
const shared: Readonly<Record<string, string>> = {
  offerPractice: 'PracticeInput',
  takePractice: 'PracticeInput',
  acceptCondition: 'ConditionInput',
  releaseConditionRating: 'ConditionRatingInput',
  adoptStrategy: 'StrategyInput',
};
const see = async (as: Role, fields: string, after: string) => {
  const text = `query ($id: ID!) { engagement(id: $id) { ${fields} } }`;
  const found = await rig.asking<{ engagement: Record<string, unknown> | null }>(
    as,
    text,
    { id: team.id },
    after,
  );
  return found.engagement;
};
const list = (fields: string) => `{ edges { node { ${fields} } } }`;
const listed = (...nodes: readonly object[]) => ({ edges: nodes.map((node) => ({ node })) });
const idOf = (thing: unknown) => (thing as { id: string }).id;

describe('The practices of an engagement, through the API', () => {
  it('are offered and taken up, and the sponsor hears nothing of them', async () => {
    await tell('COACH', 'offerPractice', 'practices { secureBase }', { practice: 'SECURE_BASE' });
    const { token } = await tell('CLIENT', 'takePractice', 'practices { secureBase }', {
      practice: 'SECURE_BASE',
    });
    const stands = { practices: { safeHaven: 'NOT_OFFERED', secureBase: 'IN_USE' } };
    expect(await see('CLIENT', 'practices { safeHaven secureBase }', token)).toEqual(stands);
    await expect(see('SPONSOR', 'practices { secureBase }', token)).rejects.toMatchObject({
      codes: ['FORBIDDEN'],
    });
  });

  it('are the client’s when a coach says so, however late the read models are', async () => {
    await whileLate(rig.db, 'engagement_view', async () => {
      const { of } = await startEngagement(rig);
      const narrative = { trigger: 'silence', expectation: 'to be judged', protectiveStrategy: 'I talk' };
      const { pattern } = await tell('COACH', 'namePattern', 'pattern { id }', { ...of, ...narrative });
      const form = { patternId: idOf(pattern), alternative: 'wait' };
      const formed = await tell(
        'CLIENT',
        'formAlternative',
        'pattern { alternatives { alternative } }',
        form,
      );
      expect(formed).toMatchObject({ pattern: { alternatives: [{ alternative: 'wait' }] } });
    });
  });

  it('hold an experiment, read by whom it is about and the coach', async () => {
    const { experiment } = await tell('CLIENT', 'designExperiment', 'experiment { id prediction }', {
      relationship: 'my deputy',
      design: 'ask first',
      prediction: 'she will mind',
    });
    expect(experiment).toMatchObject({ prediction: 'she will mind' });
    const experimentId = idOf(experiment);
    await tell('CLIENT', 'tryExperiment', 'experiment { status }', { experimentId, happened: 'she did not' });
    const { token, ...told } = await tell('COACH', 'debriefExperiment', 'experiment { status }', {
      experimentId,
      learned: 'asking is safe',
    });
    expect(told).toEqual({ experiment: { status: 'DEBRIEFED' } });
    const fields = `experiments ${list('prediction tries { happened } debriefs { learned }')}`;
    const whole = {
      experiments: listed({
        prediction: 'she will mind',
        tries: [{ happened: 'she did not' }],
        debriefs: [{ learned: 'asking is safe' }],
      }),
    };
    expect(await see('COACH', fields, token)).toEqual(whole);
    expect(await see('CLIENT', fields, token)).toEqual(whole);
  });

  it('bind a strategy to a tie of a map of the engagement', async () => {
    const [mapId, tieId] = [v7(), v7()];
    const choose = () =>
      tell('CLIENT', 'chooseStrategy', 'strategy { id }', { mapId, tieId, strategy: 'tell him early' });
    await expect(choose()).rejects.toMatchObject({ codes: ['TIE_NOT_FOUND'] });
    const subject = team.clientId;
    await rig.elsewhere('system-mapping', `map-${mapId}`, {
      type: 'MapCreated',
      data: {
        mapId,
        kind: 'TEAM',
        engagementId: team.id,
        ownerId: subject,
        name: { subject, value: '' },
      },
    });
    await rig.elsewhere('system-mapping', `map-${v7()}`, {
      type: 'TiesAsserted',
      data: { mapId, ties: [{ tieId, source: v7(), target: v7(), kind: 'TURNS_TO', strength: 3 }] },
    });
    const strategyId = idOf((await eventually(choose))['strategy']);
    await tell('CLIENT', 'tryStrategy', 'strategy { id }', { strategyId, response: 'he thanked me' });
    const { token } = await tell('COACH', 'adoptStrategy', 'strategy { id }', { strategyId });
    const strategies = `strategies ${list('strategy status tries { response }')}`;
    const tries = [{ response: 'he thanked me' }];
    expect(await see('CLIENT', strategies, token)).toEqual({
      strategies: listed({ strategy: 'tell him early', status: 'ADOPTED', tries }),
    });
  });

  it('keep a condition from its owner until it is brought to them, and its rating until it is released', async () => {
    const ratings = `ratings ${list('rating')}`;
    const fields = `conditions ${list(`condition commitments { commitment } ${ratings}`)}`;
    const { condition } = await tell('CLIENT', 'nameCondition', 'condition { id }', {
      condition: 'no minutes',
    });
    const conditionId = idOf(condition);
    const rated = await tell('CLIENT', 'rateCondition', 'conditionRating { id rating }', {
      conditionId,
      rating: 'A_LITTLE_BETTER',
    });
    expect(await see('SPONSOR', fields, rated.token)).toEqual({ conditions: listed() });
    await tell('CLIENT', 'bringConditionForward', 'condition { id }', {
      conditionId,
      ownerId: team.sponsorId,
    });
    await tell('SPONSOR', 'acceptCondition', 'condition { id }', { conditionId });
    const made = await tell('SPONSOR', 'makeCommitment', 'condition { id }', {
      conditionId,
      commitment: 'I write them',
    });
    const kept = { condition: 'no minutes', commitments: [{ commitment: 'I write them' }] };
    expect(await see('SPONSOR', fields, made.token)).toEqual({
      conditions: listed({ ...kept, ratings: listed() }),
    });
    expect(await see('COACH', fields, made.token)).toEqual({
      conditions: listed({ ...kept, ratings: listed() }),
    });
    const { token } = await tell('CLIENT', 'releaseConditionRating', 'conditionRating { rating }', {
      conditionId,
      ratingId: idOf(rated['conditionRating']),
    });
    expect(await see('SPONSOR', fields, token)).toEqual({
      conditions: listed({ ...kept, ratings: listed({ rating: 'A_LITTLE_BETTER' }) }),
    });
  });

  it('hold what is found of an ability, in words', async () => {
    const { token } = await tell('CLIENT', 'rateAbility', 'abilityFinding { finding }', {
      ability: 'COPE',
      source: 'SELF',
      finding: 'AT_TIMES',
    });
    expect(await see('COACH', `abilityFindings ${list('ability source finding')}`, token)).toEqual({
      abilityFindings: listed({ ability: 'COPE', source: 'SELF', finding: 'AT_TIMES' }),
    });
  });

  it('refuse a wish that a rule forbids with its code', async () => {
    await expect(
      tell('CLIENT', 'tryExperiment', 'experiment { id }', { experimentId: v7(), happened: 'nothing' }),
    ).rejects.toMatchObject({ codes: ['EXPERIMENT_NOT_FOUND'] });
  });

  it('say of a thing that is not for somebody what they say of one that there is not', async () => {
    const words = { relationship: 'my deputy', design: 'ask first', prediction: 'she will mind' };
    const { experiment } = await tell('CLIENT', 'designExperiment', 'experiment { id }', words);
    const { condition } = await tell('CLIENT', 'nameCondition', 'condition { id }', { condition: 'noise' });
    const stranger = await rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
      name: 'A stranger',
      email: 'stranger@example.org',
    });
    const outside = { token: await tokenFor('CLIENT', { subject: stranger.person.id }) };
    for (const [id, conditionId] of [
      [idOf(experiment), idOf(condition)],
      [v7(), v7()],
    ] as const) {
      const attempt = `mutation { tryExperiment(input: { experimentId: "${id}", happened: "x" }) { token } }`;
      await expect(ask(rig.url, attempt, {}, outside)).rejects.toMatchObject({
        codes: ['EXPERIMENT_NOT_FOUND'],
      });
      const accept = `mutation { acceptCondition(input: { conditionId: "${conditionId}" }) { token } }`;
      for (const asking of [outside, { token: await tokenFor('SPONSOR') }])
        await expect(ask(rig.url, accept, {}, asking)).rejects.toMatchObject({
          codes: ['CONDITION_NOT_FOUND'],
        });
    }
  });

  it('come page by page, without gaps', async () => {
    const words = (n: number) => ({ relationship: `${n}`, design: 'ask', prediction: 'she will mind' });
    let last = '';
    for (let n = 0; n < 5; n++)
      last = (await tell('CLIENT', 'designExperiment', 'experiment { id }', words(n))).token;
    const pageOf = async (first: number, after: string | null) =>
      (await see(
        'COACH',
        `experiments(first: ${first}, after: ${JSON.stringify(after)}) { edges { cursor node { relationship } } pageInfo { hasNextPage } }`,
        last,
      )) as {
        experiments: {
          edges: { cursor: string; node: { relationship: string } }[];
          pageInfo: { hasNextPage: boolean };
        };
      };
    const { experiments: all } = await pageOf(100, null);
    const found: unknown[] = [];
    for (let after: string | null = null; ;) {
      const { experiments } = await pageOf(2, after);
      found.push(...experiments.edges.map(({ node }) => node));
      if (!experiments.pageInfo.hasNextPage) break;
      expect(experiments.edges).toHaveLength(2);
      after = experiments.edges.at(-1)?.cursor ?? null;
    }
    expect(found).toEqual(all.edges.map(({ node }) => node));
    expect(found.slice(-5)).toEqual([0, 1, 2, 3, 4].map((n) => ({ relationship: `${n}` })));
  });
});
