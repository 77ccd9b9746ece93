import { type SealedScores } from '@securebase/contracts';
import { open, type Sealed } from '@securebase/domain-kit';
import { describe } from '@securebase/psychometrics';

/** Below so many different people nothing is said of a group. */
export const smallestGroup = 5;

export interface ScoredResponse {
  readonly respondentId: string;
  readonly scores: Sealed | null;
}

/** What the scores of a scale come to in a group, or the reason why that is not said. */
export type ScaleSummary = { readonly scale: string } & (
  | { readonly n: number; readonly mean: number; readonly sd: number | null }
  | { readonly withheld: 'TOO_FEW_PEOPLE' }
);

/** n, mean and standard deviation of each scale over people. Each person counts once in a scale, whatever they sent in. */
export const summariesOf = (
  scales: readonly string[],
  responses: readonly ScoredResponse[],
): ScaleSummary[] => {
  const scoresOf = new Map(scales.map((scale) => [scale, new Map<string, number>()]));
  for (const { respondentId, scores } of responses)
    for (const entry of scores === null ? [] : open<SealedScores>(scores))
      if ('score' in entry) scoresOf.get(entry.scale)?.set(respondentId, entry.score);
  return [...scoresOf].map(([scale, scored]) => {
    const description = scored.size < smallestGroup ? undefined : describe([...scored.values()]);
    if (!description?.computed) return { scale, withheld: 'TOO_FEW_PEOPLE' };
    return { scale, n: description.n, mean: description.mean, sd: description.sd };
  });
};
