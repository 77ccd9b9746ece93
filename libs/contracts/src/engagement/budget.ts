import { z } from 'zod';
import { event, id } from '../define.ts';

const program = { programId: id('The program.') };
const engagement = { ...program, engagementId: id('The engagement.') };
const mostMinutes = 60_000_000;
const minutes = (what: string) => z.int().min(0).max(mostMinutes).meta({ description: what });

/** What happens to the hours of a program. */
export const budgetEvents = [
  event(
    'BudgetSet',
    'The program has this much coaching to give.',
    z.strictObject({ ...program, minutes: minutes('How much in all.') }),
  ),
  event(
    'BudgetOverrunApproved',
    'Who runs the program lets more be agreed on than it has to give.',
    z.strictObject({ ...program, minutes: minutes('How much more in all.') }),
  ),
  event(
    'HoursReserved',
    'The hours of an agreement that is being signed are taken from the budget.',
    z.strictObject({
      ...engagement,
      minutes: minutes('How much the engagement has now; an earlier reservation does not count any more.'),
    }),
  ),
  event(
    'HoursReleased',
    'The engagement is over: what it did not use can be agreed on elsewhere.',
    z.strictObject({ ...engagement, minutes: minutes('How much it has used, and so keeps.') }),
  ),
] as const;
