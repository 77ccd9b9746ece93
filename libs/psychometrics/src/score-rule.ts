import { type ScaleDefinition } from './scale.ts';

/** From Σwx and Σw over the answered items, and how many these are, to the score. */
export type ScoreRule = (total: number, weight: number, answered: number) => number;

/**
 * The last step of scoring, the same for one sheet and for a matrix of them: mean total/weight; sum mean × Σw of all items;
 * (sum + offset) × factor. One division at the end keeps whole sums whole. Expects at least one answer and a definition
 * without defects.
 */
export const scoreRule = ({ scoring, items, weights }: ScaleDefinition): ScoreRule => {
  const all = items.reduce((sum, item) => sum + (weights?.[item] ?? 1), 0);
  const sum: ScoreRule = (total, weight, answered) =>
    answered === items.length ? total : (total * all) / weight;
  switch (scoring.method) {
    case 'MEAN':
      return (total, weight) => total / weight;
    case 'SUM':
      return sum;
    case 'SUM_TIMES_FACTOR': {
      const { factor, offset = 0 } = scoring;
      return (total, weight, answered) => (sum(total, weight, answered) + offset) * factor;
    }
  }
};
