import { z } from 'zod';
import { day, event, id, personal } from '../define.ts';

/** How a commitment stands, as its owner reports. */
export const commitmentStatus = z
  .enum(['UNDER_WAY', 'DONE', 'NOT_DONE'])
  .meta({ description: 'How far its owner has come with it.' });
export type CommitmentStatus = z.infer<typeof commitmentStatus>;

/** What those affected say of a condition since it was named; never a number. */
export const conditionRatings = ['WORSE', 'NOT_YET_NOTICED', 'A_LITTLE_BETTER', 'CLEARLY_BETTER'] as const;
export type ConditionRatingValue = (typeof conditionRatings)[number];

const condition = { engagementId: id('The engagement.'), conditionId: id('The condition.') };
const named = { ...condition, aboutId: id('Who named it, or for whom it was named.') };
const commitment = { ...named, commitmentId: id('The commitment.'), ownerId: id('Whose it is.') };

/** The ledger of conditions of the environment. */
export const conditionEvents = [
  event(
    'ConditionNamed',
    'Something in the environment drains, or would help.',
    z.strictObject({
      ...named,
      isShared: z.boolean().meta({ description: 'Whether it is for everybody who takes part.' }),
      condition: personal('What it is.', 'aboutId'),
      wouldHelp: personal('What would help.', 'aboutId').optional(),
    }),
  ),
  event(
    'ConditionBroughtForward',
    'Somebody who could own it is asked to; they can read it from now on.',
    z.strictObject({ ...named, ownerId: id('Who is asked.') }),
  ),
  event('ConditionAccepted', 'It has an owner.', z.strictObject({ ...named, ownerId: id('Who owns it.') })),
  event(
    'CommitmentMade',
    'The owner says what they will do.',
    z.strictObject({
      ...commitment,
      commitment: personal('What they will do.', 'ownerId'),
      dueOn: day('Until when.').optional(),
    }),
  ),
  event(
    'CommitmentReported',
    'The owner says what has become of it.',
    z.strictObject({
      ...commitment,
      status: commitmentStatus,
      report: personal('What was done.', 'ownerId').optional(),
    }),
  ),
  event(
    'ConditionRated',
    'Somebody affected says whether it has changed; for themselves, until they release it.',
    z.strictObject({
      ...condition,
      aboutId: id('Who says so.'),
      ratingId: id('The rating.'),
      rating: personal(`How it is now: ${conditionRatings.join(', ')}.`, 'aboutId'),
    }),
  ),
  event(
    'ConditionRatingReleased',
    'Whoever rated lets the owner and the others who take part see it.',
    z.strictObject({
      ...condition,
      aboutId: id('Whose rating it is.'),
      ratingId: id('The rating.'),
      ownerId: id('Who owns the condition.').optional(),
    }),
  ),
] as const;
