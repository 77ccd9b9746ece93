import { type TextPlace } from './format-error.ts';
import { type Limits, within } from './limits.ts';
import { type Cell } from './network-file.ts';
import { owned } from './text.ts';

/** A column of integers or numbers that grows by half, for one copy of a million ties and not two. */
export class Growing<Values extends Int32Array | Float64Array> {
  #values: Values;
  #length = 0;
  readonly #make: (length: number) => Values;

  constructor(make: (length: number) => Values) {
    this.#make = make;
    this.#values = make(1024);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = this.#make(Math.ceil(this.#length * 1.5));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  at(row: number): number {
    return this.#values[row]!;
  }

  set(row: number, value: number): void {
    this.#values[row] = value;
  }

  /** The values so far; a view, not a copy. */
  view(): Values {
    return this.#values.subarray(0, this.#length) as Values;
  }
}

/** Cells are counted over all the columns of a file, so that few values in many columns cannot fill the memory. */
export class CellBudget {
  #used = 0;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  spend(cells: number, place?: TextPlace): void {
    this.#used += cells;
    within(this.#limits, 'cells', this.#used, place);
  }
}

const mostTexts = 4096;

/** Attributes while they are read: a cell that nobody set is the default of its column, which is null if it has none. */
export class ColumnSet {
  readonly #columns = new Map<string, Cell[]>();
  readonly #texts = new Map<string, string>();
  readonly #defaults = new Map<string, Cell>();
  readonly #limits: Limits;
  readonly #budget: CellBudget;

  constructor(limits: Limits, budget: CellBudget) {
    this.#limits = limits;
    this.#budget = budget;
  }

  /** A column is there although no row may have a value in it. */
  declare(name: string, place: TextPlace, byDefault: Cell = null): void {
    this.#column(name, place);
    if (byDefault !== null) this.#defaults.set(name, byDefault);
  }

  set(name: string, row: number, cell: Cell, place: TextPlace): void {
    const cells = this.#column(name, place);
    this.#fill(name, cells, row, place);
    if (row === cells.length) this.#budget.spend(1, place);
    cells[row] = typeof cell === 'string' ? this.#kept(cell) : cell;
  }

  /** Values that come again, as those of categories do, are one text. */
  #kept(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const kept = owned(text);
    if (this.#texts.size < mostTexts) this.#texts.set(kept, kept);
    return kept;
  }

  /** The columns at their full length, rows taken in `order` where one is given. */
  finish(rows: number, order?: Int32Array): ReadonlyMap<string, readonly Cell[]> {
    for (const [name, cells] of this.#columns) {
      this.#fill(name, cells, rows, {});
      if (order)
        this.#columns.set(
          name,
          Array.from(order, (row) => cells[row]!),
        );
    }
    return this.#columns;
  }

  get size(): number {
    return this.#columns.size;
  }

  #column(name: string, place: TextPlace): Cell[] {
    let cells = this.#columns.get(name);
    if (!cells) {
      within(this.#limits, 'nameLength', name.length, place);
      within(this.#limits, 'attributes', this.#columns.size + 1, place);
      this.#columns.set(owned(name), (cells = []));
    }
    return cells;
  }

  #fill(name: string, cells: Cell[], rows: number, place: TextPlace): void {
    const missing = rows - cells.length;
    if (missing <= 0) return;
    this.#budget.spend(missing, place);
    const byDefault = this.#defaults.get(name) ?? null;
    while (cells.length < rows) cells.push(byDefault);
  }
}
