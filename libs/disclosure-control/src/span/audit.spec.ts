import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reduced } from '../attacker/index.ts';
import { Audit } from './audit.ts';
import { Budget, BudgetSpent } from './budget.ts';
import { classesOf } from './classes.ts';

const PLENTY = 1e9;
const cellsOf = (...cells: number[][]): Uint32Array[] => cells.map((people) => Uint32Array.from(people));
const from = (first: number, until: number) => Array.from({ length: until - first }, (_, at) => first + at);
const findings = (cells: readonly Uint32Array[], k: number, before = 0) =>
  new Audit(classesOf(cells), before, k, new Budget(PLENTY)).findings();
const named = (cells: readonly Uint32Array[], k: number, before = 0) =>
  findings(cells, k, before).map((finding) => finding.cells);

/** The rank over the fractions, by the attacker's elimination, of the cells without some people. */
const rank = (cells: readonly Uint32Array[], without: ReadonlySet<number>): number =>
  reduced(
    cells.map((people) => new Map([...people].filter((one) => !without.has(one)).map((one) => [one, 1n]))),
  ).length;

const subsets = (people: readonly number[], most: number): readonly (readonly number[])[] =>
  people.reduce<readonly (readonly number[])[]>(
    (sets, one) => [...sets, ...sets.filter(({ length }) => length < most).map((set) => [...set, one])],
    [[]],
  );

/** By definition: leaving fewer than k people out lowers the rank if and only if a vector is about them alone. */
const isSafe = (cells: readonly Uint32Array[], k: number): boolean => {
  const people = [...new Set(cells.flatMap((cell) => [...cell]))];
  const whole = rank(cells, new Set());
  return subsets(people, k - 1).every((set) => rank(cells, new Set(set)) === whole);
};

const random = (people: number, most: number) =>
  fc.array(
    fc.subarray(from(0, people), { minLength: 2 }).map((cell) => Uint32Array.from(cell)),
    { minLength: 1, maxLength: most },
  );

it('finds something exactly where leaving fewer than k people out lowers the rank', () => {
  let [safe, unsafe] = [0, 0];
  const property = fc.property(random(11, 5), fc.integer({ min: 2, max: 4 }), (cells, k) => {
    const expected = isSafe(cells, k);
    expect(findings(cells, k).length === 0).toBe(expected);
    if (expected) safe++;
    else unsafe++;
  });
  fc.assert(property, { numRuns: 400 });
  expect(Math.min(safe, unsafe)).toBeGreaterThan(20);
});

it('names cells of which a sum is about few people, and only those', () => {
  fc.assert(
    fc.property(random(12, 7), fc.integer({ min: 2, max: 5 }), (cells, k) => {
      for (const finding of findings(cells, k)) {
        const named = finding.cells.map((cell) => cells[cell]!);
        expect(named.length).toBeGreaterThan(0);
        expect(isSafe(named, k)).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

it('a total less all its parts but one', () => {
  const cells = cellsOf(from(0, 23), from(0, 10), from(10, 20), from(40, 60));
  expect(named(cells, 5)).toEqual([[0, 1, 2]]);
  expect(findings(cells, 3)).toEqual([]);
});

it('one leaves and one joins: two means are enough', () => {
  const cells = cellsOf(from(0, 8), from(1, 9));
  expect(named(cells, 3)).toEqual([[0, 1]]);
  expect(findings(cells, 2)).toEqual([]);
});

it('a vector with fractions: three pairs of teams, and all three teams with one person more', () => {
  const [a, b, c] = [from(0, 10), from(10, 20), from(20, 30)];
  const cells = cellsOf([...a, ...b], [...b, ...c], [...a, ...c], [...a, ...b, ...c, 99]);
  expect(named(cells, 5)).toEqual([[0, 1, 2, 3]]);
});

it('what earlier cells tell alone is no finding, what a new one adds is', () => {
  const earlier = cellsOf(from(0, 12), from(0, 10));
  expect(findings(earlier, 5)).toHaveLength(1);
  expect(findings(earlier, 5, 2)).toEqual([]);
  const one = Uint32Array.from([...from(20, 40), 10]);
  expect(named([...earlier, one, Uint32Array.from(from(20, 40))], 5, 2)).toEqual([[2, 3]]);
});

it('says that it found something where the budget does not suffice to know', () => {
  // Too few people for four bases of the cells: it takes a search to know that there is nothing.
  const cells = from(0, 8).map((at) => Uint32Array.from([0, 1, 4, 6, 11, 13], (far) => (at + far) % 20));
  const outcome = (operations: number): string => {
    try {
      const found = new Audit(classesOf(cells), 0, 4, new Budget(operations)).findings();
      return found.map(({ undecided }) => (undecided ? 'undecided' : 'found')).join() || 'nothing';
    } catch (error) {
      if (error instanceof BudgetSpent) return 'spent';
      throw error;
    }
  };
  const outcomes = Array.from({ length: 60 }, (_, at) => outcome(Math.floor(100 * 1.25 ** at)));
  expect([...new Set(outcomes)]).toEqual(['spent', 'undecided', 'nothing']);
});

it('after cells are withheld and let back in, finds what it finds in those that are left', () => {
  fc.assert(
    fc.property(random(12, 7), fc.array(fc.nat(6), { maxLength: 12 }), (cells, turns) => {
      const audit = new Audit(classesOf(cells), 0, 4, new Budget(PLENTY));
      const withheld = new Set<number>();
      for (const turn of turns.filter((cell) => cell < cells.length)) {
        if (!withheld.has(turn)) {
          audit.withhold([turn]);
          withheld.add(turn);
        } else if (audit.findings().length === 0) {
          const left = cells.filter((_, at) => !withheld.has(at) || at === turn);
          const back = audit.readmit(turn);
          expect(back).toBe(isSafe(left, 4));
          if (back) withheld.delete(turn);
        }
        const left = cells.filter((_, at) => !withheld.has(at));
        expect(audit.findings().length === 0).toBe(isSafe(left, 4));
      }
    }),
    { numRuns: 300 },
  );
});
