import { describe, expect, it } from '@jest/globals';
import { bfi } from '../test/bfi.ts';
import { type ScaleDefinition } from './scale.ts';
import { unreversedItems } from './unreversed.ts';

const { scales, sheets } = bfi();
const suspects = (scale: ScaleDefinition) => {
  const found = unreversedItems(scale, sheets, 'PAIRWISE');
  if (!found.computed) throw new Error(found.reason);
  return found.items.map(({ item }) => item);
};

describe('Items that were not reversed (SAPA data, 2,800 people)', () => {
  it.each(scales.map((scale) => [scale.code, scale] as const))(
    'of %s: none as R psych keys it',
    (_, scale) => {
      expect(suspects(scale)).toEqual([]);
    },
  );

  it.each(scales.flatMap((scale) => scale.items.map((item) => [item, scale] as const)))(
    'show, one at a time: %s',
    (item, scale) => {
      const others = scale.reversed.filter((other) => other !== item);
      const reversed = others.length < scale.reversed.length ? others : [...scale.reversed, item];
      expect(suspects({ ...scale, reversed })).toEqual([item]);
    },
  );

  it.each(scales.filter(({ reversed }) => reversed.length > 0).map((scale) => [scale.code, scale] as const))(
    'show in %s scored without any reversing, and α with them turned round',
    (_, scale) => {
      const found = unreversedItems({ ...scale, reversed: [] }, sheets, 'LISTWISE');
      const right = unreversedItems(scale, sheets, 'LISTWISE');
      if (!found.computed || !right.computed) throw new Error('not computed');
      expect(found.items.map(({ item }) => item)).toEqual(scale.reversed);
      expect(found.alphaIfTurned.computed && found.alphaIfTurned.alpha).toBeCloseTo(
        right.alpha.computed ? right.alpha.alpha : NaN,
        12,
      );
    },
  );

  it('are not guessed where answers cannot tell', () => {
    const four = { ...scales[0], items: ['a', 'b', 'c', 'd'], reversed: [] } as ScaleDefinition;
    const halves = Array.from({ length: 40 }, (_, i) => {
      const x = 1 + (i % 6);
      const y = 1 + ((i + (i % 7 === 0 ? 1 : 0)) % 6);
      return { a: x, b: y, c: 7 - x, d: 7 - y };
    });
    expect(unreversedItems(four, halves, 'LISTWISE')).toMatchObject({ reason: 'DIRECTION_UNDECIDED' });
    expect(unreversedItems({ ...four, items: ['a', 'b'] }, halves, 'LISTWISE')).toMatchObject({
      reason: 'TOO_FEW_ITEMS',
    });
    expect(unreversedItems(four, halves.slice(0, 9), 'LISTWISE')).toMatchObject({
      reason: 'TOO_FEW_RESPONDENTS',
    });
    expect(
      unreversedItems(
        four,
        halves.map((row) => ({ ...row, d: 2 })),
        'LISTWISE',
      ),
    ).toMatchObject({
      reason: 'NO_VARIANCE',
    });
  });
});
