import { z } from 'zod';
import { occasion, perspective } from '../assessments.ts';
import { id } from '../define.ts';

const measure = z
  .strictObject({
    instrumentId: id('The instrument.'),
    occasion,
    perspective,
  })
  .readonly();

/** What a plan of measurement says. What decides is fixed before the first baseline. */
export const measurementPlan = {
  measures: z
    .array(measure)
    .min(1)
    .max(100)
    .readonly()
    .meta({ description: 'Which instrument is for whom at which occasion.' }),
  primary: z
    .strictObject({
      instrumentId: id('The instrument.'),
      scale: z.string().min(1).max(64).meta({ description: 'Code of its scale.' }),
    })
    .readonly()
    .meta({ description: 'The one scale that decides whether a person has changed.' }),
  raters: z
    .array(
      z
        .strictObject({
          perspective,
          planned: z.int().min(1).max(1000).meta({ description: 'How many are planned for one client.' }),
        })
        .readonly(),
    )
    .max(7)
    .readonly()
    .meta({ description: 'Who rates the environment, and how many of them; never the client.' }),
  margin: z.number().min(0.1).max(2).meta({
    description:
      'A change of the environment below this does not matter, in standard deviations of the baseline.',
  }),
  retest: z.number().min(0).max(0.99).meta({
    description: 'How far two ratings of a rater are expected to go together when nothing has changed.',
  }),
} as const;
