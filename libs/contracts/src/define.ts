import { type Event } from '@securebase/domain-kit';
import { z } from 'zod';

/** One entry of the catalogue: an event's name, what it says, the version of its schema and the schema itself. */
export interface EventDefinition<T extends string = string, S extends z.ZodType = z.ZodType> {
  readonly type: T;
  readonly description: string;
  /** Raised when the shape of `data` changes; older versions are upcast when read. */
  readonly schemaVersion: number;
  readonly schema: S;
}

export const event = <T extends string, S extends z.ZodType>(
  type: T,
  description: string,
  schema: S,
  schemaVersion = 1,
): EventDefinition<T, S> => ({ type, description, schema, schemaVersion });

/** The union of events that a catalogue's definitions describe. */
export type EventsOf<D extends readonly EventDefinition[]> = {
  [I in keyof D]: D[I] extends EventDefinition<infer T, infer S> ? Event<T, z.infer<S>> : never;
}[number];

export const id = (what: string) => z.uuid().meta({ description: what });
export const day = (what: string) => z.iso.date().meta({ description: what });
export const instant = (what: string) => z.iso.datetime().meta({ description: what });
export const text = (what: string) => z.string().min(1).max(500).meta({ description: what });

/** A personal value, marked with the property or path that names whose it is. See `Sealed` in domain-kit. */
export const personal = (what: string, whose: string) =>
  z
    .strictObject({ subject: z.uuid(), value: z.string() })
    .readonly()
    .meta({ description: what, personal: true, whose });
