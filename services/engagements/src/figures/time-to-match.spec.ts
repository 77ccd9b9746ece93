import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysFor, spread, told, type Waits } from './time-to-match.ts';

const waits: fc.Arbitrary<Waits> = fc
  .uniqueArray(fc.tuple(fc.nat(730), fc.integer({ min: 1, max: 30 })), { selector: ([days]) => days })
  .map((all) => all);
const every = (all: Waits) =>
  all.flatMap(([days, people]) => Array.from({ length: people }, () => days)).toSorted((a, b) => a - b);
const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);

describe('How long a match takes', () => {
  it('is told by the days within which a share was matched', () => {
    const all: Waits = [
      [10, 1],
      [2, 2],
      [5, 1],
    ];
    expect([0.25, 0.5, 0.75, 1].map((share) => daysFor(all, share))).toEqual([2, 2, 5, 10]);
    expect(daysFor([], 0.5)).toBeNull();
  });

  it('is the nearest rank of all who waited', () => {
    fc.assert(
      fc.property(waits, fc.constantFrom(0.25, 0.5, 0.75), (all, share) => {
        const one = every(all);
        expect(daysFor(all, share)).toBe(one[Math.ceil(share * one.length) - 1] ?? null);
      }),
    );
  });

  it('is spread over spans without gaps, of nobody or of enough people', () => {
    fc.assert(
      fc.property(waits, fc.integer({ min: 5, max: 20 }), (all, least) => {
        const spans = spread(all, least);
        const people = every(all);
        fc.pre(people.length >= least);
        expect(spans[0]?.from).toBe(0);
        expect(spans.at(-1)?.until).toBeNull();
        for (const [index, each] of spans.entries()) {
          if (index > 0) expect(each.from).toBe(spans[index - 1]?.until);
          expect(each.people === 0 || each.people >= least).toBe(true);
          const within = people.filter((days) => days >= each.from && days < (each.until ?? Infinity));
          expect(each.people).toBe(within.length);
        }
      }),
    );
  });
});

describe('Of which cohorts it is told', () => {
  it('of those with enough people, unless the rest of the program would be about too few', () => {
    const of = (...sizes: number[]) => [
      ...told(
        sizes.map((people, n) => ({ id: `${n}`, people })),
        5,
      ),
    ];
    expect(of(5, 8)).toEqual(['1', '0']);
    expect(of(5, 8, 0)).toEqual(['1', '0']);
    expect(of(5, 8, 4)).toEqual(['1']);
    expect(of(5, 8, 4, 3)).toEqual(['1', '0']);
    expect(of(4, 4)).toEqual([]);
    expect(of(6, 2)).toEqual([]);
  });

  it('never leaves a rest of one to fewer than the smallest group', () => {
    const sizes = fc.array(fc.nat(30), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 5, max: 12 }), (all, least) => {
        const groups = all.map((people, n) => ({ id: `${n}`, people }));
        const named = told(groups, least);
        const rest = sum(groups.filter(({ id }) => !named.has(id)).map(({ people }) => people));
        for (const { id, people } of groups) if (named.has(id)) expect(people).toBeGreaterThanOrEqual(least);
        if (sum(all) >= least) expect(rest === 0 || rest >= least).toBe(true);
      }),
    );
  });
});
