import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellsOf, seenOf, smallGroups, swaps } from './attacker/index.ts';
import { inTurn } from './attacker/test/audited.ts';
import { releasesOf, world } from './attacker/test/cubes.ts';
import { type Cell, figureOf, policyOf, type Published, release } from './index.ts';

const policy = policyOf();
const from = (first: number, until: number) => Array.from({ length: until - first }, (_, at) => first + at);
const cell = (people: readonly number[], more: Partial<Cell> = {}): Cell => ({
  cube: 'use/1',
  period: '2026-Q1',
  role: 'HR',
  key: { team: String(people[0]) },
  people: Uint32Array.from(people),
  ...more,
});
const states = (cells: readonly Cell[], history: readonly (readonly Published[])[] = []) =>
  release(cells, history, policy).published.map(({ state }) => state === 'PUBLISHED');
const isPublished = (one: Cell) => states([one])[0];
const refused = (code: string, place: object = {}): unknown => expect.objectContaining({ code, ...place });

describe('one cell', () => {
  it('needs 5 people, 8 for answers to questionnaires, 10 for what people wrote', () => {
    const least = (kind: Cell['kind']) =>
      from(1, 15).find((n) => isPublished(cell(from(0, n), kind ? { kind } : {})));
    expect([least(undefined), least('PSYCHOMETRIC'), least('FREE_TEXT')]).toEqual([5, 8, 10]);
    expect(isPublished(cell([]))).toBe(false);
  });

  it('needs two coaches and two teams, none of them with more than nine in ten, except by consent', () => {
    const of = (...shares: number[]) =>
      Uint32Array.from(shares.flatMap((many, one) => Array<number>(many).fill(one)));
    const ten = from(0, 10);
    expect(isPublished(cell(ten, { coaches: of(10) }))).toBe(false);
    expect(isPublished(cell(ten, { coaches: of(9, 1) }))).toBe(true);
    expect(isPublished(cell(from(0, 11), { coaches: of(10, 1) }))).toBe(false);
    expect(isPublished(cell(ten, { coaches: of(5, 5), teams: of(10) }))).toBe(false);
    expect(isPublished(cell(ten, { coaches: of(5, 5), teams: of(6, 4) }))).toBe(true);
    expect(isPublished(cell(ten, { coaches: of(10), teams: of(10), byConsent: true }))).toBe(true);
  });

  it('does not tell that all stand at one value, or at an end', () => {
    const of = (...values: number[]) =>
      cell(from(0, values.length), { values: Float64Array.from(values), range: [1, 5] });
    expect(isPublished(of(3, 3, 3, 3, 3))).toBe(false);
    expect(isPublished(of(3, 3, 3, 3, 4))).toBe(true);
    expect(isPublished(of(...Array<number>(24).fill(5), 4))).toBe(false);
    expect(isPublished(of(...Array<number>(24).fill(1), 2))).toBe(false);
    expect(isPublished(of(5, 5, 5, 5, 4))).toBe(true);
  });

  it('has its exact count and a mean that is rounded to 0.1, halves away from zero', () => {
    const mean = (...values: number[]) => {
      const [found] = release(
        [cell(from(0, values.length), { values: Float64Array.from(values) })],
        [],
        policy,
      ).published;
      return found && figureOf(found);
    };
    expect(mean(2, 2, 2, 3, 3.25)).toMatchObject({ state: 'PUBLISHED', count: 5, mean: 2.5 });
    expect(mean(1, 1, 1, 1, 1.25)).toMatchObject({ mean: 1.1 });
    expect(mean(-1, -1, -1, -1, -1.25)).toMatchObject({ mean: -1.1 });
    expect(mean(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toMatchObject({ count: 10, mean: 5.5 });
  });

  it('is withheld in one shape, without its people, whatever the reason', () => {
    const few = cell([1, 2, 3]);
    const equal = cell(from(10, 20), { key: few.key, values: new Float64Array(10).fill(2) });
    const [one, other] = [few, equal].map((each) => release([each], [], policy).published.map(figureOf)[0]);
    expect(one).toEqual({
      ...{ cube: 'use/1', period: '2026-Q1', role: 'HR', key: few.key },
      ...{ state: 'WITHHELD', count: null, mean: null },
    });
    expect(other).toEqual(one);
    expect(Object.keys(release([cell(from(0, 9))], [], policy).published.map(figureOf)[0] ?? {})).toEqual(
      Object.keys(one ?? {}),
    );
  });
});

describe('cells together', () => {
  const total = cell(from(0, 23), { key: {} });
  const teams = [cell(from(0, 10)), cell(from(10, 20)), cell(from(20, 23))];

  it('a small team takes the smallest other with it, and the total stays', () => {
    expect(states([total, ...teams])).toEqual([true, true, false, false]);
    expect(
      states([total, teams[0]!, cell(from(10, 16)), cell(from(16, 23), { key: { team: 'x' } })]),
    ).toEqual([true, true, true, true]);
  });

  it('counts of one period are not taken back by those of the next', () => {
    const before = release([total, ...teams], [], policy).published;
    const next = (people: number[], key = {}) => cell(people, { period: '2026-Q2', key });
    expect(states([next(from(0, 23))], [before])).toEqual([true]);
    expect(states([next(from(1, 23))], [before])).toEqual([false]);
    expect(states([next(from(1, 24))], [before])).toEqual([false]);
    expect(states([next(from(5, 28))], [before])).toEqual([true]);
  });

  it('what one role sees is counted against what another sees', () => {
    const sponsor = cell(from(0, 20), { role: 'SPONSOR', key: { site: 'a' } });
    expect(states([total])).toEqual([true]);
    expect(states([sponsor], [release([total], [], policy).published])).toEqual([false]);
  });

  it('a period is frozen when it is released', () => {
    const before = release([total, ...teams], [], policy).published;
    const again = release(
      [{ ...total, people: Uint32Array.from(from(0, 40)) }, cell(from(50, 60))],
      [before],
      policy,
    );
    expect(again.published.map(figureOf)).toEqual([
      figureOf(before[0]!),
      expect.objectContaining({ state: 'WITHHELD' }),
    ]);
  });

  it('figures of answers to questionnaires need 8 in every sum of them, counts of use 5', () => {
    const all = { kind: 'PSYCHOMETRIC', key: {} } as const;
    expect(states([cell(from(0, 30), all), cell(from(0, 24), { kind: 'PSYCHOMETRIC' })])).toEqual([
      true,
      false,
    ]);
    expect(states([cell(from(0, 30), { key: {} }), cell(from(0, 24))])).toEqual([true, true]);
  });
});

describe('any releases one after the other', () => {
  it.each([60, 600, 6_000, 2_000_000_000])('are safe with a budget of %d', (budget) => {
    const rules = policyOf({ budget });
    let published = 0;
    fc.assert(
      fc.property(world, (made) => {
        const releases = inTurn(
          releasesOf(made),
          (cells, history) => release(cells, history, rules).published,
        );
        const [seen, people] = [seenOf(releases), cellsOf(releases)];
        const { hits, complete } = smallGroups(seen, people, 5);
        expect([hits, complete, swaps(seen, people, 5)]).toEqual([[], true, []]);
        published += releases.flat().filter(({ state }) => state === 'PUBLISHED').length;
      }),
      { numRuns: 30 },
    );
    if (budget > 1_000) expect(published).toBeGreaterThan(0);
  });

  it('beyond the budget, cells with the same new people tell nothing of earlier ones', () => {
    const newcomers = from(100, 110);
    const before = release([cell(from(0, 30), { key: {} })], [], policy).published;
    const cells = from(0, 6).map((one) =>
      cell([...newcomers, one], { period: '2026-Q2', key: { group: String(one) } }),
    );
    const outcomes = from(0, 40).map((step) => {
      const rules = policyOf({ budget: Math.floor(20 * 1.4 ** step) });
      const { published, cost } = release(cells, [before], rules);
      const all = [before, published];
      expect(swaps(seenOf(all), cellsOf(all), 5)).toEqual([]);
      expect(smallGroups(seenOf(all), cellsOf(all), 5).hits).toEqual([]);
      const shown = published.filter(({ state }) => state === 'PUBLISHED').length;
      return `${shown} ${cost.complete ? 'complete' : 'beyond the budget'}`;
    });
    expect([...new Set(outcomes)]).toEqual(['0 beyond the budget', '1 beyond the budget', '1 complete']);
  });

  it('do not depend on the order of the cells for their safety, nor change their input', () => {
    fc.assert(
      fc.property(world, fc.nat(), (made, turn) => {
        const [cells = []] = releasesOf(made);
        const turned = [
          ...cells.slice(turn % (cells.length || 1)),
          ...cells.slice(0, turn % (cells.length || 1)),
        ];
        const copy = structuredClone(turned);
        const { published, cost } = release(turned, [], policy);
        expect(turned).toEqual(copy);
        expect(published.map((one) => one.cell)).toEqual(turned);
        expect(smallGroups(seenOf([published]), cellsOf([published]), 5).hits).toEqual([]);
        expect(release(turned, [], policy)).toEqual({ published, cost });
      }),
      { numRuns: 30 },
    );
  });

  it('tell with what cost, and when the budget did not suffice', () => {
    const cells = [cell(from(0, 40), { key: {} }), cell(from(0, 20)), cell(from(20, 40))];
    expect(release(cells, [], policy).cost).toMatchObject({ complete: true });
    const short = release(cells, [], policyOf({ budget: 4 }));
    expect([short.cost.complete, short.published.some(({ state }) => state === 'PUBLISHED')]).toEqual([
      false,
      false,
    ]);
  });
});

describe('what does not fit is refused', () => {
  it('rules that are weaker than the product allows', () => {
    expect(() => policyOf({ minimum: { OPERATIONAL: 4 } })).toThrow(
      refused('BELOW_MINIMUM', { parameter: 'minimum.OPERATIONAL' }),
    );
    expect(() => policyOf({ contributors: 1 })).toThrow(
      refused('BELOW_MINIMUM', { parameter: 'contributors' }),
    );
    expect(() => policyOf({ largestShare: 0.95 })).toThrow(
      refused('BELOW_MINIMUM', { parameter: 'largestShare' }),
    );
    expect(() => policyOf({ step: 0.05 })).toThrow(refused('BELOW_MINIMUM', { parameter: 'step' }));
    for (const wrong of [
      { minimum: { OPERATIONAL: 5.5 } },
      { largestShare: 0 },
      { step: Number.NaN },
      { budget: 0 },
    ])
      expect(() => policyOf(wrong)).toThrow(refused('OUT_OF_RANGE'));
    expect(policyOf({ minimum: { FREE_TEXT: 20 } }).minimum).toEqual({
      OPERATIONAL: 5,
      PSYCHOMETRIC: 8,
      FREE_TEXT: 20,
    });
  });

  it('cells that are none, with the row and the column', () => {
    const good = cell(from(0, 9));
    const second = (wrong: Cell) => () => release([good, wrong], [], policy);
    expect(second(good)).toThrow(refused('CELL_TWICE', { row: 1 }));
    expect(second(cell([20, 20]))).toThrow(refused('PERSON_TWICE', { row: 1, column: 'people' }));
    const five = from(30, 35);
    expect(second(cell(five, { values: Float64Array.of(1) }))).toThrow(
      refused('LENGTHS_DIFFER', { column: 'values' }),
    );
    expect(second(cell(five, { coaches: Uint32Array.of(1) }))).toThrow(
      refused('LENGTHS_DIFFER', { column: 'coaches' }),
    );
    const values = Float64Array.of(1, 2, 3, 4, Number.NaN);
    expect(second(cell(five, { values }))).toThrow(refused('NOT_A_NUMBER', { row: 1, column: 'values' }));
    values[4] = 6;
    expect(second(cell(five, { values, range: [1, 5] }))).toThrow(refused('OUT_OF_RANGE', { row: 1 }));
    expect(second(cell([2 ** 31, 1, 2, 3, 4, 5]))).toThrow(
      refused('PERSON_OUT_OF_RANGE', { column: 'people' }),
    );
  });
});
