import { z } from 'zod';
import { event, id, personal } from '../define.ts';
import { conditionEvents } from './conditions.ts';

/** The four practices of a coach. */
export const practiceName = z
  .enum(['SAFE_HAVEN', 'SECURE_BASE', 'WORKING_MODEL', 'FAMILY_SYSTEM'])
  .meta({ description: 'What the coach offers.' });
export type PracticeName = z.infer<typeof practiceName>;

export const ability = z
  .enum(['COPE', 'CONNECT', 'CREATE', 'CONTRIBUTE'])
  .meta({ description: 'What a practice is meant to increase.' });
export type Ability = z.infer<typeof ability>;

export const findingSource = z.enum(['SELF', 'OTHER', 'MEASURE']).meta({
  description: 'Whether the person finds it of themselves, somebody else of them, or an assessment.',
});
export type FindingSource = z.infer<typeof findingSource>;

/** What a finding says of an ability; never a number. */
export const findings = ['NOT_YET', 'BEGINNING', 'AT_TIMES', 'MOSTLY', 'RELIABLY'] as const;
export type Finding = (typeof findings)[number];

const work = {
  engagementId: id('The engagement.'),
  aboutId: id('Whose work it is: the client, or a member of the team or organization.'),
};
const experiment = { ...work, experimentId: id('The experiment.') };
const pattern = { ...work, patternId: id('The pattern.') };
const narrative = {
  trigger: personal('What sets it off.', 'aboutId'),
  expectation: personal('What one expects of others then.', 'aboutId'),
  protectiveStrategy: personal('What one does to be safe.', 'aboutId'),
};
const strategy = { ...work, strategyId: id('The strategy.') };
const practice = { engagementId: id('The engagement.'), practice: practiceName };

/** What happens in the practices of an engagement. */
export const practicesEvents = [
  event(
    'ExperimentDesigned',
    'A new experience is planned: with whom, what to try, and what one predicts.',
    z.strictObject({
      ...experiment,
      goalId: id('The goal that it serves.').optional(),
      relationship: personal('With whom.', 'aboutId'),
      design: personal('What is to be tried.', 'aboutId'),
      prediction: personal('What one expects to happen.', 'aboutId'),
    }),
  ),
  event(
    'ExperimentTried',
    'It was tried.',
    z.strictObject({
      ...experiment,
      happened: personal('What happened.', 'aboutId'),
      support: personal('What support was there.', 'aboutId').optional(),
    }),
  ),
  event(
    'ExperimentDebriefed',
    'Client and coach have looked at what happened beside what was predicted.',
    z.strictObject({ ...experiment, learned: personal('What it showed.', 'aboutId') }),
  ),

  event(
    'PatternNamed',
    'A pattern of one’s working model has words.',
    z.strictObject({ ...pattern, ...narrative }),
  ),
  event('PatternRevised', 'It is told otherwise now.', z.strictObject({ ...pattern, ...narrative })),
  event(
    'AlternativeFormed',
    'There is another way than the protective one.',
    z.strictObject({
      ...pattern,
      alternativeId: id('The alternative.'),
      goalId: id('The goal for which it is an option.').optional(),
      alternative: personal('The other way.', 'aboutId'),
    }),
  ),
  event(
    'AlternativeRevised',
    'The other way is another one now.',
    z.strictObject({
      ...pattern,
      alternativeId: id('The alternative.'),
      alternative: personal('The other way, as it is now.', 'aboutId'),
    }),
  ),
  event(
    'AlternativeTried',
    'The other way was tried.',
    z.strictObject({
      ...pattern,
      alternativeId: id('The alternative.'),
      happened: personal('What happened.', 'aboutId'),
    }),
  ),

  event(
    'StrategyChosen',
    'A new way of relating is chosen for a tie of a system map.',
    z.strictObject({
      ...strategy,
      mapId: id('The system map.'),
      tieId: id('The tie of the map.'),
      strategy: personal('The new way.', 'aboutId'),
    }),
  ),
  event(
    'StrategyTried',
    'It was tried, and the system responded.',
    z.strictObject({ ...strategy, response: personal('How the system responded.', 'aboutId') }),
  ),
  event('StrategyAdopted', 'It is a way of relating now.', z.strictObject(strategy)),
  event('StrategyDropped', 'It is not gone on with.', z.strictObject(strategy)),

  ...conditionEvents,

  event('PracticeOffered', 'The coach offers a practice.', z.strictObject(practice)),
  event('PracticeTaken', 'It is in use.', z.strictObject(practice)),
  event('PracticeRested', 'It rests.', z.strictObject(practice)),
  event(
    'AbilityRated',
    'Somebody says how far a person has come with an ability; findings may disagree.',
    z.strictObject({
      ...work,
      findingId: id('The finding.'),
      ability,
      source: findingSource,
      administrationId: id('The assessment that says so.').optional(),
      finding: personal(`How far: ${findings.join(', ')}.`, 'aboutId'),
    }),
  ),
] as const;
