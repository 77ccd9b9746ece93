import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, kafka, type TestDatabase, unique } from '@securebase/testing';
import { type Kafka } from 'kafkajs';
import pg from 'pg';
import { catalogue, contextOf, notesDatabase, noteView, service, writeNote } from '../test/notes.ts';
import { ConsistencyGate, NotYetVisible } from './consistency/gate.ts';
import { consistencyToken } from './consistency/token.ts';
import { kafkaClient } from './kafka/publisher.ts';
import { createTopics } from './kafka/topics.ts';
import { listParked, retryParked, skipParked } from './parked/parked.ts';
import { readAgainFromLog } from './parked/read-again.ts';
import { Pipeline, type ServiceRole } from './pipeline.ts';
import { lockedPosition } from './projections/log-place.ts';
import { type AnyProjection } from './projections/table.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { EventStore } from './store/event-store.ts';

let db: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
let client: Kafka;
const topic = unique('notes');
const tenantId = randomUUID();
const own = noteView({ kind: 'LOG' });
const foreign = noteView({ kind: 'TOPIC', topic }, 'foreign-note-view', 'foreign_note_view');
const running: Pipeline[] = [];
const silent = { info: () => undefined, warn: () => undefined };

const start = (roles: readonly ServiceRole[]) => {
  const projections = [own, foreign] as unknown as AnyProjection[];
  const options = {
    service,
    topic,
    roles,
    catalogue,
    projections,
    reactions: [],
    duties: [],
    store,
    pool,
    kafka: client,
    log: silent,
  };
  const pipeline = new Pipeline(options);
  pipeline.start();
  running.push(pipeline);
  return pipeline;
};
const rowOf = async (table: string, id: string) =>
  (
    await pool.query<{ text: string; times_written: number; history: string[] }>(
      `select text, times_written, history from ${table} where tenant_id = $1 and id = $2`,
      [tenantId, id],
    )
  ).rows[0];
const write = (id: string, ...texts: string[]) =>
  store.append([writeNote(id, ...texts)], contextOf(tenantId), 'h');
const parkedOf = async (projection: string, id: string) =>
  (await listParked(pool, tenantId, projection)).filter(({ stream }) => stream === `note-${id}`);

beforeAll(async () => {
  db = await notesDatabase();
  pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 16 });
  pool.on('error', () => undefined); // a database that is dropped ends its idle connections
  store = new EventStore({ pool, catalogue });
  const brokers = await kafka();
  client = kafkaClient('test', brokers);
  await createTopics(brokers, [{ name: topic, description: '', partitions: 3, config: {} }]);
  start(['api', 'relay', 'projections']);
});
afterAll(async () => {
  await Promise.all(running.map((pipeline) => pipeline.stop()));
  await pool.end();
  await db.drop();
});

it('brings an event to its own read model, to Kafka, and to the read model of a follower', async () => {
  const id = randomUUID();
  await write(id, 'one', 'two');
  const expected = { text: 'two', times_written: 2, history: ['1', '2'] };
  await eventually(async () => expect(await rowOf('note_view', id)).toEqual(expected));
  await eventually(async () => expect(await rowOf('foreign_note_view', id)).toEqual(expected));
  await store.append(
    [{ stream: `note-${id}`, expected: 2, events: [{ type: 'NoteThrownAway', data: {} }] }],
    contextOf(tenantId),
    'h',
  );
  await eventually(async () => expect(await rowOf('foreign_note_view', id)).toBeUndefined());
});

it('lets another instance take over, without an event lost or taken twice', async () => {
  const id = randomUUID();
  const [first] = running.splice(0, 1);
  const second = start(['relay', 'projections']);
  const writing = Array.from({ length: 30 }, (_, index) => index).reduce(
    (before, index) => before.then(() => write(id, String(index))).then(() => undefined),
    Promise.resolve(),
  );
  await first?.stop();
  await writing;
  await eventually(async () =>
    expect(await rowOf('note_view', id)).toMatchObject({ times_written: 30, text: '29' }),
  );
  await eventually(async () =>
    expect(await rowOf('foreign_note_view', id)).toMatchObject({ times_written: 30 }),
  );
  expect(running).toContain(second);
});

