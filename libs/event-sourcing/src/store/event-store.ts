import { type CommandContext, type Decider, type Event, type Recorded } from '@securebase/domain-kit';
import { type Sealing, eachSealed } from '@securebase/sealing';
import type pg from 'pg';
import { caughtUp } from '../consistency/caught-up.ts';
import { AppendQueue } from './append-queue.ts';
import { type Catalogue } from './catalogue.ts';
import { CommandReused, Conflict } from './errors.ts';
import { type DomainCommand, handle, type Handled } from './handle.ts';
import { payloadHashOf } from './payload-hash.ts';
import { AppendedNow, nothing, pendingOf } from './pending.ts';
import {
  eventColumns,
  type EventRow,
  type LogEvent,
  logEventOf,
  recordedOf,
  streamColumns,
  type StreamRow,
} from './rows.ts';
import { Snapshots } from './snapshots.ts';
import { type Appended, type Write } from './writes.ts';

const pageSize = 500;
/** Of an append to whatever version is there, when others are quicker. */
const maxTries = 8;

const fromStream = `from log.event where tenant_id = $1 and stream = $2 and version > $3 order by version limit $4`;
const read = {
  name: 'log.read-stream',
  text: `select ${streamColumns} ${fromStream}`,
  rowMode: 'array' as const,
};
const readFor = {
  ...read,
  name: 'log.read-stream-for',
  text: `select ${streamColumns}, command_id = $5 ${fromStream}`,
};
const readHead = {
  name: 'log.read-head',
  text: 'select version from log.event where tenant_id = $1 and stream = $2 order by version desc limit 1',
};
const readCommand = {
  name: 'log.read-command',
  text: 'select stream, version, meta from log.event where tenant_id = $1 and command_id = $2',
};
const readPosition = { name: 'log.read-position', text: 'select log.position_of($1, $2, $3) as pos' };
const readExisting = {
  name: 'log.read-existing',
  text: 'select stream from log.event where tenant_id = $1 and stream = any ($2) and version = 1',
};
const readLast = {
  name: 'log.read-last',
  text: `select stream, (array_agg(type order by version desc) filter (where type = any ($3)))[1] as last from log.event
    where tenant_id = $1 and stream = any ($2) group by stream`,
};
const readAfter = { name: 'log.read-after', text: `select ${eventColumns} from log.read_after($1, $2)` };

/** What a command left behind, to be known by. */
type FirstEvent = Pick<EventRow, 'stream' | 'version' | 'meta'>;

/** The append-only log of one service, over a pool of the pipeline's role. */
export class EventStore {
  readonly #pool: pg.Pool;
  readonly #catalogue: Catalogue;
  readonly #queue: AppendQueue;
  readonly #sealing: Sealing | undefined;
  readonly #listeners = new Set<(position: number) => void>();
  readonly snapshots: Snapshots;

  /** @param options.sealing may be missing where no event holds anything personal, and for reading */
  constructor(options: {
    readonly pool: pg.Pool;
    readonly catalogue: Catalogue;
    readonly sealing?: Sealing | undefined;
  }) {
    this.#pool = options.pool;
    this.#catalogue = options.catalogue;
    this.#sealing = options.sealing;
    this.#queue = new AppendQueue(options.pool);
    this.snapshots = new Snapshots(options.pool);
  }

