import { z } from 'zod';
import { event, id, instant } from './define.ts';
import { notesOfErased } from './tenant.ts';

const count = (what: string) => z.int().min(0).meta({ description: what });
const purge = {
  subjectId: id('Who was erased.'),
  events: count('How many events of the service held something personal of theirs.'),
  streams: count('In how many streams.'),
};

/** What happens in services/engagements when a person is erased. */
export const erasureEvents = [
  event(
    'SubjectErased',
    'A person is erased: their keys are destroyed, and with them everything personal that was sealed for them, everywhere.',
    z.strictObject({ personId: id('The person.') }),
  ),
  event(
    'PurgedFromEngagements',
    'The keys of a person are destroyed, and nothing of theirs can be read in this service any more.',
    z.strictObject({
      ...purge,
      keysDestroyedAt: instant('When the keys were destroyed.'),
      notesOfErased: notesOfErased.optional(),
    }),
  ),
  event(
    'PurgeReported',
    'Another service has said that nothing of a person can be read there any more.',
    z.strictObject({
      ...purge,
      service: z.string().min(1).max(50).meta({ description: 'Which service.' }),
    }),
  ),
] as const;

export const purgedFromAssessments = event(
  'PurgedFromAssessments',
  'Nothing of a person who was erased can be read in this service any more.',
  z.strictObject(purge),
);

export const purgedFromSystemMapping = event(
  'PurgedFromSystemMapping',
  'Nothing of a person who was erased can be read in this service any more.',
  z.strictObject(purge),
);
