import { type Budget } from './budget.ts';
import { eliminate, reducedRows } from './elimination.ts';
import { type Vector } from './vector.ts';

/**
 * A space of vectors that were made of cells, of which some cells are withheld. What can be made without the withheld ones
 * is `open`; the rest is `closed`, one vector for each withheld cell that is needed for something, with a 1 there and 0 at
 * the cells of the other closed ones. Together they span what all cells could make, so that a cell comes back as cheaply as
 * it went.
 */
export class Pool {
  #open: readonly Vector[];
  #closed: ReadonlyMap<number, Vector> = new Map();
  readonly #withheld = new Set<number>();
  readonly #width: number;
  readonly #budget: Budget;

  /** @param width the columns of a vector; cells are told by their column */
  constructor(vectors: readonly Vector[], width: number, budget: Budget) {
    this.#open = vectors;
    this.#width = width;
    this.#budget = budget;
  }

  /** A basis of what the cells that are not withheld can make. */
  get open(): readonly Vector[] {
    return this.#open;
  }

  get withheld(): ReadonlySet<number> {
    return this.#withheld;
  }

  /** Withholds cells; the open vectors lose at most one dimension for each. One elimination. */
  withhold(cells: readonly number[]): void {
    for (const cell of cells) this.#withheld.add(cell);
    const isPivot = new Int32Array(this.#width);
    for (const cell of this.#withheld) isPivot[cell] = 1;
    const all = [...this.#open, ...this.#closed.values()];
    const echelon = eliminate(all, isPivot, this.#width, this.#budget);
    this.#open = echelon.rest;
    const rows = reducedRows(echelon, this.#width, this.#budget);
    this.#closed = new Map(echelon.pivots.map((cell, at) => [cell, rows[at]!]));
  }

  /** Lets a withheld cell back in. @returns the vector that can be made again, if there is one */
  readmit(cell: number): Vector | undefined {
    this.#withheld.delete(cell);
    const vector = this.#closed.get(cell);
    // Nothing needs this cell, or only together with others that stay withheld.
    if (!vector) return undefined;
    if (vector.columns.some((column) => this.#withheld.has(column))) {
      this.withhold([]);
      return undefined;
    }
    this.#closed = new Map([...this.#closed].filter(([of]) => of !== cell));
    this.#open = [...this.#open, vector];
    return vector;
  }
}
