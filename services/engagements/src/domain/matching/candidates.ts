import { compare, fits, type OfferSide, type Rated, scoreOf, type Side } from './score.ts';
import { type Seeker } from './terms.ts';

/** How many coaches of each participant the assignment chooses from. */
export const bestOf = 20;

/** The best coaches of a participant among those given, the best first, at most so many. */
export const bestFor = (
  seeker: Side<Seeker>,
  coaches: readonly OfferSide[],
  most: number,
  counts: (coach: OfferSide) => boolean = () => true,
): readonly Rated[] => {
  const best: Rated[] = [];
  for (const coach of coaches) {
    if (!counts(coach) || !fits(seeker, coach)) continue;
    const rated = { coach, score: scoreOf(seeker, coach) };
    const last = best.at(-1);
    if (best.length === most && last && compare(seeker, last, rated) <= 0) continue;
    let at = best.length;
    for (; at > 0; at--) {
      const before = best[at - 1];
      if (!before || compare(seeker, before, rated) <= 0) break;
    }
    best.splice(at, 0, rated);
    if (best.length > most) best.pop();
  }
  return best;
};
