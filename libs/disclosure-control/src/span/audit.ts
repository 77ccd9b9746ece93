import { type Budget, BudgetSpent } from './budget.ts';
import { type Classes } from './classes.ts';
import { kernelOf, type Space } from './kernel.ts';
import { Pool } from './pool.ts';
import { isTrue } from './relation.ts';
import { compact } from './compact.ts';
import { connected, smallVectors } from './search.ts';
import { peopleColumns, type Vector, weightOf } from './vector.ts';

/** Published cells of which a sum is about fewer than k people. */
export interface Finding {
  /** Places in the list of cells, ascending. */
  readonly cells: readonly number[];
  /** Those of them that have people in common with the smallest new one that the people are in. */
  readonly near: readonly number[];
  /** That there is such a sum could not be ruled out within the budget. */
  readonly undecided?: boolean;
}

/** Of the budget, what all searches may spend, and of what is left of that, a single one: withholding has to be paid, too. */
const SEARCHES = 0.5;
const SEARCH = 0.1;

/**
 * The audit of published cells: looks for vectors of 1 … k − 1 people in their linear span, sums and differences with any
 * fractions as factors that are 0 for everybody else. Wherever people stand with the same factor in such a sum, their
 * count comes out; where they stand with different ones, the difference of their values does (one leaves and one joins: two
 * means are enough). So both are looked for.
 *
 * Exact: modulo a prime, and every relation that the proof rests on is checked in whole numbers; what cannot be checked is
 * a finding. The elimination is done once, for all cells; withholding some, and letting them back in, is cheap.
 */
export class Audit {
  readonly #classes: Classes;
  readonly #before: number;
  readonly #k: number;
  readonly #space: Space;
  readonly #pool: Pool;
  readonly #whole: readonly Int32Array[];
  readonly #true = new WeakMap<Vector, boolean>();
  readonly #searches: Budget;

  /**
   * @param classes with those left out of cells whom the caller counts as known: whatever is said of them says nothing of
   * the others. A sum that is about nobody else has to be about nobody at all, `whole` cells as they are.
   * @param before that many cells, the first ones, were published earlier: what they tell alone is no finding
   * @throws BudgetSpent when not even the elimination was possible
   */
  constructor(classes: Classes, before: number, k: number, budget: Budget, whole = classes.cells) {
    const { sizes, cells } = classes;
    this.#classes = classes;
    this.#before = before;
    this.#k = k;
    this.#space = { sizes, total: sizes.length + cells.length, budget };
    const { vectors, relations } = kernelOf(this.#space, cells.map(vectorOf(sizes.length)), k - 1);
    this.#whole = whole;
    this.#searches = budget.part(SEARCHES);
    this.#pool = new Pool([...vectors, ...relations], this.#space.total, budget);
  }

  /**
   * Some findings, each of its own; none when it is proved that there are none. Where the budget is spent on the search,
   * all cells that it was about are a finding.
   */
  findings(): readonly Finding[] {
    const doubtful = this.#relations()
      .filter((relation) => !this.#isTrue(relation))
      .map((relation) => this.#finding([relation]));
    const vectors = this.#vectors();
    const small = vectors.filter((vector) => this.#isSmall(vector)).map((vector) => this.#finding([vector]));
    if (doubtful.length + small.length > 0) return [...doubtful, ...small];
    return connected(vectors, this.#space.sizes.length).flatMap((part) => this.#searched(part));
  }

  /** Cells that are part of a sum that is about nobody: what they tell is told by others, too. */
  replaceable(): ReadonlySet<number> {
    return new Set(this.#relations().flatMap((relation) => this.#finding([relation]).cells));
  }

  /** Withholds cells that were not published earlier. */
  withhold(cells: readonly number[]): void {
    this.#pool.withhold(cells.map((cell) => this.#space.sizes.length + cell));
  }

  /** Lets a withheld cell back in if there is no finding then. @returns whether it is back */
  readmit(cell: number): boolean {
    const vector = this.#pool.readmit(this.#space.sizes.length + cell);
    const isSafe = !vector || this.#isSafeWith(vector);
    if (!isSafe) this.withhold([cell]);
    return isSafe;
  }

  /** Whether there is nothing to find in the part that a vector belongs to. */
  #isSafeWith(vector: Vector): boolean {
    if (peopleColumns(vector, this.#space.sizes.length) === 0) return this.#isTrue(vector);
    if (this.#isSmall(vector)) return false;
    const parts = connected(this.#vectors(), this.#space.sizes.length);
    return parts.every((part) => !part.includes(vector) || this.#searched(part).length === 0);
  }

  /** What the cells can make that is about anybody. */
  #vectors(): readonly Vector[] {
    return this.#pool.open.filter((vector) => peopleColumns(vector, this.#space.sizes.length) > 0);
  }

  #relations(): readonly Vector[] {
    return this.#pool.open.filter((vector) => peopleColumns(vector, this.#space.sizes.length) === 0);
  }

  /** Whether a relation between cells holds in whole numbers; of a basis of relations all have to. */
  #isTrue(relation: Vector): boolean {
    const found = this.#true.get(relation) ?? isTrue(relation, this.#whole, this.#space.sizes.length);
    this.#true.set(relation, found);
    return found;
  }

  #isSmall(vector: Vector): boolean {
    return weightOf(vector, this.#space.sizes) < this.#k && !this.#isKnown(vector);
  }

  #isKnown({ columns }: Vector): boolean {
    const { sizes } = this.#space;
    return columns.every((column) => column < sizes.length + this.#before);
  }

  /** Searches a part with a share of what is left to spend. */
  #searched(part: readonly Vector[]): readonly Finding[] {
    if (part.every((vector) => this.#isKnown(vector))) return [];
    const { space, vectors, back } = compact({ ...this.#space, budget: this.#searches.part(SEARCH) }, part);
    try {
      const found = smallVectors(space, vectors, this.#k - 1, (vector) => this.#isKnown(back(vector)));
      return found.map((vector) => this.#finding([back(vector)]));
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      return [{ ...this.#finding(part), undecided: true }];
    }
  }

  #finding(vectors: readonly Vector[]): Finding {
    const { sizes } = this.#classes;
    const columns = new Set(vectors.flatMap((vector) => [...vector.columns]));
    const named = [...columns]
      .filter((column) => column >= sizes.length)
      .map((column) => column - sizes.length)
      .sort((a, b) => a - b);
    return { cells: named, near: this.#near(named, columns) };
  }

  #near(named: readonly number[], people: ReadonlySet<number>): readonly number[] {
    const { cells } = this.#classes;
    const having = named.filter((cell) => cells[cell]!.some((one) => people.has(one)));
    const isNew = (cell: number): boolean => cell >= this.#before;
    const smallest = (having.some(isNew) ? having.filter(isNew) : having).reduce<number | undefined>(
      (best, cell) => (best === undefined || cells[cell]!.length < cells[best]!.length ? cell : best),
      undefined,
    );
    const there = new Set(smallest === undefined ? [] : cells[smallest]);
    return named.filter((cell) => cells[cell]!.some((one) => there.has(one)));
  }
}

const vectorOf =
  (classes: number) =>
  (cell: Int32Array, at: number): Vector => {
    const columns = new Int32Array(cell.length + 1);
    columns.set(cell);
    columns[cell.length] = classes + at;
    return { columns, values: new Int32Array(columns.length).fill(1) };
  };
