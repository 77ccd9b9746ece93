import { between, type Expectation, isPair } from '../readers.ts';
import { type As, type World } from '../world.ts';
import { type CanaryPart } from './part.ts';

const coach: As = ['COACH', 'coach'];
const client: As = ['CLIENT', 'client'];
const sponsor: As = ['SPONSOR', 'sponsor'];

/** What is between client and coach, and for an owner who was asked, too. */
const owned = (...fields: readonly string[]): Expectation => ({
  fields,
  readers: (reader, about, truth) =>
    isPair(reader, about, truth) ||
    (reader.role === 'SPONSOR' && reader.person === 'sponsor') ||
    (reader.role === 'LINE_MANAGER' && reader.person === 'line-manager'),
});

const tell = async (world: World): Promise<void> => {
  const engagementId = world.id('own');
  const made = async (as: As, mutation: string, thing: string, given: object) => {
    const told = await world.tell(as, mutation, 'own', given);
    return (told[thing] as { readonly id: string }).id;
  };
  const begun = { engagementId };
  const experimentId = await made(client, 'designExperiment', 'experiment', begun);
  for (const [as, mutation] of [
    [client, 'tryExperiment'],
    [coach, 'debriefExperiment'],
  ] as const)
    await made(as, mutation, 'experiment', { experimentId });

  const patternId = await made(coach, 'namePattern', 'pattern', begun);
  await made(client, 'revisePattern', 'pattern', { patternId });
  const formed = await world.tell(client, 'formAlternative', 'own', { patternId });
  const { alternatives } = formed['pattern'] as { readonly alternatives: readonly { readonly id: string }[] };
  const other = { patternId, alternativeId: alternatives[0]?.id };
  for (const mutation of ['tryAlternative', 'reviseAlternative'])
    await made(client, mutation, 'pattern', other);

  const mapId = world.id('map');
  const actors = ['client', 'lead'].map((person) => ({ kind: 'PERSON', personId: world.id(person) }));
  const { ids = [] } = await world.tell(coach, 'addActors', 'map', { mapId, actors });
  const tie = { source: ids[0], target: ids[1], kind: 'TURNS_TO', strength: 3 };
  const { ids: ties = [] } = await world.tell(coach, 'assertTies', 'map', { mapId, ties: [tie] });
  for (const last of ['adoptStrategy', 'dropStrategy']) {
    const strategyId = await made(client, 'chooseStrategy', 'strategy', {
      ...begun,
      mapId,
      tieId: ties[0],
    });
    await made(client, 'tryStrategy', 'strategy', { strategyId });
    await made(client, last, 'strategy', { strategyId });
  }

  const conditionId = await made(client, 'nameCondition', 'condition', begun);
  const of = { conditionId };
  await made(client, 'bringConditionForward', 'condition', { ...of, ownerId: world.id('sponsor') });
  await made(client, 'bringConditionForward', 'condition', { ...of, ownerId: world.id('line-manager') });
  await made(sponsor, 'acceptCondition', 'condition', of);
  const committed = await world.tell(sponsor, 'makeCommitment', 'own', {
    ...of,
    dueOn: '2027-01-31',
  });
  const { commitments } = committed['condition'] as {
    readonly commitments: readonly { readonly id: string }[];
  };
  const commitment = { commitmentId: commitments[0]?.id, status: 'DONE' };
  await made(sponsor, 'reportCommitment', 'condition', { ...of, ...commitment });
  const ratingId = await made(client, 'rateCondition', 'conditionRating', of);
  await made(client, 'releaseConditionRating', 'conditionRating', { ...of, ratingId });

  await world.tell(coach, 'offerPractice', 'own', { engagementId, practice: 'SECURE_BASE' });
  await world.tell(client, 'takePractice', 'own', { engagementId, practice: 'SECURE_BASE' });
  await world.tell(client, 'restPractice', 'own', { engagementId, practice: 'SECURE_BASE' });
  await made(client, 'rateAbility', 'abilityFinding', {
    ...begun,
    ability: 'COPE',
    source: 'SELF',
  });
};

/** Secure base, working model, family system, conditions, practices and abilities. */
export const practices: CanaryPart = {
  tell,
  expectations: {
    'designExperiment.relationship': between('Experiment.relationship'),
    'designExperiment.design': between('Experiment.design'),
    'designExperiment.prediction': between('Experiment.prediction'),
    'tryExperiment.happened': between('ExperimentTry.happened'),
    'tryExperiment.support': between('ExperimentTry.support'),
    'debriefExperiment.learned': between('ExperimentDebrief.learned'),
    // Earlier words of a pattern, and of another way, stand in their events only.
    'namePattern.trigger': between(),
    'namePattern.expectation': between(),
    'namePattern.protectiveStrategy': between(),
    'revisePattern.trigger': between('Pattern.trigger'),
    'revisePattern.expectation': between('Pattern.expectation'),
    'revisePattern.protectiveStrategy': between('Pattern.protectiveStrategy'),
    'formAlternative.alternative': between(),
    'reviseAlternative.alternative': between('Alternative.alternative'),
    'tryAlternative.happened': between('AlternativeTry.happened'),
    'chooseStrategy.strategy': between('Strategy.strategy'),
    'tryStrategy.response': between('StrategyTry.response'),
    'nameCondition.condition': owned('Condition.condition'),
    'nameCondition.wouldHelp': owned('Condition.wouldHelp'),
    'makeCommitment.commitment': owned('Commitment.commitment'),
    'reportCommitment.report': owned('Commitment.report'),
  },
};
