import { describe, expect, it } from '@jest/globals';
import { bfi, bfiItems } from '../test/bfi.ts';
import { itemStatistics } from './item-statistics.ts';

const { scales, sheets } = bfi();

describe('Item statistics', () => {
  it.each(scales.map((scale) => [scale.code, scale] as const))(
    'of %s are those of R psych',
    (code, scale) => {
      const r = bfiItems().scales[code];
      const pairwise = itemStatistics(scale, sheets, 'PAIRWISE');
      const listwise = itemStatistics(scale, sheets, 'LISTWISE');
      const close = (ours: readonly unknown[], theirs: readonly number[] | undefined) => {
        expect(ours).toHaveLength(5);
        ours.forEach((x, i) => expect(x).toBeCloseTo(theirs?.[i] ?? NaN, 9));
      };
      expect(listwise.map(({ missing }) => 2800 - missing.count)).toEqual(r?.n);
      close(
        listwise.map(({ answers }) => answers.computed && answers.mean),
        r?.mean,
      );
      close(
        listwise.map(({ answers }) => answers.computed && answers.sd),
        r?.sd,
      );
      close(
        listwise.map(({ floor }) => floor.computed && floor.share),
        r?.floor,
      );
      close(
        listwise.map(({ ceiling }) => ceiling.computed && ceiling.share),
        r?.ceiling,
      );
      close(
        listwise.map((item) => item.itemRest.computed && item.itemRest.r),
        r?.item_rest,
      );
      const dropped = (items: typeof listwise) =>
        items.map(({ alphaIfDropped: alpha }) => alpha.computed && alpha.alpha);
      close(dropped(listwise), r?.alpha_if_dropped);
      close(dropped(pairwise), r?.alpha_if_dropped_pairwise);
    },
  );

  it('have a reason where there is nothing to say', () => {
    const [scale] = scales;
    if (!scale) throw new Error('no scale');
    const two = { ...scale, items: ['a', 'b'], reversed: [] };
    const [a, b] = itemStatistics(two, [{ a: 1 }, { a: 6 }, { a: 6 }], 'LISTWISE');
    expect(a).toMatchObject({ missing: { count: 0 }, floor: { share: 1 / 3 }, ceiling: { share: 2 / 3 } });
    expect(b).toMatchObject({
      missing: { count: 3, share: { share: 1 } },
      answers: { reason: 'NO_VALUES' },
      floor: { reason: 'NO_VALUES' },
      itemRest: { reason: 'TOO_FEW_RESPONDENTS' },
      alphaIfDropped: { reason: 'TOO_FEW_ITEMS' },
    });
    const tenths = { ...two, range: { min: 0.1, max: 0.7 }, reversed: ['a', 'b'] };
    expect(itemStatistics(tenths, [{ a: 0.7, b: 0.1 }], 'LISTWISE')).toMatchObject([
      { floor: { share: 1 }, ceiling: { share: 0 } },
      { floor: { share: 0 }, ceiling: { share: 1 } },
    ]);
    const constant = [1, 2, 3].map((x) => ({ a: x, b: 4 }));
    expect(itemStatistics(two, constant, 'PAIRWISE')[0]?.itemRest).toMatchObject({ reason: 'NO_VARIANCE' });
  });
});
