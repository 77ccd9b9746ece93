import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plus, reduced, type Row, scaled, solved } from './elimination.ts';

const rowOf = (values: readonly number[]): Row =>
  new Map(values.flatMap((value, column) => (value === 0 ? [] : [[column, BigInt(value)] as const])));
const entries = (row: Row) => [...row].sort(([a], [b]) => a - b);
const total = (made: Row, rows: readonly Row[]): Row =>
  [...made].reduce<Row>((sum, [at, times]) => plus(sum, scaled(rows[at] ?? new Map(), times)), new Map());

const matrix = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 6 }), {
  minLength: 1,
  maxLength: 8,
});

describe('Elimination without fractions', () => {
  it('gives the echelon form of an example worked by hand', () => {
    // (2 4 7) − 2 (1 2 3) = (0 0 1), and (3 6 10) is the sum of the first two: rank 2, pivots in columns 0 and 2.
    const basis = reduced([rowOf([1, 2, 3]), rowOf([2, 4, 7]), rowOf([3, 6, 10])]);
    expect(basis.map(({ pivot, row }) => [pivot, entries(row)])).toEqual([
      [
        0,
        [
          [0, 1n],
          [1, 2n],
        ],
      ],
      [2, [[2, 1n]]],
    ]);
  });

  it('makes every basis row out of the given rows, alone in its pivot, which is above zero', () => {
    fc.assert(
      fc.property(matrix, (values) => {
        const rows = values.map(rowOf);
        const basis = reduced(rows);
        for (const { pivot, row, made } of basis) {
          expect(entries(total(made, rows))).toEqual(entries(row));
          expect(basis.filter((other) => other.row.has(pivot))).toHaveLength(1);
          expect(row.get(pivot) ?? 0n).toBeGreaterThan(0n);
        }
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it('solves for every sum of given rows, and for nothing that adds to the rank', () => {
    let outside = 0;
    fc.assert(
      fc.property(
        matrix,
        fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 8, maxLength: 8 }),
        fc.array(fc.nat(1), { minLength: 6, maxLength: 6 }),
        (values, times, other) => {
          const rows = values.map(rowOf);
          const basis = reduced(rows);
          const target = rows.reduce<Row>(
            (sum, row, at) => plus(sum, scaled(row, BigInt(times[at] ?? 0))),
            new Map(),
          );
          const found = solved(basis, target);
          expect(found).toBeDefined();
          if (found) expect(entries(total(found.made, rows))).toEqual(entries(scaled(target, found.divisor)));
          const within = reduced([...rows, rowOf(other)]).length === basis.length;
          expect(solved(basis, rowOf(other)) !== undefined).toBe(within);
          if (!within) outside += 1;
        },
      ),
      { numRuns: 100, seed: 4 },
    );
    expect(outside).toBeGreaterThan(20);
  });

  it('stays exact where numbers of 64 bits do not suffice', () => {
    const large = 10n ** 30n;
    const rows: Row[] = [
      new Map([
        [0, large],
        [1, 1n],
      ]),
      new Map([
        [0, large],
        [1, 2n],
      ]),
    ];
    expect(solved(reduced(rows), new Map([[1, 1n]]))).toEqual({
      made: new Map([
        [0, -1n],
        [1, 1n],
      ]),
      divisor: 1n,
    });
  });
});
