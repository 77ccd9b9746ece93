import { centred, PRIME, times } from './field.ts';
import { type Vector } from './vector.ts';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The denominator of the fraction with small terms that is `a` modulo the prime (Wang 1981); undefined if none is. */
const denominatorOf = (a: number): number | undefined => {
  const most = Math.sqrt(PRIME / 2);
  let [high, low] = [PRIME, a];
  let [x, y] = [0, 1];
  while (low > most) {
    const quotient = Math.floor(high / low);
    [high, low] = [low, high - quotient * low];
    [x, y] = [y, x - quotient * y];
  }
  return Math.abs(y) <= most && y !== 0 ? Math.abs(y) : undefined;
};

/** The relation in whole numbers, or undefined where no small ones fit. */
const whole = ({ values }: Vector): readonly number[] | undefined => {
  let multiple = 1;
  for (const value of values) {
    const denominator = denominatorOf(times(multiple % PRIME, value));
    if (denominator === undefined || multiple * denominator > PRIME / 2) return undefined;
    multiple *= denominator;
  }
  const numbers = Array.from(values, (value) => centred(times(multiple, value)));
  const common = numbers.reduce((shared, number) => gcd(shared, Math.abs(number)), 0);
  return common === 0 ? undefined : numbers.map((number) => number / common);
};

/**
 * Whether cells add up to 0 for every person in whole numbers, and not only modulo the prime. If every relation that the
 * elimination found is a true one, the span has the same dimension over the fractions as modulo the prime, and then
 * whatever is true of all its vectors modulo the prime (that none is about few people) is true over the fractions: divide
 * a vector by its common factors, and it is not 0 modulo the prime and has no more people there.
 * O(people in the cells).
 */
export const isTrue = (relation: Vector, cells: readonly Int32Array[], classes: number): boolean => {
  const numbers = whole(relation);
  if (!numbers) return false;
  const sums = new Map<number, number>();
  numbers.forEach((number, at) => {
    for (const column of cells[relation.columns[at]! - classes]!)
      sums.set(column, (sums.get(column) ?? 0) + number);
  });
  return [...sums.values()].every((sum) => sum === 0);
};
