import { anchored } from '@securebase/sealing';
import { UnknownEvent } from './errors.ts';

/** What the store has to know of each event type: its newest schema version, and how older data become newer. */
export type Catalogue = Readonly<
  Record<
    string,
    {
      readonly schemaVersion: number;
      /** From version n to n + 1, by n. Pure; the log itself is never rewritten. */
      readonly upcasters?: Readonly<Record<number, (data: unknown) => unknown>>;
    }
  >
>;

/**
 * The data of a stored event in its type's newest schema version.
 * @throws UnknownEvent for a type or version that the catalogue does not know.
 */
export const upcast = (catalogue: Catalogue, type: string, schemaVersion: number, data: unknown): unknown => {
  const known = catalogue[type];
  if (!known || schemaVersion > known.schemaVersion) throw new UnknownEvent(type, schemaVersion);
  let current = data;
  for (let version = schemaVersion; version < known.schemaVersion; version++) {
    const step = known.upcasters?.[version];
    if (!step) throw new UnknownEvent(type, version);
    current = step(current);
  }
  return current;
};

/** An event as it is stored. */
export interface Stored {
  readonly type: string;
  readonly schemaVersion: number;
  readonly stream: string;
  readonly version: number;
  readonly data: unknown;
}

/** The data of a stored event as readers get them: in the newest schema version, sealed values knowing where they stand. */
export const dataOf = (
  catalogue: Catalogue,
  { type, schemaVersion, stream, version, data }: Stored,
): unknown => upcast(catalogue, type, schemaVersion, anchored(data, stream, version));
