import { z } from 'zod';
import { event, id } from '../define.ts';

const participant = { programId: id('The program.'), personId: id('Who takes part.') };

/** What happens to those who take part in a program. Addresses are looked up when a mail is sent; no event has one. */
export const participantEvents = [
  event(
    'InvitationsRequested',
    'People who are enrolled are to be invited.',
    z.strictObject({
      programId: id('The program.'),
      personIds: z.array(z.uuid()).min(1).max(1000).readonly().meta({ description: 'Who.' }),
    }),
  ),
  event(
    'ParticipantInvited',
    'An invitation was handed over to the mail server.',
    z.strictObject(participant),
  ),
  event(
    'ParticipantReminded',
    'A reminder was handed over to the mail server.',
    z.strictObject({
      ...participant,
      reminder: z.int().positive().meta({ description: 'The first is 1.' }),
    }),
  ),
  event(
    'ParticipantMailFailed',
    'The mail server did not take a mail.',
    z.strictObject({
      ...participant,
      attempt: z.int().positive().meta({ description: 'Of the same mail; the first is 1.' }),
      reason: z.string().max(64).meta({ description: 'A code, never the server’s own words.' }),
      final: z.boolean().meta({ description: 'Whether it is not tried again until somebody asks for it.' }),
    }),
  ),
] as const;
