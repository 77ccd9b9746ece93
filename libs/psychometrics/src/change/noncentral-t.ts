import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** Gauss–Legendre nodes and weights on [−1, 1], 16 points, by Newton's method on the Legendre polynomial. */
const legendre = ((points: number) =>
  Array.from({ length: points }, (_, i) => {
    let [x, slope] = [Math.cos((Math.PI * (i + 0.75)) / (points + 0.5)), 0];
    for (let step = 0; step < 100; step++) {
      let [p, before] = [1, 0];
      for (let j = 1; j <= points; j++) [p, before] = [((2 * j - 1) * x * p - (j - 1) * before) / j, p];
      slope = (points * (x * p - before)) / (x * x - 1);
      const move = p / slope;
      x -= move;
      if (Math.abs(move) < 1e-16) break;
    }
    return { x, weight: 2 / ((1 - x * x) * slope * slope) };
  }))(16);

const PANELS = 16;
const integral = (of: (x: number) => number, from: number, to: number): number => {
  if (!(to > from)) return 0;
  const half = (to - from) / PANELS / 2;
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel++) {
    const middle = from + (2 * panel + 1) * half;
    for (const { x, weight } of legendre) sum += weight * of(middle + half * x);
  }
  return sum * half;
};

/** Where Φ is 0 or 1 within a double's precision. */
const REACH = 9;

/**
 * P(T ≤ t) of the noncentral t distribution with df ≥ 1 degrees of freedom and noncentrality δ: ∫ Φ(t·s − δ) f(s) ds over the
 * density f of s = √(χ²/df).
 *
 * Source: Johnson, Kotz & Balakrishnan 1995, chapter 31; compared with scipy `nct`. By Gauss–Legendre quadrature
 * over the part of the density that counts; absolute error below 1e-12 for df up to 1,000,000 and any δ, which the usual
 * series (AS 243) does not reach for |δ| > 37.
 */
export const noncentralTCdf = (t: number, df: number, delta: number): number => {
  if (t < 0) return 1 - noncentralTCdf(-t, df, -delta);
  if (t === 0) return normalCdf(-delta, 0, 1);
  const density = chiDensity(df);
  const [low, high] = chiReach(df);
  const whole = integral(density, low, high);
  const clip = (s: number): number => Math.min(high, Math.max(low, s));
  const [from, to] = [clip((delta - REACH) / t), clip((delta + REACH) / t)];
  const part =
    integral((s) => normalCdf(t * s - delta, 0, 1) * density(s), from, to) + integral(density, to, high);
  return Math.min(1, Math.max(0, part / whole));
};

/** The density of √(χ²/df) up to a factor: 1 at its mode, written so that large df keep their digits. */
const chiDensity = (df: number): ((s: number) => number) => {
  const mode = Math.sqrt((df - 1) / df);
  return df === 1
    ? (s) => Math.exp((-s * s) / 2)
    : (s) => Math.exp((df - 1) * Math.log1p((s - mode) / mode) - (df * (s - mode) * (s + mode)) / 2);
};

/** Where the density is above 1e-17 of its mode, generously. */
const chiReach = (df: number): readonly [number, number] => {
  const mode = Math.sqrt((df - 1) / df);
  const reach = REACH / Math.sqrt(df);
  return [Math.max(0, mode - reach), mode + reach];
};

/**
 * The noncentrality δ at which P(T ≤ t) is `probability`, 0 < probability < 1. P falls as δ rises, so that there is
 * exactly one; found by bisection and false position to 1e-12 of the width of the distribution.
 */
export const noncentrality = (t: number, df: number, probability: number): number => {
  const gap = (delta: number): number => noncentralTCdf(t, df, delta) - probability;
  let width = Math.sqrt(1 + (t * t) / (2 * df));
  let [low, high] = [t - width, t + width];
  let [above, below] = [gap(low), gap(high)];
  while (above < 0) [low, width, above] = [low - width, width * 2, gap(low - width)];
  while (below > 0) [high, width, below] = [high + width, width * 2, gap(high + width)];
  const close = 1e-12 * Math.max(1, Math.abs(t));
  for (let step = 0; step < 200 && high - low > close; step++) {
    // False position, kept off the ends; every third step halves, so that the bracket cannot creep.
    const secant = low + ((high - low) * above) / (above - below);
    const middle = step % 3 === 2 || !(secant > low && secant < high) ? (low + high) / 2 : secant;
    const at = gap(middle);
    if (at === 0) return middle;
    if (at > 0) [low, above, below] = [middle, at, below / 2];
    else [high, below, above] = [middle, at, above / 2];
  }
  return (low + high) / 2;
};
