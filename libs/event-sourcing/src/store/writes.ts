import { type Event, type Recorded } from '@securebase/domain-kit';

/** An exact version (0: none), a stream that must not or must exist, or whatever is there. */
export type Expected = number | 'NONE' | 'EXISTS' | 'ANY';

export interface Write {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly Event[];
}

export interface Head {
  readonly stream: string;
  readonly version: number;
}

export interface Appended {
  /** Of the command's last event in the log. */
  readonly position: number;
  readonly heads: readonly Head[];
  /** True when the command had been carried out before: nothing was written now. */
  readonly replayed: boolean;
  /** The events that were written now. */
  readonly events: readonly Recorded[];
  /** The same with their sealed values plain, as the command said them: nobody has to open what was closed just now. */
  readonly plain: readonly Recorded[];
}
