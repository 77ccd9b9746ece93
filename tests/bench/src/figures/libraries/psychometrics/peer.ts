// The side of simple-statistics: what somebody writes who has its means and variances, and no library for questionnaires.
import { mean, sampleVariance, sum } from 'simple-statistics';
import { type Jobs } from '../jobs.ts';
import { columns, digest, gap, isReversed, range, sheetsOf, someGaps } from './sheets.ts';

const turn = range.min + range.max;
const keyed = (x: number, item: number): number => (isReversed(item) ? turn - x : x);
const itemsOf = (first: number): number[] =>
  Array.from({ length: columns / 2 }, (_, each) => first + 2 * each);

const scores = (cells: Uint8Array, items: readonly number[], needed: number): number[] => {
  const found: number[] = [];
  for (let start = 0; start < cells.length; start += columns) {
    const answers: number[] = [];
    for (const item of items) {
      const x = cells[start + item] ?? gap;
      if (x !== gap) answers.push(keyed(x, item));
    }
    if (answers.length >= needed) found.push(mean(answers));
  }
  return found;
};

const rowsOf = (cells: Uint8Array): number[][] =>
  Array.from({ length: cells.length / columns }, (_, row) =>
    Array.from(cells.subarray(row * columns, (row + 1) * columns)),
  );
const column = (rows: readonly number[][], item: number): number[] => rows.map((row) => row[item] ?? NaN);

const alphaOf = (rows: readonly number[][]): number => {
  const complete = rows.filter((row) => !row.includes(gap)).map((row) => row.map(keyed));
  const items = Array.from({ length: columns }, (_, item) => sampleVariance(column(complete, item)));
  return (columns / (columns - 1)) * (1 - sum(items) / sampleVariance(complete.map((row) => sum(row))));
};

const iccsOf = (rows: readonly number[][]): readonly number[] => {
  const [n, k] = [rows.length, columns];
  const targets = rows.map((row) => mean(row));
  const raters = Array.from({ length: k }, (_, rater) => mean(column(rows, rater)));
  const grand = mean(targets);
  const residuals = rows.map((row, target) =>
    sum(row.map((x, rater) => (x - (targets[target] ?? NaN) - (raters[rater] ?? NaN) + grand) ** 2)),
  );
  const [bms, jms] = [k * sampleVariance(targets), n * sampleVariance(raters)];
  const ems = sum(residuals) / ((n - 1) * (k - 1));
  return [(bms - ems) / (bms + (k - 1) * ems + (k * (jms - ems)) / n), (bms - ems) / bms];
};

export const jobs: Jobs = {
  score: (size) => {
    const cells = sheetsOf(size, someGaps);
    return () => [0, 1].flatMap((first) => digest(scores(cells, itemsOf(first), 15)));
  },
  alpha: (size) => {
    const rows = rowsOf(sheetsOf(size, someGaps));
    return () => [alphaOf(rows)];
  },
  icc: (size) => {
    const rows = rowsOf(sheetsOf(size, 0));
    return () => iccsOf(rows);
  },
};
