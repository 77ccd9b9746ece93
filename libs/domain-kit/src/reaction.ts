import { type Event, type Recorded } from './decider.ts';
import { type Source } from './projection.ts';

/**
 * "When X happens there, do Y here." Runs at least once per event and never during a rebuild; `idempotencyKey` is the
 * same at every try, so that the effect can happen once.
 */
export interface Reaction<E extends Event> {
  /** `close-administrations-when-engagement-ends`; unique within a service. */
  readonly name: string;
  readonly source: Source;
  readonly on: {
    readonly [T in E['type']]?: (
      event: Recorded<Extract<E, { type: T }>>,
      idempotencyKey: string,
    ) => Promise<void>;
  };
}
