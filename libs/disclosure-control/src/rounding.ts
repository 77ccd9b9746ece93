/** The mean of at least one number. O(n). */
export const meanOf = (values: Float64Array): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};

/**
 * The multiple of `step` next to a number; halves go away from zero. What is as close to a half as the number's own
 * rounding error counts as one, so that 2.45, which no double is, becomes 2.5. Printed without a tail of digits.
 */
export const rounded = (number: number, step: number): number => {
  const steps = Math.abs(number) / step;
  const whole = Math.floor(steps + 0.5 + steps * 4 * Number.EPSILON);
  const digits = Math.max(0, 15 - Math.ceil(Math.log10(Math.max(1, whole))));
  return Math.sign(number) * Number((whole * step).toFixed(Math.min(12, digits)));
};
