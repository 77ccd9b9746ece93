import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { none, type Outcome, value } from './outcome.ts';
import { checkCovariance } from './refusal.ts';

export type OneFactor = Outcome<
  {
    /** λ and θ in the unit of the covariances: Σ = λλᵀ + diag(θ). The sum of the loadings is not negative. */
    loadings: Float64Array;
    uniquenesses: Float64Array;
    /** log|Σ| + tr(SΣ⁻¹) − log|S| − k at the minimum. */
    discrepancy: number;
    iterations: number;
  },
  'TOO_FEW_ITEMS' | 'NOT_POSITIVE_DEFINITE' | 'NO_CONVERGENCE' | 'HEYWOOD_CASE',
  {
    iterations: number;
    /** Positions of the items whose uniqueness is not positive. */ improper: readonly number[];
  }
>;

interface Point {
  readonly parameters: Float64Array;
  readonly inverse: Matrix;
  readonly discrepancy: number;
}

const MOST_ITERATIONS = 500;
const GRADIENT_ZERO = 1e-8;

/**
 * One-factor maximum-likelihood fit to a covariance matrix (k × k, row after row) by Fisher scoring, damped where a
 * step does not lower the discrepancy. Uniquenesses are free to become negative, so that a Heywood case is seen and not
 * hidden at a bound. Fitted to correlations and scaled back: the maximum-likelihood solution does not depend on units.
 *
 * Source: Jöreskog 1967, 1969; R lavaan `cfa(std.lv = TRUE)`. Fewer than three items: `TOO_FEW_ITEMS`; S without an
 * inverse: `NOT_POSITIVE_DEFINITE`; 500 iterations without a vanishing gradient: `NO_CONVERGENCE`; a uniqueness that is
 * not positive: `HEYWOOD_CASE` with the items. Errors: those of `checkCovariance`. O(k³) an iteration.
 */
export const oneFactor = (k: number, covariance: Float64Array): OneFactor => {
  checkCovariance(k, covariance);
  const detail = { iterations: 0, improper: [] };
  if (k < 3) return none('TOO_FEW_ITEMS', detail);
  const sds = Float64Array.from({ length: k }, (_, i) => Math.sqrt(covariance[i * k + i] ?? 0));
  if (sds.some((sd) => !(sd > 0))) return none('NOT_POSITIVE_DEFINITE', detail);
  const s = new Matrix(k, k);
  for (let i = 0; i < k; i += 1)
    for (let j = 0; j <= i; j += 1) {
      const r = i === j ? 1 : (covariance[i * k + j] ?? 0) / ((sds[i] ?? 1) * (sds[j] ?? 1));
      s.set(i, j, r);
      s.set(j, i, r);
    }
  const cholesky = new CholeskyDecomposition(s);
  if (!cholesky.isPositiveDefinite() || smallestPivot(cholesky) < 1e-7)
    return none('NOT_POSITIVE_DEFINITE', detail);
  const start = evaluate(startOf(s, cholesky), s, logDeterminant(cholesky));
  if (!start) return none('NO_CONVERGENCE', detail);
  const { point, iterations, converged } = minimize(start, s, logDeterminant(cholesky));
  if (!converged) return none('NO_CONVERGENCE', { iterations, improper: [] });
  const improper = sds.reduce<number[]>(
    (found, _, i) => ((point.parameters[k + i] ?? 0) > 1e-8 ? found : [...found, i]),
    [],
  );
  if (improper.length > 0) return none('HEYWOOD_CASE', { iterations, improper });
  const lambda = point.parameters.subarray(0, k);
  const sign = lambda.reduce((sum, l) => sum + l, 0) < 0 ? -1 : 1;
  return value({
    loadings: sds.map((sd, i) => sign * sd * (lambda[i] ?? 0)),
    uniquenesses: sds.map((sd, i) => sd * sd * (point.parameters[k + i] ?? 0)),
    discrepancy: Math.max(0, point.discrepancy),
    iterations,
  });
};

const minimize = (start: Point, s: Matrix, logS: number) => {
  let point = start;
  let damping = 0;
  for (let iterations = 0; iterations < MOST_ITERATIONS; iterations += 1) {
    const { gradient, information } = scoring(point, s);
    if (Math.max(...gradient.map(Math.abs)) < GRADIENT_ZERO) return { point, iterations, converged: true };
    const next = damped(point, gradient, information, damping, s, logS);
    // Where rounding hides any further descent, a small gradient is the end of the way.
    if (next) point = next;
    else if (damping > 1e6)
      return { point, iterations, converged: Math.max(...gradient.map(Math.abs)) < 1e-6 };
    damping = next ? (damping < 1e-6 ? 0 : damping / 10) : Math.max(1e-4, damping * 10);
  }
  return { point, iterations: MOST_ITERATIONS, converged: false };
};

