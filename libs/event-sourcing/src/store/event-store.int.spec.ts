import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Command, type CommandContext, type Decider, ensure, type Event } from '@securebase/domain-kit';
import { database, type TestDatabase } from '@securebase/testing';
import pg from 'pg';
import { migrate } from '../database/index.ts';
import { CommandReused, Conflict } from './errors.ts';
import { EventStore } from './event-store.ts';
import { readTypes } from './read-types.ts';
import { type Write } from './writes.ts';

type Counted = Event<'Counted', { by: number }>;
class Count extends Command<{ id: string; by: number }> {
  readonly type = 'Count';
}
const counter: Decider<Count, Counted, number> = {
  name: 'counter',
  commands: [Count],
  streamId: ({ data }) => data.id,
  initialState: 0,
  decide: ({ data }) => Array.from({ length: data.by }, () => ({ type: 'Counted', data: { by: 1 } })),
  evolve: (state, { data }) => state + data.by,
};
const folders = [join(import.meta.dirname, '../../sql')];
const service = 'engagements';
const tenantId = randomUUID();
const context = (changes: Partial<CommandContext> = {}): CommandContext => ({
  tenantId,
  actorId: randomUUID(),
  at: new Date(),
  commandId: randomUUID(),
  correlationId: randomUUID(),
  ...changes,
});
const write = (stream: string, expected: Write['expected'], events = 1): Write => ({
  stream,
  expected,
  events: Array.from({ length: events }, () => ({ type: 'Counted', data: { by: 1 } })),
});

let db: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
beforeAll(async () => {
  db = await database({
    service,
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service, folders }),
  });
  pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 16 });
  pool.on('error', () => undefined); // a database that is dropped ends its idle connections
  store = new EventStore({
    pool,
    catalogue: { Counted: { schemaVersion: 1 }, Opened: { schemaVersion: 1 } },
  });
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});
const versions = async (stream: string) =>
  (await store.readStream(tenantId, stream)).events.map(({ version }) => version);

describe('append', () => {
  it('keeps the events of a command together and in order', async () => {
    const stream = `counter-${randomUUID()}`;
    const { heads, events } = await store.append([write(stream, 'NONE', 3)], context(), 'h');
    expect(heads).toEqual([{ stream, version: 3 }]);
    expect((await store.readStream(tenantId, stream)).events).toEqual(events);
  });

  it.each<[Write['expected']]>([[0], [1], [3], ['NONE']])(
    'refuses %s for a stream of two',
    async (expected) => {
      const stream = `counter-${randomUUID()}`;
      await store.append([write(stream, 'NONE', 2)], context(), 'h');
      await expect(store.append([write(stream, expected, 2)], context(), 'h')).rejects.toThrow(Conflict);
      expect(await versions(stream)).toEqual([1, 2]);
    },
  );

  it.each<[Write['expected']]>([[2], ['EXISTS'], ['ANY']])(
    'accepts %s for a stream of two',
    async (expected) => {
      const stream = `counter-${randomUUID()}`;
      await store.append([write(stream, 'NONE', 2)], context(), 'h');
      await store.append([write(stream, expected, 2)], context(), 'h');
      expect(await versions(stream)).toEqual([1, 2, 3, 4]);
    },
  );

  it('refuses EXISTS and accepts ANY for a stream of none', async () => {
    const stream = `counter-${randomUUID()}`;
    await expect(store.append([write(stream, 'EXISTS')], context(), 'h')).rejects.toThrow(Conflict);
    await store.append([write(stream, 'ANY')], context(), 'h');
    expect(await versions(stream)).toEqual([1]);
  });

  it('writes to several streams all or nothing', async () => {
    const [a, b] = [`counter-${randomUUID()}`, `counter-${randomUUID()}`];
    await store.append([write(b, 'NONE')], context(), 'h');
    await expect(store.append([write(a, 'NONE', 2), write(b, 'NONE')], context(), 'h')).rejects.toThrow(
      Conflict,
    );
    expect(await versions(a)).toEqual([]);
    const { heads } = await store.append([write(b, 1, 2), write(a, 'NONE', 2)], context(), 'h');
    expect(new Map(heads.map((head) => [head.stream, head.version]))).toEqual(
      new Map([
        [a, 2],
        [b, 3],
      ]),
    );
  });

  it('gives the events of a command ids in their order, also within a millisecond', async () => {
    const stream = `counter-${randomUUID()}`;
    await store.append([write(stream, 'NONE', 20)], context(), 'h');
    const { events } = await store.readStream(tenantId, stream);
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(20);
  });

  it('gives a retried command its first result, also when both come at once', async () => {
    const stream = `counter-${randomUUID()}`;
    const given = context();
    const tries = await Promise.all([1, 2, 3].map(() => store.append([write(stream, 'ANY', 2)], given, 'h')));
    const [first] = tries;
    expect(tries.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const each of tries) expect(each).toMatchObject({ position: first?.position, heads: first?.heads });
    expect(await versions(stream)).toEqual([1, 2]);
  });

  it('refuses a command id with another content', async () => {
    const stream = `counter-${randomUUID()}`;
    const given = context();
    await store.append([write(stream, 'ANY')], given, 'one');
    await expect(store.append([write(stream, 'ANY')], given, 'two')).rejects.toThrow(CommandReused);
  });
});

