// Sessions of a database that are stepped by hand: a statement runs up to a gate and stands there until it is let through.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { database, eventually, type TestDatabase } from '@securebase/testing';
import pg from 'pg';
import { migrate } from '../src/database/index.ts';

const sql = join(import.meta.dirname, '../sql');
const service = 'engagements';

/** An edit of the migrations. One whose text is not found any more fails: a mutant that changes nothing proves nothing. */
export type Edit = readonly [before: string, after: string];

/** Places in the functions at which a session can be stopped. They are there for the original and for every mutant. */
const gates: readonly Edit[] = [
  [
    '  locked := log.floor_lock(); -- before any nextval\n',
    "  locked := log.floor_lock(); -- before any nextval\n  perform log.gate('locked');\n",
  ],
  [
    '    return query select * from unnest(ids, places);\n',
    "    perform log.gate('inserted');\n    return query select * from unnest(ids, places);\n",
  ],
  [
    "  ceiling := coalesce(pg_sequence_last_value('log.pos'::regclass), 0);\n",
    "  ceiling := coalesce(pg_sequence_last_value('log.pos'::regclass), 0);\n  perform log.gate('first');\n",
  ],
  ['  return least(ceiling, floor);', "  perform log.gate('second');\n  return least(ceiling, floor);"],
];
const gateFunction = `create schema log;

create function log.gate(name text) returns void language plpgsql volatile as $$
begin
  if current_setting('test.gate', true) = name then
    perform pg_advisory_lock(7, hashtext(name));
    perform pg_advisory_unlock(7, hashtext(name));
  end if;
end $$;`;

const edited = (text: string, edits: readonly Edit[], found: Set<Edit>) =>
  edits.reduce((current, edit) => {
    const [before, after] = edit;
    if (!current.includes(before)) return current;
    found.add(edit);
    return current.replace(before, () => after);
  }, text);

/** A database with the log as these edits make it. */
export const logWith = async (edits: readonly Edit[] = []): Promise<TestDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const all: Edit[] = [...gates, ['create schema log;', gateFunction], ...edits];
  const found = new Set<Edit>();
  for (const file of readdirSync(sql))
    writeFileSync(join(folder, file), edited(readFileSync(join(sql, file), 'utf8'), all, found));
  const missing = all.filter((edit) => !found.has(edit));
  if (missing.length > 0)
    throw new Error(
      `The migrations have changed; not found any more:\n${missing.map(([text]) => text).join('\n')}`,
    );
  const folders = [folder];
  return database({
    service,
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service, folders }),
  });
};

/** One connection. `stop` runs a statement up to a gate and gives back how to let it through. */
export class Session {
  readonly #client: pg.Client;
  readonly #keeper: pg.Client;
  #pid = 0;
  constructor(url: string) {
    this.#client = new pg.Client(url);
    this.#keeper = new pg.Client(url);
    // A server that is killed, or a database that is dropped, ends the connection: the next statement says so.
    for (const each of [this.#client, this.#keeper]) each.on('error', () => undefined);
  }

  async open(): Promise<this> {
    await Promise.all([this.#client.connect(), this.#keeper.connect()]);
    const { rows } = await this.#client.query<{ pid: number }>('select pg_backend_pid() as pid');
    this.#pid = rows[0]?.pid ?? 0;
    return this;
  }

  async close(): Promise<void> {
    await Promise.all([this.#client.end(), this.#keeper.end()]);
  }

  run<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.#client.query<Row>(text, values).then(({ rows }) => rows);
  }

  async stop<Row extends pg.QueryResultRow>(
    gate: string,
    work: () => Promise<Row[]>,
  ): Promise<() => Promise<Row[]>> {
    await this.#keeper.query('select pg_advisory_lock(7, hashtext($1))', [gate]);
    await this.#client.query(`set test.gate = '${gate}'`);
    const running = work();
    await eventually(async () => {
      const { rows } = await this.#keeper.query('select from pg_locks where pid = $1 and not granted', [
        this.#pid,
      ]);
      if (rows.length === 0) throw new Error(`The statement has not come to the gate "${gate}".`);
    });
    return async () => {
      await this.#keeper.query('select pg_advisory_unlock(7, hashtext($1))', [gate]);
      const result = await running;
      await this.#client.query("set test.gate = ''");
      return result;
    };
  }
}

/** Appends one event to each of these streams, as the store does with commands that wait together. */
export const appendTo = (session: Session, ...streams: readonly Stream[]): Promise<{ pos: string }[]> =>
  session.run('select pos from log.append($1, $2)', [
    streams.length,
    JSON.stringify(
      streams.map((stream) => ({
        ...stream,
        command_id: randomUUID(),
        version: 1,
        id: randomUUID(),
        type: 'NoteWritten',
        schema_version: 1,
        data: {},
        meta: {},
        at: new Date(),
      })),
    ),
  ]);

interface Stream {
  readonly tenant_id: string;
  readonly stream: string;
}
export const anyStream = (): Stream => ({ tenant_id: randomUUID(), stream: `note-${randomUUID()}` });

/** The same to a stream of its own. */
export const appendOne = (session: Session): Promise<{ pos: string }[]> => appendTo(session, anyStream());

/** A reader that keeps the position of the last event delivered, as the relay and the projections do. */
export class Reader {
  readonly session: Session;
  readonly seen = new Set<string>();
  last = 0;
  constructor(session: Session) {
    this.session = session;
  }

  take = async (rows: Promise<{ pos: string }[]> | { pos: string }[]): Promise<void> => {
    for (const { pos } of await rows) {
      this.seen.add(pos);
      this.last = Number(pos);
    }
  };

  ask = (): Promise<{ pos: string }[]> =>
    this.session.run('select pos from log.read_after($1, 1000)', [this.last]);
  read = (): Promise<void> => this.take(this.ask());
}
