import { z } from 'zod';
import { day, event, id, personal } from '../define.ts';
import { budgetEvents } from './budget.ts';
import { measurementPlan } from './measurement-plan.ts';
import { participantEvents } from './participants.ts';
import { share } from './terms.ts';

export const programKind = z
  .enum(['COACHING', 'COACH_DEVELOPMENT'])
  .meta({ description: 'Whether clients are coached, or coaches develop.' });
export type ProgramKind = z.infer<typeof programKind>;

const confidentiality = z
  .array(share)
  .max(6)
  .readonly()
  .meta({ description: 'Item by item what is shared with whom; what is not named is shared with nobody.' });

const program = { programId: id('The program.') };

/** Programs at scale: plans, templates, budgets, invitations. */
export const programsEvents = [
  event(
    'ProgramAmended',
    'Something of the program is different from now on; what is not named stays as it was.',
    z.strictObject({
      ...program,
      name: personal('What the program is called now.', 'programId').optional(),
      purpose: personal('What it is for now.', 'programId').optional(),
      startsOn: day('Its first day now.').optional(),
      endsOn: day('Its last day now.').optional(),
      cancellationHours: z
        .int()
        .min(0)
        .max(336)
        .meta({ description: 'So many hours before a session it can be cancelled without counting.' })
        .optional(),
      mostReminders: z
        .int()
        .min(0)
        .max(5)
        .meta({ description: 'So many reminders at most after an invitation.' })
        .optional(),
      reminderDays: z
        .int()
        .min(2)
        .max(60)
        .meta({ description: 'So many days at least between two mails to the same person.' })
        .optional(),
      mailsADay: z
        .int()
        .min(1)
        .max(10_000)
        .meta({ description: 'So many mails of the program at most in 24 hours.' })
        .optional(),
      timeZone: z
        .string()
        .max(64)
        .meta({ description: 'Time zone of those of whom none is known, such as Europe/Berlin.' })
        .optional(),
    }),
  ),
  event(
    'CohortClosed',
    'Nobody is enrolled in the cohort any more.',
    z.strictObject({ ...program, cohortId: id('The cohort.') }),
  ),
  event(
    'AgreementTemplateSet',
    'Agreements of the program can begin from this; their objectives are left open.',
    z.strictObject({
      ...program,
      templateId: id('The template.'),
      name: personal('What it is called.', 'programId'),
      sessions: z.int().min(1).max(200).meta({ description: 'How many sessions.' }),
      minutes: z.int().min(15).max(480).meta({ description: 'How long a session is.' }),
      confidentiality,
    }),
  ),
  event(
    'AgreementTemplateDropped',
    'No agreement begins from this any more.',
    z.strictObject({ ...program, templateId: id('The template.') }),
  ),
  event(
    'MeasurementPlanSet',
    'What is measured, with whom, and what will decide whether something has changed.',
    z.strictObject({
      ...program,
      planVersion: z.int().positive().meta({ description: '1, 2, 3 …' }),
      ...measurementPlan,
    }),
  ),
  ...budgetEvents,
  ...participantEvents,
] as const;
