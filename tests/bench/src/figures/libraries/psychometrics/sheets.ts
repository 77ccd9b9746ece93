// Answer sheets, the same for both sides.

export const columns = 36;
/** Cell of an item that was not answered. */
export const gap = 0;
export const range = { min: 1, max: 7 } as const;
export const isReversed = (item: number): boolean => item % 6 > 3;

/** Whole numbers 1 … 7 with a common part for each sheet; a linear congruential generator: speed, not chance. */
export const sheetsOf = (rows: number, shareOfGaps: number): Uint8Array => {
  let state = 20_240_501;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const cells = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const common = next() * 4;
    for (let item = 0; item < columns; item += 1) {
      const x = 1 + Math.floor(common + next() * 3);
      cells[row * columns + item] = next() < shareOfGaps ? gap : isReversed(item) ? 8 - x : x;
    }
  }
  return cells;
};

/** One cell in fifty. */
export const someGaps = 0.02;

/** n, sum and sum of squares: enough to see that two sides scored alike. */
export const digest = (scores: Iterable<number>): readonly number[] => {
  let [n, sum, squares] = [0, 0, 0];
  for (const score of scores) {
    n += 1;
    sum += score;
    squares += score * score;
  }
  return [n, sum, squares];
};
