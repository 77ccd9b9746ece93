import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { checkLevel, Refusal } from '../refusal.ts';

/** Gauss–Legendre nodes and weights on [−1, 1], 16 points, by Newton's method on the Legendre polynomial. */
const legendre = ((points: number) =>
  Array.from({ length: points }, (_, i) => {
    let [x, slope] = [-Math.cos((Math.PI * (i + 0.75)) / (points + 0.5)), 0];
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

/** Where Φ is 0 or 1 within a double's precision. */
const REACH = 9;

type AtOneT = (delta: number) => { readonly below: number; readonly slope: number };

/** The distribution at one t ≥ 0 as a function of δ: its value and its slope, −∫ φ(t·s − δ) f(s) ds. */
const at = (t: number, df: number): AtOneT => {
  const density = chiDensity(df);
  const [low, high] = chiReach(df);
  // Neither the density nor Φ(t·s − δ) bends more within a panel than sixteen points follow to the last digits.
  const panels = Math.max(8, Math.ceil((t * (high - low)) / 3));
  return panels > MOST_PANELS ? sharp(t, density, [low, high]) : smooth(t, density, [low, high], panels);
};

/** From here on a grid over the whole density costs more than one around the step of Φ for every δ. */
const MOST_PANELS = 128;

type Density = (s: number) => number;

const integral = (of: Density, from: number, to: number, panels = 16): number => {
  if (!(to > from)) return 0;
  const half = (to - from) / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = from + (2 * panel + 1) * half;
    for (const { x, weight } of legendre) sum += weight * of(middle + half * x);
  }
  return sum * half;
};

/** Φ(t·s − δ) steps from 0 to 1 within a small part of the density, which differs with δ. */
const sharp = (t: number, density: Density, [low, high]: readonly [number, number]): AtOneT => {
  const whole = integral(density, low, high);
  const clip = (s: number): number => Math.min(high, Math.max(low, s));
  return (delta) => {
    const [from, to] = [clip((delta - REACH) / t), clip((delta + REACH) / t)];
    const step = integral((s) => normalCdf(t * s - delta, 0, 1) * density(s), from, to);
    const bell = integral((s) => Math.exp(-((t * s - delta) ** 2) / 2) * density(s), from, to);
    const rest = integral(density, to, high);
    return { below: Math.min(1, (step + rest) / whole), slope: (-PHI * bell) / whole };
  };
};

/** One grid over the density serves every δ. */
const smooth = (
  t: number,
  density: Density,
  [low, high]: readonly [number, number],
  panels: number,
): AtOneT => {
  const half = (high - low) / panels / 2;
  const z = new Float64Array(panels * legendre.length);
  const mass = new Float64Array(z.length);
  let whole = 0;
  for (let panel = 0, node = 0; panel < panels; panel++) {
    const middle = low + (2 * panel + 1) * half;
    for (const { x, weight } of legendre) {
      const s = middle + half * x;
      z[node] = t * s;
      mass[node] = weight * density(s);
      whole += mass[node++] ?? 0;
    }
  }
  return (delta) => {
    let [below, slope] = [0, 0];
    for (let node = 0; node < z.length; node++) {
      const x = (z[node] ?? 0) - delta;
      const share = (mass[node] ?? 0) / whole;
      if (x < -REACH || share === 0) continue;
      if (x > REACH) {
        below += share;
        continue;
      }
      below += share * normalCdf(x, 0, 1);
      slope -= share * Math.exp((-x * x) / 2) * PHI;
    }
    return { below: Math.min(1, below), slope };
  };
};

/** 1/√(2π). */
const PHI = 1 / Math.sqrt(2 * Math.PI);

/** The density of √(χ²/df) up to a factor: 1 at its mode, written so that large df keep their digits. */
const chiDensity = (df: number): Density => {
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
 * P(T ≤ t) of the noncentral t distribution with df degrees of freedom and noncentrality δ: ∫ Φ(t·s − δ) f(s) ds over the
 * density f of s = √(χ²/df).
 *
 * Source: Johnson, Kotz & Balakrishnan 1995, chapter 31; compared with scipy `nct`. By Gauss–Legendre quadrature over the part
 * of the density that counts; absolute error below 1e-12 for df up to 100,000 and any δ, where the usual series
 * (AS 243) ends at |δ| = 37. Errors: `NOT_A_NUMBER` unless t and δ are finite, `OUT_OF_RANGE` unless df is a whole number
 * from 1.
 */
export const noncentralTCdf = (t: number, df: number, delta: number): number => {
  check(t, df);
  if (!Number.isFinite(delta)) throw new Refusal('NOT_A_NUMBER');
  return t < 0 ? 1 - at(-t, df)(-delta).below : at(t, df)(delta).below;
};

/**
 * The noncentrality δ at which P(T ≤ t) is `probability`. P falls as δ rises, so that there is exactly one; found by Newton's
 * method within a bracket, to 1e-12 of the larger of 1 and |t|.
 *
 * Source, range and errors as `noncentralTCdf`; `LEVEL_OUT_OF_RANGE` unless 0 < probability < 1.
 */
export const noncentrality = (t: number, df: number, probability: number): number => {
  check(t, df);
  checkLevel(probability);
  if (t < 0) return -noncentrality(-t, df, 1 - probability);
  const distribution = at(t, df);
  let width = Math.sqrt(1 + (t * t) / (2 * df));
  let [low, high] = [t - 2 * width, t + 2 * width];
  // A probability within rounding of 0 or 1 may never be reached: twenty doublings are further than any other goes.
  const furthest = width * 2 ** 20;
  for (; distribution(low).below < probability && width < furthest; width *= 2) low -= width;
  width = furthest / 2 ** 20;
  for (; distribution(high).below > probability && width < furthest; width *= 2) high += width;
  const close = 1e-12 * Math.max(1, t);
  let delta = t;
  for (let step = 0; step < 200; step++) {
    const { below, slope } = distribution(delta);
    if (below > probability) low = delta;
    else high = delta;
    const next = delta - (below - probability) / slope;
    const move = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(move - delta) < close) return move;
    delta = move;
  }
  return delta;
};

const check = (t: number, df: number): void => {
  if (!Number.isFinite(t)) throw new Refusal('NOT_A_NUMBER');
  if (!(Number.isInteger(df) && df >= 1)) throw new Refusal('OUT_OF_RANGE');
};
