import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

const DIMENSION = 12;
const ROUNDS = 500;
/** How far A·x may be from λ·x, as a share of λ, for x of length 1. */
const RESIDUAL = 1e-11;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
};
const scaled = (vector: Float64Array, factor: number): Float64Array => vector.map((one) => one * factor);
const subtract = (from: Float64Array, vector: Float64Array, factor: number): void => {
  for (let at = 0; at < from.length; at++) from[at]! -= factor * vector[at]!;
};

/** (A + I)·x, of length 1; the shift keeps what oscillates under A alone. */
const shifted = (times: (vector: Float64Array) => Float64Array, vector: Float64Array): Float64Array => {
  const next = times(vector);
  subtract(next, vector, -1);
  return scaled(next, 1 / Math.sqrt(dot(next, next)));
};

/** An orthonormal basis of start, A·start, A²·start, …, and what A does to it, as far as it leads. */
interface Krylov {
  readonly basis: readonly Float64Array[];
  readonly projected: Matrix;
  /** What A leads out of the basis. */
  readonly rest: number;
}

const krylov = (times: (vector: Float64Array) => Float64Array, start: Float64Array): Krylov => {
  const basis = [scaled(start, 1 / Math.sqrt(dot(start, start)))];
  const most = Math.min(DIMENSION, start.length);
  const projected = Matrix.zeros(most, most);
  for (;;) {
    const size = basis.length;
    const next = times(basis[size - 1]!);
    const before = Math.sqrt(dot(next, next));
    // Twice is enough (Kahan, in Parlett 1980): the second time takes away what rounding left of the first.
    for (let again = 0; again < 2; again++)
      basis.forEach((vector, row) => {
        const part = dot(vector, next);
        subtract(next, vector, part);
        projected.set(row, size - 1, projected.get(row, size - 1) + part);
      });
    const rest = Math.sqrt(dot(next, next));
    if (size === most || rest <= 1e-14 * before)
      return { basis, projected: projected.subMatrix(0, size - 1, 0, size - 1), rest };
    projected.set(size, size - 1, rest);
    basis.push(scaled(next, 1 / rest));
  }
};

/**
 * The eigenvector with the largest eigenvalue of a matrix with no negative entries, whose largest eigenvalue is real
 * (Perron & Frobenius), by the method of Arnoldi (1951), begun again with its last result until it is settled.
 * @param times multiplies a vector by the matrix
 * @param start where to begin; not 0
 * @returns undefined where it does not settle
 */
export const leadingEigenvector = (
  times: (vector: Float64Array) => Float64Array,
  start: Float64Array,
): { vector: Float64Array; eigenvalue: number } | undefined => {
  let vector = start;
  for (let round = 0; round < ROUNDS; round++) {
    const { basis, projected, rest } = krylov(times, vector);
    const { realEigenvalues, imaginaryEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
      projected,
    );
    const real = realEigenvalues.map((one, at) =>
      Math.abs(imaginaryEigenvalues[at]!) <= 1e-9 * Math.abs(one) ? one : -Infinity,
    );
    const eigenvalue = Math.max(...real);
    if (!(eigenvalue > 0)) {
      // All values of this basis are complex or not above 0: the leading one is not in sight yet. A and A + I share it.
      for (let step = 0; step < DIMENSION; step++) vector = shifted(times, vector);
      continue;
    }
    const weights = eigenvectorMatrix.getColumn(real.indexOf(eigenvalue));
    const length = Math.sqrt(weights.reduce((sum, one) => sum + one * one, 0));
    const next = new Float64Array(start.length);
    basis.forEach((one, at) => subtract(next, one, -weights[at]! / length));
    vector = next;
    if ((rest * Math.abs(weights[weights.length - 1]!)) / length <= RESIDUAL * eigenvalue)
      return { vector, eigenvalue };
  }
  return undefined;
};
