import { z } from 'zod';
import { event, id, personal } from '../define.ts';
import { recordsEvents } from './records.ts';

/** Five steps in words, in their order. They are sealed in events: they are answers. */
export const settledness = z
  .enum(['UNSETTLED', 'RATHER_UNSETTLED', 'IN_BETWEEN', 'RATHER_SETTLED', 'SETTLED'])
  .meta({ description: 'How settled somebody is.' });
export type SettlednessStep = z.infer<typeof settledness>;

export const howMuch = z
  .enum(['ALMOST_NONE', 'A_LITTLE', 'SOME', 'MUCH', 'ALMOST_ALL'])
  .meta({ description: 'How much of somebody’s energy.' });
export type HowMuch = z.infer<typeof howMuch>;

export const redirectedTo = z
  .enum(['GOAL', 'EXPERIMENT', 'RELATIONSHIP'])
  .meta({ description: 'Where freed energy went.' });
export type RedirectedTo = z.infer<typeof redirectedTo>;

const mine = { engagementId: id('The engagement.'), authorId: id('Who lived it, and says it.') };
const session = id('The session.');
const aboutId = id('The client or the member with whom it was: whoever says it, where they do not coach.');

/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutualEvents = [
  event(
    'SettlednessNoted',
    'Somebody has noted how settled they came to a session, or left it; a later note of the same replaces it.',
    z.strictObject({
      ...mine,
      settlednessId: id('Of one person in one session.'),
      sessionId: session,
      aboutId,
      arriving: personal('How settled they arrived, in five steps.', 'authorId').optional(),
      leaving: personal('How settled they left, in five steps.', 'authorId').optional(),
    }),
  ),
  event(
    'MomentOfMeetingMarked',
    'Somebody has marked a moment of meeting in a session. The other does not see it.',
    z.strictObject({
      ...mine,
      momentId: id('Of two people in one session.'),
      markId: id('The mark, of one of them.'),
      sessionId: session,
      withId: id('Whom they met.'),
      words: personal('How it was, for whoever marked it alone.', 'authorId').optional(),
    }),
  ),
  event(
    'MomentOfMeetingShared',
    'Both have marked a moment of meeting in a session, neither having seen the other’s mark.',
    z.strictObject({
      ...mine,
      momentId: id('Of two people in one session.'),
      sessionId: session,
      aboutId: id('The other of the two.'),
    }),
  ),
  event(
    'PresenceNoted',
    'A coach has noted how present they were, for themselves and their supervision.',
    z.strictObject({
      ...mine,
      entryId: id('The note.'),
      sessionId: session.optional(),
      words: personal('In the coach’s words.', 'authorId'),
    }),
  ),
  event(
    'EnergyNoted',
    'Somebody has noted how much of their energy goes into guarding, and how much is free.',
    z.strictObject({
      ...mine,
      entryId: id('The entry.'),
      sessionId: session.optional(),
      guarding: personal('How much goes into guarding, in five steps.', 'authorId'),
      free: personal('How much is free, in five steps.', 'authorId'),
    }),
  ),
  event(
    'GuardedAspectNamed',
    'Somebody has named what they guard.',
    z.strictObject({
      ...mine,
      entryId: id('The aspect.'),
      words: personal('What is guarded, in their own words.', 'authorId'),
    }),
  ),
  event(
    'EnergyRedirected',
    'Energy that was bound has gone elsewhere.',
    z.strictObject({
      ...mine,
      entryId: id('The entry.'),
      aspectId: id('The aspect that was guarded.').optional(),
      to: personal('To a goal, an experiment or a relationship.', 'authorId'),
      toId: id('Which goal, experiment or tie.').optional(),
      words: personal('Which, in their own words.', 'authorId').optional(),
    }),
  ),
  event(
    'EnergyShared',
    'Somebody lets their coaches see an entry about their energy.',
    z.strictObject({ ...mine, entryId: id('The entry.') }),
  ),
  ...recordsEvents,
] as const;
