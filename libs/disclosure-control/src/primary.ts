import { type Cell, minimumOf } from './cell.ts';
import { type Policy } from './policy.ts';
import { meanOf, rounded } from './rounding.ts';

/**
 * Primary suppression: whether a cell may be published as far as it alone is concerned. It has enough distinct people;
 * enough coaches and teams stand behind it and none of them dominates, except where it is about one team by its own
 * consent; its values are not all equal, and their mean is not, as rounded, the least or the most that a value can be
 * (everybody would then be known to stand there). O(people).
 */
export const mayBePublished = (cell: Cell, policy: Policy): boolean =>
  cell.people.length >= minimumOf(cell, policy) &&
  (cell.byConsent === true || [cell.coaches, cell.teams].every((of) => !of || isShared(of, policy))) &&
  (!cell.values || tellsNobody(cell.values, cell.range, policy));

/** Whether enough contributors share the people, none of them with more than the largest share. */
const isShared = (contributors: Uint32Array, { contributors: fewest, largestShare }: Policy): boolean => {
  const people = new Map<number, number>();
  for (const one of contributors) people.set(one, (people.get(one) ?? 0) + 1);
  // The share is compared as a count, so that 9 of 10 is not above 0.9 by a rounding error.
  const most = Math.floor(largestShare * contributors.length + 1e-9);
  return people.size >= fewest && Math.max(...people.values()) <= most;
};

const tellsNobody = (values: Float64Array, range: Cell['range'], { step }: Policy): boolean => {
  if (values.every((value) => value === values[0])) return false;
  const mean = rounded(meanOf(values), step);
  return !range || (mean > range[0] && mean < range[1]);
};
