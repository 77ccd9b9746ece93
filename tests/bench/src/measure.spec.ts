import { expect, it } from '@jest/globals';
import { interleave, quantile, ratios, spreadOf } from './measure.ts';

it('takes turns and changes who comes first', async () => {
  const order: string[] = [];
  const side = (name: string) => ({
    name,
    round: () => {
      order.push(name);
      return Promise.resolve(order.length);
    },
  });
  const found = await interleave([side('ours'), side('theirs')], 3, () => undefined);
  expect(order).toEqual(['ours', 'theirs', 'theirs', 'ours', 'ours', 'theirs']);
  expect(found.get('ours')).toEqual([1, 4, 5]);
  expect(found.get('theirs')).toEqual([2, 3, 6]);
});

it('divides each round by its own counterpart', () => {
  expect(ratios([4, 9], [2, 3])).toEqual([2, 3]);
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
});

it('interpolates quantiles', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile([5], 0.99)).toBe(5);
  expect(quantile([], 0.5)).toBeNaN();
});
