import { describe, expect, it } from '@jest/globals';
import {
  answersNeeded,
  DEFAULT_MISSING_RULE,
  refuseDefective,
  type ScaleDefinition,
  scaleDefects,
} from './scale.ts';

const scale: ScaleDefinition = {
  code: 'avoidance',
  items: ['1', '2', '3', '4', '5', '6'],
  reversed: ['1', '2', '3', '4'],
  range: { min: 1, max: 7 },
  scoring: { method: 'MEAN' },
  missing: DEFAULT_MISSING_RULE,
  better: 'LOWER',
};
const defects = (change: Partial<ScaleDefinition>) => scaleDefects({ ...scale, ...change });

describe('A scale definition', () => {
  it('without defects says so', () => {
    expect(scaleDefects(scale)).toEqual([]);
  });

  it('names each defect and its place', () => {
    expect(defects({ code: ' ' })).toEqual([{ code: 'SCALE_WITHOUT_CODE', path: ['code'] }]);
    expect(defects({ items: [], reversed: [] })).toContainEqual({
      code: 'SCALE_WITHOUT_ITEMS',
      path: ['items'],
    });
    expect(defects({ items: [...scale.items, '6'] })).toEqual([{ code: 'ITEM_TWICE', path: ['items', '6'] }]);
    expect(defects({ reversed: ['1', '1'] })).toEqual([{ code: 'REVERSED_TWICE', path: ['reversed', '1'] }]);
    expect(defects({ reversed: ['9'] })).toEqual([
      { code: 'REVERSED_ITEM_NOT_IN_SCALE', path: ['reversed', '0'] },
    ]);
    expect(defects({ range: { min: 7, max: 1 } })).toEqual([{ code: 'RANGE_EMPTY', path: ['range'] }]);
    expect(defects({ range: { min: NaN, max: 1 } })).toEqual([
      { code: 'RANGE_NOT_NUMBERS', path: ['range'] },
    ]);
    expect(defects({ range: { min: 0, max: 1e300 } })).toEqual([
      { code: 'NUMBER_TOO_LARGE', path: ['range'] },
    ]);
    expect(defects({ scoring: { method: 'SUM_TIMES_FACTOR', factor: 0 } })).toEqual([
      { code: 'FACTOR_NOT_POSITIVE', path: ['scoring', 'factor'] },
    ]);
  });

  it('is data: a method or a direction that its type does not allow is a defect', () => {
    const read = JSON.parse(
      '{ "scoring": { "method": "MEDIAN" }, "better": "UP" }',
    ) as Partial<ScaleDefinition>;
    expect(defects(read)).toEqual([
      { code: 'METHOD_UNKNOWN', path: ['scoring', 'method'] },
      { code: 'DIRECTION_UNKNOWN', path: ['better'] },
    ]);
    expect(() => refuseDefective({ ...scale, ...read })).toThrow(
      expect.objectContaining({ code: 'SCALE_DEFECTIVE', parameter: 'METHOD_UNKNOWN scoring.method' }),
    );
  });

  it.each([
    { atLeastShare: 0 },
    { atLeastShare: 1.1 },
    { atLeastItems: 0 },
    { atLeastItems: 7 },
    { atLeastItems: 1.5 },
  ])('refuses the missing rule %p', (missing) => {
    expect(defects({ missing })).toEqual([{ code: 'MISSING_RULE_OUT_OF_RANGE', path: ['missing'] }]);
  });

  it.each([
    [5, 4],
    [6, 5],
    [9, 8],
    [10, 8],
    [15, 12],
  ])('of %i items needs %i answers under the 80 %% rule', (count, needed) => {
    const items = Array.from({ length: count }, (_, i) => `${i}`);
    expect(answersNeeded({ ...scale, items })).toBe(needed);
  });
});
