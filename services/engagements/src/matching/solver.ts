import * as highs from 'highs';
import { type Solve } from '../domain/matching/assignment.ts';

/** The part of HiGHS that is used: solves a model in the LP format of CPLEX. */
interface Highs {
  solve(
    problem: string,
    options: { readonly output_flag: boolean; readonly solver: string },
  ): {
    readonly Status: string;
    readonly Columns: Readonly<Record<string, { readonly Primal: number }>>;
  };
}

const isLoader = (value: unknown): value is () => Promise<Highs> => typeof value === 'function';

/**
 * HiGHS, the solver of the University of Edinburgh, compiled to WebAssembly. Its types say CommonJS while its code for
 * `import` is a module, so that the default export is a function for Node and an object for the compiler. The simplex method
 * ends in a corner of the program, and takes the same way each time.
 * @throws Error when the program has no best solution
 */
export const loadSolver = async (): Promise<Solve> => {
  const loader: unknown = highs.default;
  if (!isLoader(loader)) throw new TypeError('The package "highs" has no loader as its default export.');
  const solver = await loader();
  return (program) => {
    const { Status, Columns } = solver.solve(program, { output_flag: false, solver: 'simplex' });
    if (Status !== 'Optimal') throw new Error(`The assignment has no best solution: ${Status}.`);
    const chosen = Object.entries(Columns).filter(([, { Primal }]) => Primal !== 0);
    return Promise.resolve(new Map(chosen.map(([column, { Primal }]) => [column, Primal])));
  };
};