  /**
   * A stream's events after a version, in their newest schema versions, page by page: bounded memory, whatever its length.
   * `mine` says whether the page holds the first event of the command with this id.
   */
  async *pages(
    tenantId: string,
    stream: string,
    after = 0,
    commandId?: string,
  ): AsyncGenerator<{ readonly events: readonly Recorded[]; readonly mine: boolean }> {
    for (let last = after; ;) {
      const place = [tenantId, stream, last, pageSize];
      const { rows } = await this.#pool.query<[...StreamRow]>(
        commandId === undefined ? { ...read, values: place } : { ...readFor, values: [...place, commandId] },
      );
      const end = rows.at(-1);
      if (end)
        yield {
          events: rows.map((row) => recordedOf(row, tenantId, stream, this.#catalogue)),
          mine: rows.some((row) => row[7] === true),
        };
      if (!end || rows.length < pageSize) return;
      [last] = end;
    }
  }

  /** A stream's events after a version, in their newest schema versions, and the version of the last (or `after`). */
  async readStream(
    tenantId: string,
    stream: string,
    after = 0,
  ): Promise<{ events: Recorded[]; version: number }> {
    const events: Recorded[] = [];
    for await (const page of this.pages(tenantId, stream, after)) events.push(...page.events);
    return { events, version: events.at(-1)?.version ?? after };
  }

  /**
   * Events after a position, up to the horizon, as they are stored: at most `limit`, and about 8 MB of data. For the
   * pipeline only: it spans tenants.
   */
  async readLog(after: number, limit: number): Promise<LogEvent[]> {
    const { rows } = await this.#pool.query<EventRow>({ ...readAfter, values: [after, limit] });
    return rows.map(logEventOf);
  }

  /** Carries a command out: see `handle`. */
  handle<C extends DomainCommand, E extends Event, S>(
    decider: Decider<C, E, S>,
    command: C,
  ): Promise<Handled<E>> {
    return handle(this, decider, command);
  }

  /**
   * Appends a command's events to one stream or several: all or nothing.
   * @throws Conflict when a stream is not as expected; CommandReused when the command id was used for another content;
   * SubjectErased, KeysUnavailable.
   */
  async append(writes: readonly Write[], context: CommandContext, payloadHash: string): Promise<Appended> {
    const filled = writes.filter(({ events }) => events.length > 0);
    const [first] = filled;
    if (!first) return nothing;
    for (let tries = 1; ; tries++) {
      const befores: number[] = [];
      for (const write of filled) {
        const before = await this.#versionBefore(write, context.tenantId);
        if (before !== undefined) befores.push(before);
        else return await this.#replayOr(new Conflict(write.stream), context, payloadHash);
      }
      const sealed = await this.#sealed(filled, befores, context.tenantId);
      const pending = pendingOf(sealed, befores, context, payloadHash, this.#catalogue);
      const position = await this.#queue.add(pending);
      if (position !== undefined) {
        for (const listener of this.#listeners) listener(position);
        return new AppendedNow(position, pending, context, filled);
      }
      const replay = await this.findReplay(context, payloadHash);
      if (replay) return replay;
      const retry = filled.some(({ expected }) => expected === 'ANY' || expected === 'EXISTS');
      if (!retry || tries === maxTries) throw new Conflict(first.stream);
    }
  }

  /** Events with their sealed values plain, or erased. @throws SealBroken, KeysUnavailable */
  async opened(events: readonly Recorded[]): Promise<readonly Recorded[]> {
    return this.#sealing ? this.#sealing.openEvents(events) : events;
  }

  /** What a command asks for, as a digest: a command id may come again with the same content only. */
  async digestOf({ type, data, context }: DomainCommand): Promise<string> {
    const text = payloadHashOf({ type, data });
    return this.#sealing ? this.#sealing.digest(context.tenantId, text) : text;
  }

  /** The writes as they are stored: personal values encrypted for the place where they will stand. */
  async #sealed(
    writes: readonly Write[],
    befores: readonly number[],
    tenantId: string,
  ): Promise<readonly Write[]> {
    const standing = writes.flatMap(({ stream, events }, write) =>
      events.map(({ data }, index) => ({ stream, version: (befores[write] ?? 0) + index + 1, data })),
    );
    if (!this.#sealing) {
      for (const { data } of standing) eachSealed(data, refuseSealed);
      return writes;
    }
    const closed = await this.#sealing.close(tenantId, standing);
    let next = 0;
    return writes.map((write) => ({
      ...write,
      events: write.events.map(({ type }) => ({ type, data: closed[next++] })),
    }));
  }

  /** Which of the streams exist. */
  async existing(tenantId: string, streams: readonly string[]): Promise<Set<string>> {
    const { rows } = await this.#pool.query<{ stream: string }>({
      ...readExisting,
      values: [tenantId, streams],
    });
    return new Set(rows.map(({ stream }) => stream));
  }

  /** The streams that exist, each with the type of its last event of these types, if it has one; for short streams. */
  async lastOf(
    tenantId: string,
    streams: readonly string[],
    types: readonly string[],
  ): Promise<Map<string, string | null>> {
    const { rows } = await this.#pool.query<{ stream: string; last: string | null }>({
      ...readLast,
      values: [tenantId, streams, types],
    });
    return new Map(rows.map(({ stream, last }) => [stream, last]));
  }

  /** Whether this command id was carried out before: what it needed was there then. */
  async carriedOut({ tenantId, commandId }: CommandContext): Promise<boolean> {
    const { rowCount } = await this.#pool.query({ ...readCommand, values: [tenantId, commandId] });
    return rowCount === 1;
  }

  /** What a command id did before, if anything. */
  async findReplay(context: CommandContext, payloadHash: string): Promise<Appended | undefined> {
    const { rows } = await this.#pool.query<FirstEvent>({
      ...readCommand,
      values: [context.tenantId, context.commandId],
    });
    const [row] = rows;
    return row && this.#replayed(row, context.tenantId, payloadHash);
  }

  /** The first result of a command, from what its first event remembers. */
  async #replayed(
    { stream, version, meta }: FirstEvent,
    tenantId: string,
    payloadHash: string,
  ): Promise<Appended> {
    if (meta.payloadHash !== payloadHash) throw new CommandReused();
    const heads = meta.heads ?? [{ stream, version }]; // its only event
    const { rows } = await this.#pool.query<{ pos: string }>({
      ...readPosition,
      values: [tenantId, heads.map(({ stream }) => stream), heads.map(({ version }) => version)],
    });
    return { ...nothing, position: Number(rows[0]?.pos ?? 0), heads, replayed: true };
  }

  /**
   * Waits until this read model over the log has passed everything that stands here now; what is parked is passed unheard.
   * @throws NotYetVisible
   */
  caughtUp(model: string): Promise<void> {
    return caughtUp(this.#pool, model);
  }

  /** Calls the listener after each append of this process. Returns how to stop it. */
  onAppended(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #replayOr(error: Error, context: CommandContext, payloadHash: string): Promise<Appended> {
    const known = await this.findReplay(context, payloadHash);
    if (known) return known;
    throw error;
  }

  /** The version that the stream must have now; `undefined` when it cannot be as expected. */
  async #versionBefore({ stream, expected }: Write, tenantId: string): Promise<number | undefined> {
    if (typeof expected === 'number') return expected;
    if (expected === 'NONE') return 0;
    const { rows } = await this.#pool.query<{ version: number }>({ ...readHead, values: [tenantId, stream] });
    const head = rows[0]?.version ?? 0;
    return expected === 'EXISTS' && head === 0 ? undefined : head;
  }
}

const refuseSealed = (): never => {
  throw new Error('An event store without sealing takes no personal values.');
};