describe('handle', () => {
  it('decides again from the fresh state when others were quicker', async () => {
    const id = randomUUID();
    const results = await Promise.all(
      Array.from({ length: 6 }, () => store.handle(counter, new Count({ id, by: 2 }, context()))),
    );
    expect(await versions(`counter-${id}`)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    for (const { history, version } of results) expect(history).toHaveLength(version);
  });

  it('carries a command out once', async () => {
    const command = new Count({ id: randomUUID(), by: 2 }, context());
    const first = await store.handle(counter, command);
    const second = await store.handle(counter, command);
    expect(second).toEqual({ ...first, replayed: true });
  });
});

describe('a command that begins a stream', () => {
  class Open extends Command<{ id: string; by: string }> {
    readonly type = 'Open';
  }
  type Opened = Event<'Opened', { by: string }>;
  let closedFor = '';
  const door: Decider<Open, Opened, { open: boolean }> = {
    name: 'door',
    commands: [Open],
    begins: [Open],
    streamId: ({ data }) => data.id,
    initialState: { open: false },
    decide: ({ data }, { open }) => {
      ensure(!open, 'ALREADY_OPEN');
      ensure(data.by !== closedFor, 'CLOSED_FOR_YOU');
      return [{ type: 'Opened', data: { by: data.by } }];
    },
    evolve: () => ({ open: true }),
  };
  const open = (id: string, by: string) => new Open({ id, by }, context());

  it('begins it once, whoever else tries', async () => {
    const id = randomUUID();
    const results = await Promise.allSettled(['a', 'b', 'c'].map((by) => store.handle(door, open(id, by))));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'ALREADY_OPEN' });
    expect(await versions(`door-${id}`)).toEqual([1]);
  });

  it('gives its first result when it comes again, even if a rule would refuse it now', async () => {
    const command = open(randomUUID(), 'd');
    const first = await store.handle(door, command);
    expect(first.history).toHaveLength(1);
    closedFor = 'd';
    expect(await store.handle(door, command)).toEqual({ ...first, replayed: true });
    await expect(store.handle(door, open(randomUUID(), 'd'))).rejects.toMatchObject({
      code: 'CLOSED_FOR_YOU',
    });
  });
});

describe('the log', () => {
  it('is read in order, up to the horizon', async () => {
    const { events } = await store.append([write(`counter-${randomUUID()}`, 'NONE', 2)], context(), 'h');
    const log = await store.readLog(0, 10_000);
    expect(log.slice(-2).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    const positions = log.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });

  it('is read for a reader of some types, who passes the others', async () => {
    const { position: before } = await store.append(
      [write(`counter-${randomUUID()}`, 'NONE')],
      context(),
      'h',
    );
    const types = ['Opened', 'Counted', 'Counted', 'Opened', 'Counted'];
    const events = types.map((type) => ({ type, data: { by: 1 } }));
    const stream = `counter-${randomUUID()}`;
    const { position: last } = await store.append([{ stream, expected: 'NONE', events }], context(), 'h');
    const read = async (after: number, wanted: readonly string[], limit = 10) => {
      const { events: found, reached } = await readTypes(pool, after, wanted, limit);
      return [found.map(({ version }) => version), reached];
    };
    expect(await read(before, ['Opened'])).toEqual([[1, 4], last]);
    expect(await read(before, ['Opened'], 1)).toEqual([[1], last - 4]);
    expect(await read(last - 4, ['Opened'], 1)).toEqual([[4], last - 1]);
    expect(await read(before, ['Opened', 'Counted'], 3)).toEqual([[1, 2, 3], last - 2]);
    expect(await read(before, ['Closed'])).toEqual([[], last]);
    expect(await read(last, ['Opened'])).toEqual([[], last]);
  });

  it('is read for a reader of some types in parts of some megabytes', async () => {
    const { position: before } = await store.append(
      [write(`counter-${randomUUID()}`, 'NONE')],
      context(),
      'h',
    );
    const append = (event: Event) =>
      store.append(
        [{ stream: `counter-${randomUUID()}`, expected: 'NONE', events: [event] }],
        context(),
        'h',
      );
    const bytes = randomBytes(9_000_000).toString('base64');
    const { position: first } = await append({ type: 'Opened', data: { text: bytes } });
    const { position: second } = await append({ type: 'Opened', data: { text: 'short' } });
    const { position: last } = await append({ type: 'Counted', data: { by: 1 } });
    const some = await readTypes(pool, before, ['Opened'], 10);
    expect([some.events.length, some.reached]).toEqual([1, first]);
    const rest = await readTypes(pool, first, ['Opened'], 10);
    expect([rest.events[0]?.position, rest.reached]).toEqual([second, last]);
  });
});
