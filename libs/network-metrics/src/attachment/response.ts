import { NetworkError } from '../network-error.ts';
import { none, type Outcome, value } from '../outcome.ts';

/** Below this share of a roster that answered, centralities are shown with a caution (Costenbader & Valente 2003). */
const ENOUGH = 0.8;

/**
 * The response rate of a roster survey, from 0 to 1, and whether every centrality made of it needs a caution: below 80 %.
 * @returns none for an empty roster
 * @throws NetworkError OUT_OF_RANGE where the numbers are no counts, or more answered than were asked
 */
export const responseRate = (
  respondents: number,
  roster: number,
): Outcome<{ value: number; n: number; caution: boolean }, 'EMPTY_ROSTER'> => {
  if (!Number.isSafeInteger(roster) || roster < 0)
    throw new NetworkError('OUT_OF_RANGE', { parameter: 'roster' });
  if (!Number.isSafeInteger(respondents) || respondents < 0 || respondents > roster)
    throw new NetworkError('OUT_OF_RANGE', { parameter: 'respondents' });
  if (roster === 0) return none('EMPTY_ROSTER');
  return value({ value: respondents / roster, n: roster, caution: respondents < ENOUGH * roster - 1e-9 });
};
