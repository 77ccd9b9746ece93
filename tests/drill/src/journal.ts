// What the clients did and were told, written down as it happens: the checker trusts this and nothing in the product.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What a command was to bring about, in terms of the log: an event of this type in this stream that says these things. */
export interface Effect {
  readonly service: string;
  /** Unknown for what is yet to be created: its id is the service's to choose. */
  readonly stream?: string;
  readonly event: string;
  /** Parts of the event's data, by their path (`actors.0.label`); together they are this command's alone. */
  readonly says: Readonly<Record<string, unknown>>;
}

export type Entry =
  | {
      readonly kind: 'SENT';
      readonly at: number;
      readonly commandId: string;
      readonly client: number;
      readonly effect: Effect;
    }
  | {
      readonly kind: 'ACKNOWLEDGED';
      readonly at: number;
      readonly commandId: string;
      readonly client: number;
      /** What was answered: a repeated command must be answered the same. */
      readonly answer: string;
    }
  /** The service said no, with a code that means "nothing happened and nothing will". */
  | {
      readonly kind: 'REFUSED';
      readonly at: number;
      readonly commandId: string;
      readonly client: number;
      readonly code: string;
    }
  /** No answer, or one that says nothing: it may have happened or not. */
  | {
      readonly kind: 'UNKNOWN';
      readonly at: number;
      readonly commandId: string;
      readonly client: number;
      readonly why: string;
    }
  | { readonly kind: 'FAULT'; readonly at: number; readonly what: string };

export interface Journal {
  readonly write: (entry: Entry) => void;
  readonly close: () => void;
}

export const openJournal = (file: string): Journal => {
  const descriptor = openSync(file, 'a');
  return {
    write: (entry) => void writeSync(descriptor, `${JSON.stringify(entry)}\n`),
    close() {
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
};

/** A last line that was cut off, because the drill itself was killed, is left out. */
export const readJournal = (file: string): readonly Entry[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Entry);
