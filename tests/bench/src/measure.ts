// Ratios are taken within one run: the sides take turns, and each round yields a ratio of its own.

/** One of the things compared: a round of it returns its figure (per second, milliseconds, …). */
export interface Side {
  readonly name: string;
  readonly round: () => Promise<number>;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export const quantile = (values: readonly number[], q: number): number => {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
};

export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  least: Math.min(...values),
  most: Math.max(...values),
});

/** Three significant figures: more would pretend. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

export const roundedSpread = ({ median, least, most }: Spread): Spread => ({
  median: rounded(median),
  least: rounded(least),
  most: rounded(most),
});

/** A B, B A, A B, …: who comes first changes, so that a drift of the machine favours nobody. */
export const interleave = async (
  sides: readonly Side[],
  rounds: number,
  tell: (message: string) => void,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const found = new Map<string, number[]>(sides.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++)
    for (const { name, round: run } of round % 2 === 1 ? sides : sides.toReversed()) {
      const figure = await run();
      found.get(name)?.push(figure);
      tell(`round ${round}/${rounds} ${name}: ${rounded(figure)}`);
    }
  return found;
};

/** The ratio of each round, one side over the other. */
export const ratios = (over: readonly number[], under: readonly number[]): number[] =>
  over.map((value, round) => value / (under[round] ?? Number.NaN));
