import { DisclosureError } from './disclosure-error.ts';
import { type Kind, type Policy } from './policy.ts';

/** One group of a release: whom a figure would be about. */
export interface Cell {
  /** The release cube with its version, such as `goal-attainment/2`. */
  readonly cube: string;
  readonly period: string;
  /** Who may see the release. What several roles see is audited together. */
  readonly role: string;
  /** The group: a value for each dimension it is divided by; nothing for everybody. */
  readonly key: Readonly<Record<string, string>>;
  /** Distinct people as places in the tenant's register (0 … 2²⁶ − 1): the same person has the same number for ever. */
  readonly people: Uint32Array;
  /** A number for each of the people, where the figure is a mean. */
  readonly values?: Float64Array;
  /** The least and the most that a value can be. */
  readonly range?: readonly [least: number, most: number];
  /** OPERATIONAL where it is not given. */
  readonly kind?: Kind;
  /** For each of the people their coach and their team, where the figure is about coaching. */
  readonly coaches?: Uint32Array;
  readonly teams?: Uint32Array;
  /** The figure is about one team, which agreed to it: it needs no second team and no second coach. */
  readonly byConsent?: boolean;
}

/** A cell with its figures, or withheld: that is all that is ever said about the reason. */
export type Published =
  | { readonly cell: Cell; readonly state: 'PUBLISHED'; readonly count: number; readonly mean?: number }
  | { readonly cell: Cell; readonly state: 'WITHHELD' };

/** What goes out: a figure without its people. */
export interface Figure {
  readonly cube: string;
  readonly period: string;
  readonly role: string;
  readonly key: Readonly<Record<string, string>>;
  readonly state: 'PUBLISHED' | 'WITHHELD';
  /** Null where it is withheld. */
  readonly count: number | null;
  /** Null where it is withheld, and where the figure is a count. */
  readonly mean: number | null;
}

/** The figure of a cell as it may be shown, sent and stored: the same shape whether it is withheld or not. */
export const figureOf = (published: Published): Figure => {
  const { cube, period, role, key } = published.cell;
  const shown = published.state === 'PUBLISHED';
  return {
    ...{ cube, period, role, key },
    state: published.state,
    count: shown ? published.count : null,
    mean: shown ? (published.mean ?? null) : null,
  };
};

/** The fewest people that the cell's figure needs. */
export const minimumOf = ({ kind = 'OPERATIONAL' }: Cell, { minimum }: Policy): number => minimum[kind];

/** The dimensions that a cell's group is divided by, sorted. */
export const dimensionsOf = ({ key }: Cell): readonly string[] => Object.keys(key).sort();

/** Cells of one table have no people in common: one cube, period and role, divided by the same dimensions. */
export const tableOf = (cell: Cell): string =>
  JSON.stringify([cell.cube, cell.period, cell.role, dimensionsOf(cell)]);

/** Which figure it is, whoever is in it. */
export const identityOf = (cell: Cell): string =>
  JSON.stringify([tableOf(cell), dimensionsOf(cell).map((dimension) => cell.key[dimension])]);

/** Numbers of people are places in a register: memory grows with the largest. */
const MOST_PEOPLE = 1 << 26;

/**
 * @throws DisclosureError PERSON_OUT_OF_RANGE, CELL_TWICE, PERSON_TWICE, LENGTHS_DIFFER, NOT_A_NUMBER, OUT_OF_RANGE; with the row of the cell
 * and the column
 */
export const checkCells = (cells: readonly Cell[]): void => {
  const seen = new Set<string>();
  cells.forEach((cell, row) => {
    const identity = identityOf(cell);
    if (seen.has(identity)) throw new DisclosureError('CELL_TWICE', { row });
    seen.add(identity);
    if (new Set(cell.people).size !== cell.people.length)
      throw new DisclosureError('PERSON_TWICE', { row, column: 'people' });
    if (cell.people.some((person) => person >= MOST_PEOPLE))
      throw new DisclosureError('PERSON_OUT_OF_RANGE', { row, column: 'people' });
    for (const column of ['values', 'coaches', 'teams'] as const)
      if (cell[column] && cell[column].length !== cell.people.length)
        throw new DisclosureError('LENGTHS_DIFFER', { row, column });
    const [least, most] = cell.range ?? [-Infinity, Infinity];
    for (const value of cell.values ?? []) {
      if (!Number.isFinite(value)) throw new DisclosureError('NOT_A_NUMBER', { row, column: 'values' });
      if (value < least || value > most) throw new DisclosureError('OUT_OF_RANGE', { row, column: 'values' });
    }
  });
};
