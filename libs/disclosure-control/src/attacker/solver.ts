import * as highs from 'highs';

/** The part of HiGHS that is used: solves a model in the LP format of CPLEX. */
export interface Solver {
  solve(
    problem: string,
    options: { readonly output_flag: boolean },
  ): { readonly Status: string; readonly ObjectiveValue: number };
}

const isLoader = (value: unknown): value is () => Promise<Solver> => typeof value === 'function';

/**
 * HiGHS, compiled to WebAssembly. Its types say CommonJS while its code for `import` is a module, so that the default
 * export is a function for Node and an object for the compiler: asked here, in one place.
 */
export const loadSolver = async (): Promise<Solver> => {
  const loader: unknown = highs.default;
  if (!isLoader(loader)) throw new TypeError('The package "highs" has no loader as its default export.');
  return loader();
};
