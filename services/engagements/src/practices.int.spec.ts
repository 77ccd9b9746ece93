import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Role } from '@securebase/testing';
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
  const { made } = await rig.asking<{ made: Made }>(as, text, { input: { ...team.of, ...input } });
  return made;
};
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
    const fields = 'experiments { prediction tries { happened } debriefs { learned } }';
    const whole = {
      experiments: [
        {
          prediction: 'she will mind',
          tries: [{ happened: 'she did not' }],
          debriefs: [{ learned: 'asking is safe' }],
        },
      ],
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
    expect(await see('CLIENT', 'strategies { strategy status tries { response } }', token)).toEqual({
      strategies: [{ strategy: 'tell him early', status: 'ADOPTED', tries: [{ response: 'he thanked me' }] }],
    });
  });

  it('keep a condition from its owner until it is brought to them, and its rating until it is released', async () => {
    const fields = 'conditions { condition commitments { commitment } ratings { rating } }';
    const { condition } = await tell('CLIENT', 'nameCondition', 'condition { id }', {
      condition: 'no minutes',
    });
    const conditionId = idOf(condition);
    const rated = await tell('CLIENT', 'rateCondition', 'conditionRating { id rating }', {
      conditionId,
      rating: 'A_LITTLE_BETTER',
    });
    expect(await see('SPONSOR', fields, rated.token)).toEqual({ conditions: [] });
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
    expect(await see('SPONSOR', fields, made.token)).toEqual({ conditions: [{ ...kept, ratings: [] }] });
    expect(await see('COACH', fields, made.token)).toEqual({ conditions: [{ ...kept, ratings: [] }] });
    const { token } = await tell('CLIENT', 'releaseConditionRating', 'conditionRating { rating }', {
      conditionId,
      ratingId: idOf(rated['conditionRating']),
    });
    expect(await see('SPONSOR', fields, token)).toEqual({
      conditions: [{ ...kept, ratings: [{ rating: 'A_LITTLE_BETTER' }] }],
    });
  });

  it('hold what is found of an ability, in words', async () => {
    const { token } = await tell('CLIENT', 'rateAbility', 'abilityFinding { finding }', {
      ability: 'COPE',
      source: 'SELF',
      finding: 'AT_TIMES',
    });
    expect(await see('COACH', 'abilityFindings { ability source finding }', token)).toEqual({
      abilityFindings: [{ ability: 'COPE', source: 'SELF', finding: 'AT_TIMES' }],
    });
  });

  it('refuse a wish that a rule forbids with its code', async () => {
    await expect(
      tell('CLIENT', 'tryExperiment', 'experiment { id }', { experimentId: v7(), happened: 'nothing' }),
    ).rejects.toMatchObject({ codes: ['EXPERIMENT_NOT_FOUND'] });
  });
});
