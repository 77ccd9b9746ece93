/** A cell as a release is made of it; structurally the cell of `release`, so that the attacker needs nothing of it. */
export interface AttackedCell {
  readonly cube: string;
  readonly period: string;
  readonly role: string;
  readonly key: Readonly<Record<string, string>>;
  readonly people: Uint32Array;
}

/** A cell of a release: with its figures, or withheld. */
export type AttackedPublished =
  | {
      readonly cell: AttackedCell;
      readonly state: 'PUBLISHED';
      readonly count: number;
      readonly mean?: number;
    }
  | { readonly cell: AttackedCell; readonly state: 'WITHHELD' };
