import { type Graph, graphOfColumns } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { CellBudget, ColumnSet, Growing } from './columns.ts';
import { FormatError, type TextPlace } from './format-error.ts';
import { type Limits, within } from './limits.ts';
import { type NetworkFile, tiesOf } from './network-file.ts';
import { owned } from './text.ts';

/**
 * Nodes and ties in the order in which a file names them; what every reader fills.
 * A tie may come before its nodes: whether they are there is asked at the end.
 */
export class Collector {
  readonly nodeColumns: ColumnSet;
  readonly tieColumns: ColumnSet;
  readonly #limits: Limits;
  readonly #places = new Map<string, number>();
  readonly #declared: boolean[] = [];
  readonly #from = new Growing((length) => new Int32Array(length));
  readonly #to = new Growing((length) => new Int32Array(length));
  readonly #weights = new Growing((length) => new Float64Array(length));
  readonly #lines = new Growing((length) => new Int32Array(length));

  constructor(limits: Limits) {
    this.#limits = limits;
    const budget = new CellBudget(limits);
    this.nodeColumns = new ColumnSet(limits, budget);
    this.tieColumns = new ColumnSet(limits, budget);
  }

  get ties(): number {
    return this.#from.length;
  }

  /** Declares a node and gives its place. @throws FormatError NODE_TWICE, LIMIT_EXCEEDED */
  node(name: string, place: TextPlace): number {
    const row = this.#placeOf(name, place);
    if (this.#declared[row]) throw new FormatError('NODE_TWICE', { row, ...place });
    this.#declared[row] = true;
    return row;
  }

  /** Takes a tie and gives its row. With `declaring`, its ends are nodes from now on. @throws FormatError LIMIT_EXCEEDED */
  tie(from: string, to: string, place: TextPlace, declaring = false): number {
    within(this.#limits, 'ties', this.ties + 1, place);
    const ends = [this.#placeOf(from, place), this.#placeOf(to, place)] as const;
    if (declaring) for (const end of ends) this.#declared[end] = true;
    this.#from.push(ends[0]);
    this.#to.push(ends[1]);
    this.#lines.push(place.line ?? 0);
    this.#weights.push(1);
    return this.ties - 1;
  }

  /** The strength of a tie; what is no number is refused here, so that the error has its line. */
  strength(row: number, weight: unknown, place: TextPlace): void {
    if (typeof weight !== 'number' || !Number.isFinite(weight))
      throw new FormatError('STRENGTH_NOT_A_NUMBER', { row, column: 'weight', ...place });
    this.#weights.set(row, weight);
  }

  /** @throws FormatError what `graphOf` refuses, with the row of the tie and the line that it ends on; NO_SUCH_NODE */
  finish(directed: boolean): NetworkFile {
    const nodes = [...this.#places.keys()];
    this.#checkDeclared();
    const columns = { directed, nodes, from: this.#from.view(), to: this.#to.view() };
    const graph = this.#located(() => graphOfColumns({ ...columns, weights: this.#weights.view() }));
    const order = this.tieColumns.size > 0 ? orderOf(columns) : undefined;
    return {
      graph,
      nodeAttributes: this.nodeColumns.finish(nodes.length),
      tieAttributes: this.tieColumns.finish(graph.ties, order),
    };
  }

  #placeOf(name: string, place: TextPlace): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const next = this.#places.size;
    within(this.#limits, 'nameLength', name.length, place);
    within(this.#limits, 'nodes', next + 1, place);
    this.#places.set(owned(name), next);
    this.#declared.push(false);
    return next;
  }

  #checkDeclared(): void {
    if (!this.#declared.includes(false)) return;
    for (let row = 0; row < this.ties; row++) {
      const lost = (['from', 'to'] as const).find(
        (end) => !this.#declared[(end === 'from' ? this.#from : this.#to).at(row)],
      );
      if (lost) throw new FormatError('NO_SUCH_NODE', { row, column: lost, line: this.#lines.at(row) });
    }
  }

  #located(build: () => Graph): Graph {
    try {
      return build();
    } catch (error) {
      if (!(error instanceof NetworkError) || error.row === undefined) throw error;
      const { code, row, column } = error;
      throw new FormatError(code, { row, ...(column && { column }), line: this.#lines.at(row) });
    }
  }
}

/** For each tie in the order of `tiesOf`, its row in the file: a graph whose strengths are the rows, counted from 1. */
const orderOf = (columns: {
  readonly directed: boolean;
  readonly nodes: readonly string[];
  readonly from: Int32Array;
  readonly to: Int32Array;
}): Int32Array => {
  const rows = Float64Array.from(columns.from, (_, row) => row + 1);
  const order = new Int32Array(rows.length);
  let next = 0;
  for (const { weight } of tiesOf(graphOfColumns({ ...columns, weights: rows }))) order[next++] = weight - 1;
  return order;
};
