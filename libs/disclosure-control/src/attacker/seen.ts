import { type AttackedPublished } from './published.ts';

/**
 * One published cell as somebody outside sees it: what it is about, and either its figures or that they are withheld.
 * The people are not here, so that no attack can look at them by mistake.
 */
export interface Seen {
  readonly id: number;
  readonly cube: string;
  readonly period: string;
  readonly role: string;
  readonly key: Readonly<Record<string, string>>;
  /** People of the cell, or nothing where the cell is withheld. */
  readonly count: number | undefined;
  readonly mean: number | undefined;
}

/** Public knowledge: in the dimension `child`, each value belongs to one value of the dimension `parent`. */
export interface Rollup {
  readonly child: string;
  readonly parent: string;
  readonly of: Readonly<Record<string, string>>;
}

/** What everybody knows without any figure. People are counted once in a cell and have one value in a dimension. */
export interface PublicKnowledge {
  readonly hierarchy: readonly Rollup[];
  /** Whom a cube is about, where that is not everybody: for example those who answered. Cube → name. */
  readonly population?: Readonly<Record<string, string>>;
}

/** All cells of all releases, numbered in order: the attacker's view. `id` is the index in {@link cellsOf}. */
export const seenOf = (releases: readonly (readonly AttackedPublished[])[]): readonly Seen[] =>
  releases.flat().map((published, id) => ({
    id,
    cube: published.cell.cube,
    period: published.cell.period,
    role: published.cell.role,
    key: published.cell.key,
    count: published.state === 'PUBLISHED' ? published.count : undefined,
    mean: published.state === 'PUBLISHED' ? published.mean : undefined,
  }));

/** The true people of each cell, in the order of {@link seenOf}: only for scoring an attack. */
export const cellsOf = (releases: readonly (readonly AttackedPublished[])[]): readonly Uint32Array[] =>
  releases.flat().map((published) => published.cell.people);

/** The key with everything that follows from it upwards: a team's key also names the department of the team. */
export const closed = (
  key: Readonly<Record<string, string>>,
  { hierarchy }: PublicKnowledge,
): Readonly<Record<string, string>> => {
  const full: Record<string, string> = { ...key };
  for (let before = -1; before !== Object.keys(full).length;) {
    before = Object.keys(full).length;
    for (const { child, parent, of } of hierarchy) {
      const value = full[child];
      const above = value === undefined ? undefined : of[value];
      if (above !== undefined) full[parent] ??= above;
    }
  }
  return full;
};
