import { z } from 'zod';
import { consentEvents } from './consents.ts';
import { event, type EventsOf, id, personal } from './define.ts';
import { purgedFromAssessments } from './erasure.ts';

const code = (what: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
    .meta({ description: what });
const codes = (what: string, max: number) =>
  z.array(code(what)).max(max).readonly().meta({ description: what });

const missingRule = z
  .union([
    z.strictObject({
      atLeastShare: z.number().meta({ description: 'Share of the items, above 0, at most 1.' }),
    }),
    z.strictObject({ atLeastItems: z.int().meta({ description: 'Number of items.' }) }),
  ])
  .readonly()
  .meta({ description: 'How many of a scale’s items must be answered for a score.' });

const scoring = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('MEAN') }),
    z.strictObject({ method: z.literal('SUM') }),
    z.strictObject({
      method: z.literal('SUM_TIMES_FACTOR'),
      factor: z.number().meta({ description: 'What the sum is multiplied by.' }),
    }),
  ])
  .readonly()
  .meta({ description: 'How the answers of a scale become its score.' });

const scale = z
  .strictObject({
    code: code('Stable name of the scale within the instrument.'),
    items: codes('Codes of the scale’s items.', 500),
    scoring,
    better: z
      .enum(['HIGHER', 'LOWER', 'NEITHER'])
      .meta({ description: 'Which direction of change is improvement.' }),
    missing: missingRule.optional(),
  })
  .readonly();

/** A questionnaire as data: what scoring needs to know, and none of its sentences. */
export const instrumentDefinition = z
  .strictObject({
    items: codes('Codes of the items, in the order of the questionnaire.', 500),
    range: z
      .strictObject({
        min: z.int().meta({ description: 'The lowest answer.' }),
        max: z.int().meta({ description: 'The highest answer.' }),
      })
      .readonly()
      .meta({ description: 'The lowest and the highest answer; answers are whole numbers.' }),
    reversed: codes('Items that count the other way round.', 500),
    missing: missingRule
      .optional()
      .meta({ description: 'The instrument’s own rule; else 80 % of the items.' }),
    scales: z.array(scale).min(1).max(100).readonly().meta({ description: 'What is scored, and how.' }),
  })
  .readonly()
  .meta({ description: 'Items, range, reversed items, scales and missing rule; no sentences.' });
export type InstrumentDefinition = z.infer<typeof instrumentDefinition>;

export const occasion = z
  .enum(['BASELINE', 'MIDPOINT', 'CLOSING', 'FOLLOW_UP'])
  .meta({ description: 'When in the course of an engagement or program.' });
export type Occasion = z.infer<typeof occasion>;

export const perspective = z
  .enum(['SELF', 'COACH', 'LINE_MANAGER', 'PEER', 'DIRECT_REPORT', 'SPONSOR', 'TEAM_MEMBER'])
  .meta({ description: 'As whom the respondent answers about the subject.' });
export type Perspective = z.infer<typeof perspective>;

/** What the sealed `answers` of a response hold: answers by item code; items without an answer are absent. */
export type SealedAnswers = Readonly<Record<string, number>>;

/** What the sealed `scores` of a response hold: one entry a scale, with a score or the reason why there is none. */
export type SealedScores = readonly ({
  readonly scale: string;
  readonly answered: number;
  readonly items: number;
} & ({ readonly score: number } | { readonly reason: 'TOO_FEW_ANSWERS' }))[];

const answers = personal('Answers by item code.', 'respondentId');
const scores = personal('A score, or the reason why there is none, for every scale.', 'respondentId');

const sheet = z
  .strictObject({
    administrationId: id(
      'The administration that the sheet makes; the same for the same person and campaign.',
    ),
    respondentId: id('Who answered, about themselves.'),
    answers,
    scores,
  })
  .readonly();

export const assessmentsEvents = [
  event(
    'InstrumentPublished',
    'A version of an instrument can be used. It never changes; a change is a new version.',
    z.strictObject({
      instrumentId: id('The instrument in this version.'),
      code: code('The instrument’s short name, the same for all its versions.'),
      instrumentVersion: code('The version of its key.'),
      name: personal('The instrument’s name.', 'instrumentId'),
      definition: instrumentDefinition,
    }),
    2,
  ),
  event(
    'CampaignOpened',
    'An instrument is given to a cohort at an occasion.',
    z.strictObject({
      campaignId: id('The campaign.'),
      instrumentId: id('What is answered.'),
      programId: id('The program of the cohort.').optional(),
      cohortId: id('Who is asked.').optional(),
      occasion,
    }),
  ),
  event(
    'CampaignClosed',
    'A campaign takes no more answers.',
    z.strictObject({ campaignId: id('The campaign.') }),
  ),
  event(
    'AdministrationOpened',
    'A respondent is asked to answer an instrument about a subject.',
    z.strictObject({
      administrationId: id('The administration.'),
      instrumentId: id('What is answered.'),
      engagementId: id('The engagement that it is part of.').optional(),
      campaignId: id('The campaign that it is part of.').optional(),
      respondentId: id('Who answers.'),
      subjectId: id('About whom.'),
      occasion,
      perspective,
    }),
  ),
  event(
    'ResponseSubmitted',
    'The respondent answered, once and for all.',
    z.strictObject({
      administrationId: id('The administration.'),
      instrumentId: id('What was answered.'),
      engagementId: id('The engagement that the administration is part of.').optional(),
      campaignId: id('The campaign that the administration is part of.').optional(),
      respondentId: id('Who answered.'),
      subjectId: id('About whom.'),
      occasion,
      perspective,
      answers,
      scores,
    }),
  ),
  event(
    'ResponsesImported',
    'Answer sheets of a campaign, each answered by a respondent about themselves, came in with a file. A later sheet of the same administration replaces the earlier one.',
    z.strictObject({
      campaignId: id('The campaign.'),
      instrumentId: id('What was answered.'),
      occasion,
      chunk: z.int().min(1).meta({ description: '1, 2, 3 … within the campaign.' }),
      sheets: z.array(sheet).min(1).max(1000).readonly().meta({ description: 'One for each respondent.' }),
    }),
  ),
  event(
    'AdministrationClosed',
    'An administration takes no answer any more.',
    z.strictObject({
      administrationId: id('The administration.'),
      reason: z
        .enum(['CLOSED_BY_HAND', 'ENGAGEMENT_ENDED', 'CAMPAIGN_CLOSED'])
        .meta({ description: 'Why it was closed.' }),
    }),
  ),
  ...consentEvents,
  purgedFromAssessments,
] as const;

export type AssessmentsEvent = EventsOf<typeof assessmentsEvents>;
