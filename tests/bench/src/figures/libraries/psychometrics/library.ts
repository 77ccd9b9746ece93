// The side of the library.
import {
  answerMatrix,
  type AnswerMatrix,
  cronbachAlpha,
  mcdonaldOmega,
  raterIccs,
  type ScaleDefinition,
  scoreMatrix,
} from '@securebase/psychometrics';
import { type Jobs } from '../jobs.ts';
import { columns, digest, gap, isReversed, range, sheetsOf, someGaps } from './sheets.ts';

const items = Array.from({ length: columns }, (_, item) => `q${item + 1}`);
const scaleOf = (code: string, has: (item: number) => boolean): ScaleDefinition => ({
  code,
  items: items.filter((_, item) => has(item)),
  reversed: items.filter((_, item) => has(item) && isReversed(item)),
  range,
  scoring: { method: 'MEAN' },
  missing: { atLeastShare: 0.8 },
  better: 'LOWER',
});
const halves = [scaleOf('even', (item) => item % 2 === 0), scaleOf('odd', (item) => item % 2 === 1)];
const whole = scaleOf('whole', () => true);

const matrixOf = (rows: number): AnswerMatrix =>
  answerMatrix({ items, rows, cells: sheetsOf(rows, someGaps), gap });

const given = <Value>(outcome: ({ computed: true } & Value) | { computed: false; reason: string }): Value => {
  if (!outcome.computed) throw new Error(outcome.reason);
  return outcome;
};

export const jobs: Jobs = {
  score: (rows) => {
    const matrix = matrixOf(rows);
    return () => scoreMatrix(halves, matrix).flatMap(({ scores }) => digest(scores));
  },
  alpha: (rows) => {
    const matrix = matrixOf(rows);
    return () => [given(cronbachAlpha(whole, matrix, 'LISTWISE')).alpha];
  },
  alphaPairwise: (rows) => {
    const matrix = matrixOf(rows);
    return () => [given(cronbachAlpha(whole, matrix, 'PAIRWISE')).alpha];
  },
  omega: (rows) => {
    const matrix = matrixOf(rows);
    return () => [given(mcdonaldOmega(whole, matrix)).omega];
  },
  icc: (rows) => {
    const ratings = { rows, columns, values: Float64Array.from(sheetsOf(rows, 0)) };
    return () => {
      const { forms } = given(raterIccs(ratings));
      return [given(forms['ICC(2,1)']).value, given(forms['ICC(3,k)']).value];
    };
  },
};
