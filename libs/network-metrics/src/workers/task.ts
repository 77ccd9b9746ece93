// Runs in a worker thread: one block of sources of a heavy metric. The rows lie in shared memory.
import { dependencies, type Rows } from '../paths/dependencies.ts';
import { closenessOf } from '../paths/harmonic-closeness.ts';
import { type Strengths } from '../strengths.ts';

export interface Task {
  readonly metric: 'DEPENDENCIES' | 'HARMONIC_CLOSENESS';
  readonly rows: Rows;
  readonly sources: Int32Array;
  readonly options: Strengths;
}

export const run = ({ metric, rows, sources, options }: Task): Float64Array | undefined =>
  metric === 'DEPENDENCIES' ? dependencies(rows, sources, options) : closenessOf(rows, sources, options);