describe('an event that cannot be taken', () => {
  it('is parked with what comes later of its stream, while the others go on, until it is skipped', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    await write(id, 'good', 'poison', 'later');
    await write(other, 'fine');
    await write(id, 'much later');
    await eventually(async () => expect(await rowOf('note_view', other)).toMatchObject({ text: 'fine' }));
    await eventually(async () =>
      expect((await parkedOf('note-view', id)).map(({ version, reason }) => [version, reason])).toEqual([
        [2, 'TypeError'],
        [3, 'BEHIND'],
        [4, 'BEHIND'],
      ]),
    );
    expect(await rowOf('note_view', id)).toMatchObject({ text: 'good' });
    const at = { projection: 'note-view', tenantId, stream: `note-${id}` };
    const retry = () =>
      retryParked(pool, own, at, readAgainFromLog(store, catalogue), (on) => lockedPosition(on, 'note-view'));
    expect(await retry()).toBe(0);
    expect(await parkedOf('note-view', id)).toHaveLength(3);
    expect(await skipParked(pool, at)).toMatchObject({ version: 2, type: 'NoteWritten' });
    expect(await retry()).toBe(2);
    expect(await rowOf('note_view', id)).toMatchObject({ text: 'much later', times_written: 3 });
    await write(id, 'last');
    await eventually(async () => expect(await rowOf('note_view', id)).toMatchObject({ text: 'last' }));
  });
});

describe('a rebuild', () => {
  const rebuilt = async (projection: typeof own) => {
    const projections = [projection];
    const all = await rebuild({ url: db.ownerUrl, projections, catalogue, kafka: client });
    return all.get(projection.name) ?? { same: undefined, rows: 0 };
  };

  it.each([
    ['own', own],
    ['foreign', foreign],
  ] as const)('makes the same rows of the %s events', async (_, projection) => {
    const ids = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(ids.map((id) => write(id, 'one', 'two')));
    const last = ids.at(-1) ?? '';
    await write(last, 'three');
    await eventually(async () =>
      expect(await rowOf(projection.table, last)).toMatchObject({ text: 'three' }),
    );
    const { same, rows } = await rebuilt(projection);
    expect({ same, many: rows >= 20 }).toEqual({ same: true, many: true });
    await write(last, 'four');
    await eventually(async () =>
      expect(await rowOf(projection.table, last)).toMatchObject({ text: 'four', times_written: 4 }),
    );
  });

  it('mends rows that were changed by hand, and says so', async () => {
    const id = randomUUID();
    await write(id, 'right');
    await eventually(async () => expect(await rowOf('note_view', id)).toBeDefined());
    await pool.query(`update note_view set text = 'wrong' where id = $1`, [id]);
    const { same } = await rebuilt(own);
    expect(same).toBe(false);
    expect(await rowOf('note_view', id)).toMatchObject({ text: 'right' });
  });
});

describe('a token', () => {
  // A gate stands before an answer of the API, and has its role.
  let asked: pg.Pool;
  beforeAll(() => {
    asked = new pg.Pool({ connectionString: db.apiUrl, max: 4 });
    asked.on('error', () => undefined);
  });
  afterAll(() => asked.end());
  const gate = () =>
    new ConsistencyGate({
      service,
      pool: asked,
      own: ['note-view'],
      foreign: { notes: ['foreign-note-view'] },
    });

  it('waits until the models have passed it', async () => {
    const id = randomUUID();
    const done = await write(id, 'seen');
    await gate().waitFor(tenantId, consistencyToken(service, done), { timeoutMs: 30_000 });
    expect(await rowOf('note_view', id)).toMatchObject({ text: 'seen' });
    await gate().waitFor(tenantId, consistencyToken('notes', done), { timeoutMs: 30_000 });
    expect(await rowOf('foreign_note_view', id)).toMatchObject({ text: 'seen' });
  });

  it('says when they have not, in time', async () => {
    const token = consistencyToken(service, { position: Number.MAX_SAFE_INTEGER });
    await expect(gate().waitFor(tenantId, token, { timeoutMs: 50 })).rejects.toThrow(NotYetVisible);
  });

  it('ignores what no model here follows', async () => {
    const token = consistencyToken('somebody-else', { position: Number.MAX_SAFE_INTEGER });
    await gate().waitFor(tenantId, token, { timeoutMs: 50 });
  });
});