const damped = (
  point: Point,
  gradient: readonly number[],
  information: Matrix,
  damping: number,
  s: Matrix,
  logS: number,
): Point | undefined => {
  const matrix = information.clone();
  for (let a = 0; a < matrix.rows; a += 1) matrix.set(a, a, matrix.get(a, a) * (1 + damping) + 1e-12);
  const cholesky = new CholeskyDecomposition(matrix);
  if (!cholesky.isPositiveDefinite()) return undefined;
  const step = cholesky.solve(Matrix.columnVector([...gradient]));
  const next = evaluate(
    point.parameters.map((x, a) => x - step.get(a, 0)),
    s,
    logS,
  );
  return next && next.discrepancy <= point.discrepancy + 1e-15 ? next : undefined;
};

/** The discrepancy at a point, or nothing where Σ is not positive definite. */
const evaluate = (parameters: Float64Array, s: Matrix, logS: number): Point | undefined => {
  const k = s.rows;
  const sigma = new Matrix(k, k);
  for (let i = 0; i < k; i += 1)
    for (let j = 0; j < k; j += 1)
      sigma.set(i, j, (parameters[i] ?? 0) * (parameters[j] ?? 0) + (i === j ? (parameters[k + i] ?? 0) : 0));
  const cholesky = new CholeskyDecomposition(sigma);
  if (!cholesky.isPositiveDefinite()) return undefined;
  const solved = cholesky.solve(Matrix.eye(k));
  // Rounding makes the inverse a hair's breadth unsymmetric.
  const inverse = solved.clone().add(solved.transpose()).div(2);
  const discrepancy = logDeterminant(cholesky) + Matrix.mul(s, inverse).sum() - logS - k;
  return Number.isFinite(discrepancy) ? { parameters, inverse, discrepancy } : undefined;
};

/**
 * Gradient of the discrepancy and its expected Hessian. With V = Σ⁻¹, G = V(Σ − S)V, u = Vλ, c = λᵀVλ: ∂λ = 2Gλ, ∂θᵢ = Gᵢᵢ;
 * information λλ: 2uᵢuⱼ + 2cVᵢⱼ, λθ: 2Vᵢⱼuⱼ, θθ: Vᵢⱼ².
 */
const scoring = ({ parameters, inverse: v }: Point, s: Matrix) => {
  const k = s.rows;
  const lambda = Matrix.columnVector([...parameters.subarray(0, k)]);
  const g = v.clone().sub(v.mmul(s).mmul(v));
  const byLoading = g.mmul(lambda).mul(2);
  const u = v.mmul(lambda);
  const c = lambda.transpose().mmul(u).get(0, 0);
  const gradient = Array.from({ length: 2 * k }, (_, a) =>
    a < k ? byLoading.get(a, 0) : g.get(a - k, a - k),
  );
  const information = new Matrix(2 * k, 2 * k);
  for (let i = 0; i < k; i += 1)
    for (let j = 0; j < k; j += 1) {
      information.set(i, j, 2 * u.get(i, 0) * u.get(j, 0) + 2 * c * v.get(i, j));
      information.set(i, k + j, 2 * v.get(i, j) * u.get(j, 0));
      information.set(k + j, i, 2 * v.get(i, j) * u.get(j, 0));
      information.set(k + i, k + j, v.get(i, j) ** 2);
    }
  return { gradient, information };
};

/** Jöreskog's start: θᵢ = (1 − 1/2k)/Sⁱⁱ, λ the first principal axis of what is left. */
const startOf = (s: Matrix, cholesky: CholeskyDecomposition): Float64Array => {
  const k = s.rows;
  const inverse = cholesky.solve(Matrix.eye(k));
  const theta = Array.from({ length: k }, (_, i) => (1 - 1 / (2 * k)) / inverse.get(i, i));
  const { vector, root } = firstAxis(s.clone().sub(Matrix.diag(theta)));
  const scale = Math.sqrt(Math.max(root, 0.1));
  return Float64Array.from([...vector.map((x) => x * scale), ...theta]);
};

/** The largest eigenvalue of a symmetric matrix and its eigenvector of length 1. */
export const firstAxis = (symmetric: Matrix): { root: number; vector: number[] } => {
  const decomposition = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  const roots = decomposition.realEigenvalues;
  const at = roots.indexOf(Math.max(...roots));
  return { root: roots[at] ?? 0, vector: decomposition.eigenvectorMatrix.getColumn(at) };
};

const pivots = (cholesky: CholeskyDecomposition): number[] => cholesky.lowerTriangularMatrix.diag();
const smallestPivot = (cholesky: CholeskyDecomposition): number => Math.min(...pivots(cholesky));
const logDeterminant = (cholesky: CholeskyDecomposition): number =>
  2 * pivots(cholesky).reduce((sum, pivot) => sum + Math.log(pivot), 0);
