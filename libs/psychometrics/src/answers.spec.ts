import { describe as suite, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as library from './index.ts';
import { type Answers, Refusal, type ScaleDefinition } from './index.ts';

/** Every number, result and reason inside an answer, wherever it stands. */
const faults = (answer: unknown, path = ''): string[] => {
  if (typeof answer === 'number') return Number.isFinite(answer) ? [] : [`${path} is ${answer}`];
  if (answer === undefined) return [`${path} is undefined`];
  if (ArrayBuffer.isView(answer)) return faults(Array.from(answer as Float64Array), path);
  if (typeof answer !== 'object' || answer === null) return [];
  const { computed, reason } = answer as { computed?: unknown; reason?: unknown };
  const mute = computed === false && !(typeof reason === 'string' && /^[A-Z_]+$/.test(reason));
  return [
    ...(mute ? [`${path} has no reason`] : []),
    ...Object.entries(answer).flatMap(([name, part]) => faults(part, `${path}.${name}`)),
  ];
};
/** What a call gives, or the code by which it refused; any other error is a fault of the library. */
const faultsOf = (call: () => unknown): string[] => {
  try {
    return faults(call());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [];
  }
};
const everyFault = (calls: Readonly<Record<string, () => unknown>>): string[] =>
  Object.entries(calls).flatMap(([name, call]) => faultsOf(call).map((fault) => `${name}${fault}`));

/** Mostly answers as people give them, sometimes a number that nobody expects. */
const number = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 0.1, 1e-300, -1e9, 1e160, 1e308, NaN, Infinity) },
);
const cell = fc.option(number, { freq: 6 });
const column = fc.array(cell, { maxLength: 12 });
const matrix = fc
  .integer({ min: 0, max: 5 })
  .chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 9 }));
const runs = { numRuns: 300 };

suite('An answer holds no NaN and no infinite number, and whatever is lacking has a reason', () => {
  const answer = fc.option(
    fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 1, max: 5 }) }, { weight: 1, arbitrary: number }),
    { freq: 12 },
  );
  const items = ['a', 'b', 'c', 'd'];
  const sheet = fc
    .tuple(answer, answer, answer, answer)
    .map((cells): Answers => Object.fromEntries(cells.map((x, i) => [items[i] ?? '', x])));
  const scale = fc.record<ScaleDefinition>({
    code: fc.constant('s'),
    items: fc.subarray(items),
    reversed: fc.subarray(['b', 'd']),
    weights: fc.constantFrom({}, { a: 2 }, { a: 1e-9, b: 1e6 }),
    range: fc.constantFrom({ min: 1, max: 5 }, { min: 0.1, max: 5.3 }, { min: -1e308, max: 1e308 }),
    scoring: fc.constantFrom<ScaleDefinition['scoring']>(
      { method: 'MEAN' },
      { method: 'SUM' },
      { method: 'SUM_TIMES_FACTOR', factor: 4, offset: -5 },
      { method: 'SUM_TIMES_FACTOR', factor: NaN },
    ),
    missing: fc.constantFrom({ atLeastShare: 0.8 }, { atLeastItems: 1 }, { atLeastShare: NaN }),
    better: fc.constantFrom('HIGHER', 'LOWER', 'NEITHER'),
  });

  it('of answer sheets', () => {
    fc.assert(
      fc.property(scale, fc.array(sheet, { maxLength: 16 }), (definition, sheets) => {
        const [first = {}] = sheets;
        const calls = {
          reverse: () => library.reverse(first['a'] ?? 1, definition.range),
          scaleScore: () => library.scaleScore(definition, first),
          scoreMatrix: () =>
            library.scoreMatrix([definition], library.matrixOf(items, sheets)).map(({ scores }) => scores),
          itemsListwise: () => library.itemStatistics(definition, sheets, 'LISTWISE'),
          itemsPairwise: () => library.itemStatistics(definition, sheets, 'PAIRWISE'),
          alphaListwise: () => library.cronbachAlpha(definition, sheets, 'LISTWISE'),
          alphaPairwise: () => library.cronbachAlpha(definition, sheets, 'PAIRWISE'),
          omega: () => library.mcdonaldOmega(definition, sheets),
          unreversed: () => library.unreversedItems(definition, sheets, 'PAIRWISE'),
        };
        expect(everyFault(calls)).toEqual([]);
      }),
      runs,
    );
  });

  it('of covariances', () => {
    const covariance = fc.integer({ min: 0, max: 5 }).chain((k) =>
      fc.record({
        k: fc.constant(k),
        cells: fc.array(number, { minLength: k * k, maxLength: k * k + (k === 2 ? 1 : 0) }),
        symmetric: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(covariance, ({ k, cells: given, symmetric }) => {
        const mirrored = (_: number, at: number) => given[(at % k) * k + Math.floor(at / k)] ?? NaN;
        const upper = (x: number, at: number) => (at % k < Math.floor(at / k) ? mirrored(x, at) : x);
        const cells = Float64Array.from(symmetric ? given.map(upper) : given);
        const calls = {
          alphaOf: () => library.alphaOf({ k, covariance: cells, n: 9 }, 'LISTWISE'),
          oneFactor: () => library.oneFactor(k, cells),
        };
        expect(everyFault(calls)).toEqual([]);
      }),
      runs,
    );
  });

  it('of ratings and groups', () => {
    fc.assert(
      fc.property(matrix, column, fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 12 }), (m, x, g) => {
        const calls = {
          raterIccs: () => library.raterIccs(m),
          agreement: () => library.withinGroupAgreement(m, { min: 1, max: 5 }),
          groupIccs: () => library.groupIccs(x.slice(0, g.length), g.slice(0, x.length)),
          difference: () => library.selfOtherDifference(3, x, { sd: 1, reliability: 0.8 }),
          profile: () => library.selfOtherAgreement(m[0] ?? [], m.slice(1)),
        };
        expect(everyFault(calls)).toEqual([]);
      }),
      runs,
    );
  });

  it('of change', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 9 }), number, number, (pairs, a, b) => {
        const [before, after] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const error = { sd: b, sdFrom: 'NORM', reliability: 0.8 } as const;
        const group = { mean: a, sd: b };
        const calls = {
          standardized: () => library.standardizedChange(before, after),
          equivalence: () => library.equivalence(before, after, a),
          reliable: () => library.reliableChange(a, 3, error, 'HIGHER'),
          clinical: () => library.clinicallySignificantChange(a, 3, 2.5, error, 'LOWER'),
          cutoffs: () => library.cutoffs({ clinical: group, functional: { mean: 9, sd: 1 } }, 'HIGHER'),
          goals: () =>
            library.goalAttainment([
              { score: 1, weight: a },
              { score: -1, weight: b },
            ]),
          tScore: () => library.tScore(3, { kind: 'NORMAL', ...group }),
          percentile: () => library.percentile(a, { kind: 'NORMAL', mean: 3, sd: b }),
          describe: () => library.describe(before.map((x) => x ?? 0)),
        };
        expect(everyFault(calls)).toEqual([]);
      }),
      runs,
    );
  });
});
