import { none, type Outcome, value } from './outcome.ts';
import { type ScaleDefinition } from './scale.ts';
import { type Answers } from './score.ts';

/** What happens to respondents with gaps: left out altogether, or left out only of the covariances they lack. */
export type Gaps = 'LISTWISE' | 'PAIRWISE';

export type Alpha = Outcome<
  {
    alpha: number;
    estimator: 'CRONBACH_ALPHA';
    gaps: Gaps;
    /** Respondents with all items (listwise), or the fewest that share a pair of items (pairwise). */
    n: number;
  },
  'TOO_FEW_ITEMS' | 'TOO_FEW_RESPONDENTS' | 'NO_VARIANCE' | 'ANSWER_OUT_OF_RANGE'
>;

/**
 * Cronbach's α of a scale after reversing: k/(k−1) · (1 − Σs²ᵢ/s²ₓ), where s²ₓ is the sum of the covariance matrix.
 *
 * Source: Cronbach 1951; R psych `alpha`. Range: at most 1; negative values are legal. Fewer than two items:
 * `TOO_FEW_ITEMS`; fewer than two respondents with answers: `TOO_FEW_RESPONDENTS`; a total without variance:
 * `NO_VARIANCE`.
 */
export const cronbachAlpha = (scale: ScaleDefinition, sheets: readonly Answers[], gaps: Gaps): Alpha => {
  const k = scale.items.length;
  if (k < 2) return none('TOO_FEW_ITEMS');
  const { min, max } = scale.range;
  const reversed = new Set(scale.reversed);
  const columns = scale.items.map((item) =>
    sheets.map(({ [item]: x }) =>
      x === null || x === undefined ? null : reversed.has(item) ? min + max - x : x,
    ),
  );
  if (columns.flat().some((x) => x !== null && !(x >= min && x <= max))) return none('ANSWER_OUT_OF_RANGE');
  const complete = sheets.map((_, row) => columns.every((column) => column[row] !== null));
  const used =
    gaps === 'LISTWISE'
      ? columns.map((column) => column.map((x, row) => (complete[row] ? x : null)))
      : columns;
  const pairs = used.flatMap((a, i) => used.map((b, j) => ({ ...covariance(a, b), diagonal: i === j })));
  const n = Math.min(...pairs.map((pair) => pair.n));
  if (n < 2) return none('TOO_FEW_RESPONDENTS');
  const total = pairs.reduce((sum, { covariance: c }) => sum + c, 0);
  const items = pairs.reduce((sum, { covariance: c, diagonal }) => (diagonal ? sum + c : sum), 0);
  // Items that cancel each other out leave rounding errors where there is no variance.
  if (total <= 1e-12 * items || items === 0) return none('NO_VARIANCE');
  return value({ alpha: (k / (k - 1)) * (1 - items / total), estimator: 'CRONBACH_ALPHA', gaps, n });
};

const covariance = (
  a: readonly (number | null)[],
  b: readonly (number | null)[],
): { covariance: number; n: number } => {
  const both = a.flatMap((x, row) => {
    const y = b[row];
    return x === null || y === null || y === undefined ? [] : [[x, y] as const];
  });
  const n = both.length;
  const meanX = both.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = both.reduce((sum, [, y]) => sum + y, 0) / n;
  return { covariance: both.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / (n - 1), n };
};
