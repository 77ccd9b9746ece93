import { describe, expect, it } from '@jest/globals';
import { type AttackedPublished } from './published.ts';
import { cellsOf, seenOf } from './seen.ts';
import { smallGroups } from './span.ts';
import { swaps } from './swaps.ts';

const K = 5;
const cell = (period: string, people: readonly number[], mean?: number): AttackedPublished => ({
  cell: { cube: 'answers', period, role: 'HR', key: {}, people: Uint32Array.from(people) },
  state: 'PUBLISHED',
  count: people.length,
  ...(mean === undefined ? {} : { mean }),
});
const found = (...published: readonly AttackedPublished[]) =>
  swaps(seenOf([published]), cellsOf([published]), K);
const before = [0, 1, 2, 3, 4, 5, 6, 7];

describe('One who left and one who came', () => {
  it('are known from two means, although no group lies in the span of the cells', () => {
    const published = [cell('p0', before, 3), cell('p1', [...before.slice(1), 8], 3.5)];
    expect(smallGroups(seenOf([published]), cellsOf([published]), K).hits).toEqual([]);
    const [swap] = found(...published);
    expect(swap?.people).toEqual([[0], [8]]);
    // 8 · 3.0 − 8 · 3.5 = −4, ± 8 · 0.05 for either mean: between answers of 1 … 5 only 1 − 5 is in these bounds.
    expect(swap?.difference?.low).toBeCloseTo(-4.8, 12);
    expect(swap?.difference?.high).toBeCloseTo(-3.2, 12);
  });

  it('are known by number alone where a mean is withheld', () => {
    expect(found(cell('p0', before, 3), cell('p1', [...before.slice(1), 8]))).toEqual([
      { cells: [0, 1], people: [[0], [8]], difference: undefined },
    ]);
  });

  it('are no swap where nobody came, or where k or more differ', () => {
    expect(found(cell('p0', before, 3), cell('p1', before.slice(1), 3))).toEqual([]);
    expect(found(cell('p0', before, 3), cell('p1', [3, 4, 5, 6, 7, 8, 9, 10], 3))).toEqual([]);
  });
});
