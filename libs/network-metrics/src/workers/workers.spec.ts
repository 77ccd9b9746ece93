import { expect, it } from '@jest/globals';
import { organization } from '../../test/organization.ts';
import {
  betweenness,
  graphOf,
  graphOfColumns,
  harmonicCloseness,
  sampledBetweenness,
  Workers,
} from '../index.ts';

const graph = graphOfColumns(organization(400, 2_400));
const weighted = graphOfColumns({ ...organization(300, 1_500), directed: true });

it.each([1, 2, 3])('gives with %d workers what there is without, to the last bit', async (count) => {
  await using workers = new Workers(count);
  expect(await workers.betweenness(graph)).toEqual(betweenness(graph));
  const used = { strengths: 'USED' } as const;
  expect(await workers.betweenness(weighted, used)).toEqual(betweenness(weighted, used));
  expect(await workers.harmonicCloseness(graph)).toEqual(harmonicCloseness(graph));
  const some = { seed: 2, pivots: 256 };
  expect(await workers.sampledBetweenness(graph, some)).toEqual(sampledBetweenness(graph, some));
});

it('shows its progress', async () => {
  await using workers = new Workers(2);
  const told: [number, number][] = [];
  await workers.betweenness(graph, { onProgress: (done, of) => told.push([done, of]) });
  expect(told).toHaveLength(7);
  expect(told.at(-1)).toEqual([400, 400]);
  expect(told.every(([done], at) => done > (told[at - 1]?.[0] ?? 0))).toBe(true);
  told.length = 0;
  await workers.sampledBetweenness(graph, {
    seed: 1,
    pivots: 256,
    ranks: 400,
    onProgress: (done, of) => told.push([done, of]),
  });
  expect(told).toEqual([
    [64, 128],
    [128, 128],
    [192, 256],
    [256, 256],
  ]);
});

it('stops when it is cancelled, before and in the middle, and goes on working', async () => {
  await using workers = new Workers(1);
  const cancelled = expect.objectContaining({ code: 'CANCELLED' });
  await expect(workers.betweenness(graph, { signal: AbortSignal.abort() })).rejects.toEqual(cancelled);
  const controller = new AbortController();
  const onProgress = () => controller.abort();
  await expect(workers.betweenness(graph, { signal: controller.signal, onProgress })).rejects.toEqual(
    cancelled,
  );
  const { signal } = new AbortController();
  expect(await workers.betweenness(graph, { signal })).toEqual(betweenness(graph));
});

it('refuses as without workers', async () => {
  await using workers = new Workers(1);
  const negative = graphOf({ directed: true, nodes: ['a', 'b'], ties: [{ from: 'a', to: 'b', weight: -1 }] });
  const refused = expect.objectContaining({ code: 'STRENGTH_NEGATIVE' });
  await expect(workers.betweenness(negative, { strengths: 'USED' })).rejects.toEqual(refused);
  await expect(workers.harmonicCloseness(negative, { strengths: 'USED' })).rejects.toEqual(refused);
  expect(() => new Workers(0)).toThrow(
    expect.objectContaining({ code: 'OUT_OF_RANGE', parameter: 'workers' }),
  );
});
