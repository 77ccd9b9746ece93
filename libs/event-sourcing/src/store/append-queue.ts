import type pg from 'pg';

/** One command's events, with the exact versions that they are to have. */
export interface Pending {
  readonly tenantId: string;
  readonly commandId: string;
  readonly events: readonly PendingEvent[];
  /** The streams it writes, each once; more than one goes alone. */
  readonly streams: readonly string[];
  /** Their versions afterwards. */
  readonly heads: Meta['heads'];
}

export interface PendingEvent {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly meta: string;
  readonly at: string;
}

export type Outcome =
  | { readonly status: 'ok'; readonly position: number }
  | { readonly status: 'replay'; readonly meta: Meta }
  | { readonly status: 'conflict' };

/** What the first event of a command keeps, for the command's retries. */
export interface Meta {
  readonly payloadHash: string;
  readonly heads: readonly { readonly stream: string; readonly version: number }[];
}

interface Waiting {
  readonly pending: Pending;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

interface Row {
  cmd: number;
  status: Outcome['status'];
  last_pos: string | null;
  first_meta: Meta | null;
}

const statement = {
  name: 'log.append',
  text: `select cmd, status, last_pos, first_meta from log.append($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::int[],
    $6::uuid[], $7::text[], $8::smallint[], $9::jsonb[], $10::jsonb[], $11::timestamptz[])`,
};

const groupSize = 256;
/** Two, so that one group gathers while another is on its way to the disk; more would only make groups smaller. */
const inFlight = 2;
const deadlock = '40P01';
const partial = 'ES001';

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
    return new Promise((resolve, reject) => {
      this.#waiting.push({ pending, resolve, reject });
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
    while (this.#running < inFlight && this.#waiting.length > 0) {
      const group = this.#take();
      this.#running++;
      void this.#carryOut(group).finally(() => {
        this.#running--;
        this.#pumpSoon();
      });
    }
  }

  #take(): Waiting[] {
    const [first] = this.#waiting;
    if (first && first.pending.streams.length > 1) return this.#waiting.splice(0, 1);
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const busy = new Set<string>();
    for (const each of this.#waiting) {
      const { tenantId, commandId, streams } = each.pending;
      const keys = [`${tenantId}/${commandId}`, ...streams.map((stream) => `${tenantId}/${stream}`)];
      const fits = taken.length < groupSize && streams.length === 1 && !keys.some((key) => busy.has(key));
      for (const key of keys) busy.add(key); // what comes later of this stream waits for its turn
      (fits ? taken : left).push(each);
    }
    this.#waiting = left;
    return taken;
  }

  async #carryOut(group: Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#send(group.map(({ pending }) => pending));
      group.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome) resolve(outcome);
        else reject(new Error('The log did not answer for a command.'));
      });
    } catch (error) {
      // One command's fault (a value that Postgres refuses, say) is not its neighbours'.
      if (group.length > 1 && isOfOneCommand(error))
        await Promise.all(group.map((one) => this.#carryOut([one])));
      else for (const { reject } of group) reject(error);
    }
  }

  async #send(group: readonly Pending[]): Promise<Outcome[]> {
    for (let tries = 1; ; tries++) {
      try {
        const { rows } = await this.#pool.query<Row>({ ...statement, values: columns(group) });
        return rows.map(outcomeOf);
      } catch (error) {
        if (codeOf(error) === partial && group.length === 1) return [{ status: 'conflict' }];
        if (codeOf(error) !== deadlock || tries === 5) throw error;
      }
    }
  }
}

/** Data exceptions, violated constraints and our own signals; not a lost connection, whose outcome is unknown. */
const isOfOneCommand = (error: unknown) => /^(22|23|ES|40P01)/.test(String(codeOf(error)));

const outcomeOf = ({ status, last_pos, first_meta }: Row): Outcome => {
  if (status === 'ok') return { status, position: Number(last_pos) };
  if (status === 'replay' && first_meta) return { status, meta: first_meta };
  return { status: 'conflict' };
};

const columns = (group: readonly Pending[]): unknown[] => {
  const events = group.flatMap(({ events }, index) =>
    events.map((event) => ({ ...event, command: index + 1 })),
  );
  return [
    group.map(({ tenantId }) => tenantId),
    group.map(({ commandId }) => commandId),
    events.map(({ command }) => command),
    events.map(({ stream }) => stream),
    events.map(({ version }) => version),
    events.map(({ id }) => id),
    events.map(({ type }) => type),
    events.map(({ schemaVersion }) => schemaVersion),
    events.map(({ data }) => data),
    events.map(({ meta }) => meta),
    events.map(({ at }) => at),
  ];
};
