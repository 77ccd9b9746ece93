import { z } from 'zod';
import { perspective } from '../assessments.ts';
import { id } from '../define.ts';
import { confidentialityLimit } from './records.ts';

export const sharedItem = z
  .enum(['ATTENDANCE', 'OBJECTIVES', 'GOALS', 'GOAL_RATINGS', 'PROGRESS', 'ASSESSMENT_SUMMARY'])
  .meta({ description: 'What of an engagement may be shared.' });
export type SharedItem = z.infer<typeof sharedItem>;

export const shareRecipient = z
  .enum(['SPONSOR', 'LINE_MANAGER'])
  .meta({ description: 'Who may be told something that is shared.' });
export type ShareRecipient = z.infer<typeof shareRecipient>;

const people = (what: string) => z.array(z.uuid()).max(50).readonly().meta({ description: what });

export const share = z
  .strictObject({
    item: sharedItem,
    with: z.array(shareRecipient).min(1).readonly().meta({ description: 'With whom.' }),
  })
  .readonly()
  .meta({ description: 'One thing that is shared.' });

const planned = z
  .strictObject({
    perspective,
    raters: z.int().min(1).max(50).meta({ description: 'How many are to answer from this perspective.' }),
  })
  .readonly();

const measure = z
  .strictObject({
    instrumentId: id('The instrument.'),
    scale: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
      .meta({ description: 'The code of the scale that decides.' }),
    perspectives: z.array(planned).min(1).max(7).readonly().meta({
      description: 'From whose points of view, with how many raters each.',
    }),
    delta: z.number().positive().meta({
      description: 'The smallest change that counts; a mean change within ± this is none.',
    }),
  })
  .readonly();
export type AgreedMeasure = z.infer<typeof measure>;

/** What the parties agree on beside objectives and the number of sessions. */
export const agreementTerms = z
  .strictObject({
    minutesPerSession: z.int().min(15).max(480).meta({ description: 'How long a session is.' }),
    noticeHours: z.int().min(0).max(336).meta({
      description: 'Up to how many hours before it begins a session may be cancelled within the policy.',
    }),
    limits: z.array(confidentialityLimit).readonly().meta({
      description: 'The limits of confidentiality: all of them, in every agreement.',
    }),
    shares: z.array(share).max(6).readonly().meta({
      description: 'What is shared, and with whom. What is not named is not shared.',
    }),
    measures: z.array(measure).max(10).readonly().meta({
      description: 'What will decide whether something has changed; fixed by the contract.',
    }),
    lineManagerIds: people('The client’s managers whom the agreement names.'),
    raterIds: people('Who may be asked about the client.'),
  })
  .readonly()
  .meta({ description: 'The terms beside objectives and the number of sessions.' });
export type AgreementTerms = z.infer<typeof agreementTerms>;
