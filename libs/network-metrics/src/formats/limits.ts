import { FormatError, type TextPlace } from './format-error.ts';

/** How much a reader takes before it refuses with LIMIT_EXCEEDED, whose `parameter` is the name of the limit. */
export interface Limits {
  readonly nodes: number;
  readonly ties: number;
  /** Different attributes of nodes, and of ties. */
  readonly attributes: number;
  /** Cells of all attributes, those without a value included: what bounds the memory of sparse attributes. */
  readonly cells: number;
  /** Characters of the name of a node or attribute. */
  readonly nameLength: number;
  /** Characters of one tag, text, record or object: what bounds the memory of a file that never ends one. */
  readonly recordLength: number;
  /** How deep elements or objects may lie in one another. */
  readonly depth: number;
}

export const defaultLimits: Limits = {
  nodes: 1_000_000,
  ties: 10_000_000,
  attributes: 256,
  cells: 50_000_000,
  nameLength: 1_024,
  recordLength: 262_144,
  depth: 32,
};

/** What every reader may be told. */
export interface ReadOptions {
  readonly limits?: Partial<Limits>;
}

export const limitsOf = ({ limits }: ReadOptions): Limits => ({ ...defaultLimits, ...limits });

/** @throws FormatError LIMIT_EXCEEDED */
export const within = (
  limits: Limits,
  parameter: keyof Limits,
  found: number,
  place: TextPlace = {},
): void => {
  if (found > limits[parameter]) throw new FormatError('LIMIT_EXCEEDED', { parameter, ...place });
};
