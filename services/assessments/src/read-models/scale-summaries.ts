import { type SealedScores, smallestGroup } from '@securebase/contracts';
import { open, type Sealed } from '@securebase/domain-kit';
import { describe } from '@securebase/psychometrics';

export interface ScoredResponse {
  readonly respondentId: string;
  /** Whether it came in with a file: whoever sent the file knows it. */
  readonly imported: boolean;
  /** Plain, or erased. */
  readonly scores: Sealed | null;
}

/** What the scores of a scale come to in a group, or the reason why that is not said. */
export type ScaleSummary = { readonly scale: string } & (
  | { readonly n: number; readonly mean: number; readonly sd: number | null }
  | { readonly withheld: 'TOO_FEW_PEOPLE' }
);

interface Scored {
  readonly score: number;
  readonly imported: boolean;
}

/** Who sent a file can take its sheets out of any figure: what is left must be nobody, or a group in its turn. */
const hides = (scored: readonly Scored[], least: number): boolean => {
  const inPerson = scored.filter(({ imported }) => !imported).length;
  return scored.length >= least && (inPerson === 0 || inPerson >= least);
};

/**
 * n, mean and standard deviation of each scale over people. Each person counts once in a scale, whatever they sent in.
 * @param least below so many different people nothing is said
 */
export const summariesOf = (
  scales: readonly string[],
  responses: readonly ScoredResponse[],
  least: number = smallestGroup,
): ScaleSummary[] => {
  const people = new Map(scales.map((scale) => [scale, new Map<string, Scored>()]));
  for (const { respondentId, imported, scores } of responses)
    for (const entry of scores === null ? [] : (open<SealedScores>(scores) ?? []))
      if ('score' in entry) people.get(entry.scale)?.set(respondentId, { score: entry.score, imported });
  return [...people].map(([scale, byPerson]) => {
    const scored = [...byPerson.values()];
    const description = hides(scored, least) ? describe(scored.map(({ score }) => score)) : undefined;
    if (!description?.computed) return { scale, withheld: 'TOO_FEW_PEOPLE' };
    return { scale, n: description.n, mean: description.mean, sd: description.sd };
  });
};
