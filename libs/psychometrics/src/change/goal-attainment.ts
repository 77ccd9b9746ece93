import { none, type Outcome, value } from '../outcome.ts';
import { Refusal } from '../refusal.ts';

export interface Goal {
  /** Attainment, −2 (much less than expected) … 0 (as expected) … +2 (much more than expected). */
  readonly score: number;
  /** Importance, 0 or more. */
  readonly weight: number;
}

export type GoalAttainment = Outcome<
  {
    /** T: 50 when goals are attained as expected on the whole, with a standard deviation of 10. */
    value: number;
    method: 'KIRESUK_SHERMAN';
    /** How many goals. */
    n: number;
  },
  'NO_WEIGHT'
>;

/**
 * Goal attainment T = 50 + 10·Σwx/√(0.7·Σw² + 0.3·(Σw)²), which takes goals to correlate by 0.3.
 *
 * Source: Kiresuk & Sherman 1968. The same weights times a factor give the same T. No goals, or weights that are all 0:
 * `NO_WEIGHT`. Errors with the goal's row: `OUT_OF_RANGE` for a score outside −2 … +2, `WEIGHT_NEGATIVE`, `NOT_A_NUMBER`.
 */
export const goalAttainment = (goals: readonly Goal[]): GoalAttainment => {
  goals.forEach(({ score, weight }, row) => {
    if (!Number.isFinite(score) || !Number.isFinite(weight)) throw new Refusal('NOT_A_NUMBER', { row });
    if (score < -2 || score > 2) throw new Refusal('OUT_OF_RANGE', { row });
    if (weight < 0) throw new Refusal('WEIGHT_NEGATIVE', { row });
  });
  // Only the proportions of the weights count; those at most 1 neither overflow nor vanish when squared.
  const heaviest = goals.reduce((most, { weight }) => Math.max(most, weight), 0);
  if (heaviest === 0) return none('NO_WEIGHT');
  let [sum, squares, attained] = [0, 0, 0];
  for (const { score, weight } of goals) {
    const w = weight / heaviest;
    sum += w;
    squares += w * w;
    attained += w * score;
  }
  return value({
    value: 50 + (10 * attained) / Math.sqrt(0.7 * squares + 0.3 * sum ** 2),
    method: 'KIRESUK_SHERMAN',
    n: goals.length,
  });
};
