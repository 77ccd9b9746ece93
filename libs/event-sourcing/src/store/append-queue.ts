import type pg from 'pg';
import { isUnreachable } from '../database/unreachable.ts';
import { type NewRow } from './pending.ts';
import { type Head } from './writes.ts';

/** One command's events, with the exact versions that they are to have. */
export interface Pending {
  readonly tenantId: string;
  readonly commandId: string;
  /** Of its first event. */
  readonly id: string;
  /** Its events. */
  readonly made: readonly NewRow[];
  /** The same as JSON objects with the names of the log's columns, in the order of streams and versions. */
  readonly rows: readonly string[];
  /** The streams it writes, each once; more than one goes alone. */
  readonly streams: readonly string[];
  /** Their versions afterwards. */
  readonly heads: readonly Head[];
}

/** The position of its last event, or `undefined` when somebody was quicker or it had been carried out before. */
export type Outcome = number | undefined;

/** What the first event of a command keeps, for the command's retries. */
export interface Meta {
  readonly payloadHash: string;
  /** Where its streams ended; left out by a command of one event. */
  readonly heads?: readonly Head[];
}

interface Waiting {
  readonly pending: Pending;
  /** Of its command id and its streams: two commands that share one do not go into the same group. */
  readonly keys: readonly string[];
  /** The first of its streams: groups write in this order, so that two of them cannot wait for each other. */
  readonly place: string;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** The id of a command's first event, and the position of its last: bigint, which `pg` gives as text. */
type Row = [id: string, pos: string];

const statement = {
  name: 'log.append',
  text: 'select id, pos from log.append($1, $2)',
  rowMode: 'array' as const,
};

const groupSize = 256;
/** Two, so that one group gathers while another is on its way to the disk; more would only make groups smaller. */
const inFlight = 2;
/** As many commands must wait before another group is sent beside one that is on its way: a small one costs as much. */
const worthwhile = 4;
const deadlock = '40P01';
const partial = 'ES001';
/** Of one group: deadlocks and lost connections pass quickly or not at all. */
const maxTries = 4;

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
 * Commands that wait together share one transaction. A group has at most one command of a stream and one try of a
 * command id, so that nothing in a group depends on anything else in it; a command of several streams goes alone.
 */
export class AppendQueue {
  readonly #pool: pg.Pool;
  #waiting: Waiting[] = [];
  #running = 0;
  #pumping = false;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  add(pending: Pending): Promise<Outcome> {
    const { tenantId, commandId, streams } = pending;
    const places = streams.map((stream) => `${tenantId}/${stream}`);
    const keys = [`${tenantId}/${commandId}`, ...places];
    return new Promise((resolve, reject) => {
      this.#waiting.push({ pending, keys, place: places[0] ?? '', resolve, reject });
      this.#pumpSoon();
    });
  }

  /** After this turn of the event loop: whoever asks in the same turn goes into the same group, not the first one alone. */
  #pumpSoon(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    setImmediate(() => {
      this.#pumping = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#running < inFlight && this.#waiting.length >= (this.#running === 0 ? 1 : worthwhile)) {
      const group = this.#take();
      this.#running++;
      void this.#carryOut(group).finally(() => {
        this.#running--;
        this.#pumpSoon();
      });
    }
  }

  /** Who waits is shared out over the free places, so that no processor stands still while one group is on its way. */
  #take(): Waiting[] {
    const [first] = this.#waiting;
    if (first && first.pending.streams.length > 1) return this.#waiting.splice(0, 1);
    const share = Math.min(groupSize, Math.ceil(this.#waiting.length / (inFlight - this.#running)));
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const busy = new Set<string>();
    for (const each of this.#waiting) {
      const { pending, keys } = each;
      const fits = taken.length < share && pending.streams.length === 1 && !keys.some((key) => busy.has(key));
      for (const key of keys) busy.add(key); // what comes later of this stream waits for its turn
      (fits ? taken : left).push(each);
    }
    this.#waiting = left;
    return taken.sort((a, b) => (a.place < b.place ? -1 : 1));
  }

  async #carryOut(group: Waiting[]): Promise<void> {
    try {
      const positions = await this.#send(group.map(({ pending }) => pending));
      for (const { pending, resolve } of group) resolve(positions.get(pending.id));
    } catch (error) {
      // One command's fault (a value that Postgres refuses, say) is not its neighbours'.
      if (group.length > 1 && isOfOneCommand(error))
        await Promise.all(group.map((one) => this.#carryOut([one])));
      else for (const { reject } of group) reject(error);
    }
  }

  /** A connection lost on the way leaves the outcome unknown; sent again, what was carried out is known by its command id. */
  async #send(group: readonly Pending[]): Promise<Map<string, number>> {
    const events = `[${group.map(({ rows }) => rows.join()).join()}]`;
    for (let tries = 1; ; tries++) {
      try {
        const { rows } = await this.#pool.query<Row>({ ...statement, values: [group.length, events] });
        return new Map(rows.map(([id, pos]) => [id, Number(pos)]));
      } catch (error) {
        if (codeOf(error) === partial && group.length === 1) return new Map();
        const again = codeOf(error) === deadlock || isUnreachable(error);
        if (!again || tries === maxTries) throw error;
      }
    }
  }
}

/** Data exceptions, violated constraints and our own signals; not a lost connection, whose outcome is unknown. */
const isOfOneCommand = (error: unknown) => /^(22|23|ES|40P01)/.test(String(codeOf(error)));
