/** A sparse row of whole numbers: column → value, never zero. */
export type Row = ReadonlyMap<number, bigint>;

/** A row of the reduced basis, and the sum of given rows that makes it. */
export interface BasisRow {
  readonly pivot: number;
  readonly row: Row;
  readonly made: Row;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

const addTo = (into: Map<number, bigint>, from: Row, times: bigint): void => {
  for (const [column, value] of from) {
    const sum = (into.get(column) ?? 0n) + value * times;
    if (sum === 0n) into.delete(column);
    else into.set(column, sum);
  }
};

const sumOf = (a: Row, timesA: bigint, b: Row, timesB: bigint): Map<number, bigint> => {
  const sum = new Map<number, bigint>();
  addTo(sum, a, timesA);
  addTo(sum, b, timesB);
  return sum;
};

const withoutPivot = (target: { row: Row; made: Row }, { pivot, row, made }: BasisRow) => {
  const [mine, theirs] = [target.row.get(pivot) ?? 0n, row.get(pivot) ?? 1n];
  if (mine === 0n) return target;
  const common = gcd(mine, theirs);
  return {
    row: sumOf(target.row, theirs / common, row, -mine / common),
    made: sumOf(target.made, theirs / common, made, -mine / common),
  };
};

const shortened = ({ row, made }: { row: Row; made: Row }): { row: Row; made: Row } => {
  let common = 0n;
  for (const value of row.values()) common = gcd(common, value);
  for (const value of made.values()) common = gcd(common, value);
  if (common <= 1n) return { row, made };
  const divided = (of: Row) => new Map([...of].map(([column, value]) => [column, value / common]));
  return { row: divided(row), made: divided(made) };
};

/**
 * The reduced row echelon form of whole-numbered rows by Gauss–Jordan elimination without fractions (every row is
 * multiplied instead of divided and then shortened by its greatest common divisor), exact for every size of number.
 * Each pivot is above zero, stands alone in its column and was the first column of its row when it was added. Cubic in the worst case; rows of all zeros and rows that
 * others make up drop out.
 */
export const reduced = (rows: readonly Row[]): readonly BasisRow[] => {
  let basis: BasisRow[] = [];
  for (const [number, given] of rows.entries()) {
    let next: { row: Row; made: Row } = { row: given, made: new Map([[number, 1n]]) };
    for (const known of basis) next = withoutPivot(next, known);
    if (next.row.size === 0) continue;
    let pivot = Infinity;
    for (const column of next.row.keys()) pivot = Math.min(pivot, column);
    const sign = (next.row.get(pivot) ?? 0n) < 0n ? -1n : 1n;
    const added = {
      pivot,
      ...shortened({
        row: sumOf(next.row, sign, new Map(), 0n),
        made: sumOf(next.made, sign, new Map(), 0n),
      }),
    };
    basis = basis.map((known) => {
      const rest = shortened(withoutPivot(known, added));
      return { pivot: known.pivot, ...rest };
    });
    basis.push(added);
  }
  return basis;
};

/**
 * How `target` is a sum of the rows that gave `basis`: Σ made / divisor, with the divisor above zero; undefined when it
 * lies outside their span.
 */
export const solved = (
  basis: readonly BasisRow[],
  target: Row,
): { readonly made: Row; readonly divisor: bigint } | undefined => {
  // The target is carried along as a row of its own; its multiple ends up in `divisor`.
  let [rest, made, divisor]: [Row, Row, bigint] = [target, new Map(), 1n];
  for (const known of basis) {
    const [mine, theirs] = [rest.get(known.pivot) ?? 0n, known.row.get(known.pivot) ?? 1n];
    if (mine === 0n) continue;
    const common = gcd(mine, theirs);
    rest = sumOf(rest, theirs / common, known.row, -mine / common);
    made = sumOf(made, theirs / common, known.made, mine / common);
    divisor *= theirs / common;
  }
  return rest.size === 0 ? { made, divisor } : undefined;
};

/** The least common multiple of the pivots: with every row brought to it, rows add up without fractions. */
export const commonPivot = (basis: readonly BasisRow[]): bigint =>
  basis.reduce((multiple, { pivot, row }) => {
    const value = row.get(pivot) ?? 1n;
    return (multiple / gcd(multiple, value)) * value;
  }, 1n);

/** The row `times` over. */
export const scaled = (row: Row, times: bigint): Row => sumOf(row, times, new Map(), 0n);

/** The sum of two rows. */
export const plus = (a: Row, b: Row): Row => sumOf(a, 1n, b, 1n);
