// What both sides of a comparison store and project: the same events, keys and sums.
import { v5 as uuid } from 'uuid';

const namespace = '5ec0eba5-bec4-4000-8000-000000000000';

/** Ids that depend on nothing but the seed: a run can be repeated. */
export const idOf = (seed: number, what: string): string => uuid(`${seed}:${what}`, namespace);

export interface Noted {
  /** Which row it belongs to. */
  readonly key: string;
  readonly amount: number;
  readonly text: string;
}

const padding = 'x'.repeat(360);

/** About 420 bytes as JSON, which is what an event of the product has, so that a stored row comes to about 500. */
export const noted = (key: string, amount: number): Noted => ({ key, amount, text: padding });

/** The row that a key's events must leave behind; a type, because rows are read by their columns' names. */
export type Sum = {
  readonly count: number;
  readonly total: number;
  /** The amount of the last event: wrong when events were projected out of order. */
  readonly last: number;
};

export const blankSum: Sum = { count: 0, total: 0, last: 0 };
export const add = (sum: Sum, { amount }: Pick<Noted, 'amount'>): Sum => ({
  count: sum.count + 1,
  total: sum.total + amount,
  last: amount,
});

/** Each key has this many events, with amounts 1, 2, 3, … */
export const eventsPerKey = 20;
export const rightSum: Sum = {
  count: eventsPerKey,
  total: (eventsPerKey * (eventsPerKey + 1)) / 2,
  last: eventsPerKey,
};
export const isRight = ({ count, total, last }: Sum): boolean =>
  count === rightSum.count && total === rightSum.total && last === rightSum.last;

/**
 * Appends every key's events, one event per append, several writers at once: commits end in another order than they began,
 * as they do under load. A key's own events keep their order.
 */
export const fill = async (
  { keys, writers, seed }: { keys: number; writers: number; seed: number },
  append: (key: string, version: number) => Promise<void>,
): Promise<void> => {
  const waiting = Array.from({ length: keys }, (_, key) => idOf(seed, `key-${key}`));
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let key = waiting.pop(); key !== undefined; key = waiting.pop())
        for (let version = 0; version < eventsPerKey; version++) await append(key, version);
    }),
  );
};
