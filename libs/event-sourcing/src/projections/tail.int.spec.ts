import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@securebase/testing';
import pg from 'pg';
import { notesDatabase } from '../../test/notes.ts';
import { Lease, LeaseLost } from '../leases/lease.ts';
import { inTransaction } from '../leases/transaction.ts';
import { lockedPosition, positionOf } from './log-place.ts';
import { Tail } from './tail.ts';

let db: TestDatabase;
let pool: pg.Pool;
/** What was asked of the database, by the names of the statements. */
let asked: string[] = [];
beforeAll(async () => {
  db = await notesDatabase();
  pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 12 });
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  pool.query = ((config: pg.QueryConfig, ...more: []) => {
    asked.push(config.name ?? '');
    return query(config, ...more);
  }) as typeof pool.query;
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});

const ttl = 60_000;
const reader = async () => {
  const name = randomUUID();
  await positionOf(pool, name);
  const lease = await Lease.acquire(pool, name, randomUUID(), ttl);
  if (!lease) throw new Error('Somebody else has the lease.');
  return { name, lease };
};
const readers = (count: number) => Promise.all(Array.from({ length: count }, reader));
const append = () =>
  pool.query({
    name: 'append',
    text: 'select pos from log.append(1, $1)',
    values: [
      JSON.stringify([
        {
          ...{
            tenant_id: randomUUID(),
            command_id: randomUUID(),
            stream: `note-${randomUUID()}`,
            version: 1,
          },
          ...{ id: randomUUID(), type: 'NoteWritten', schema_version: 1, data: {}, meta: {}, at: new Date() },
        },
      ]),
    ],
  });

describe('The end of the log', () => {
  it('is read once for all who ask together, and after they asked', async () => {
    const tail = new Tail(pool, ['NoteWritten'], 100);
    await append();
    asked = [];
    const parts = await Promise.all([tail.after(0), tail.after(0), tail.after(0)]);
    expect(parts.map(({ events }) => events.length)).toEqual([1, 1, 1]);
    expect(asked).toEqual(['log.read-types-after']);
    // Whoever asks while others are being answered is not given their answer: it may be older than the news.
    const before = tail.after(0);
    await eventually(() => {
      expect(asked).toHaveLength(2);
      return Promise.resolve();
    });
    await append();
    expect((await tail.after(0)).events).toHaveLength(2);
    await before;
  });

  it('is passed by many in one statement, each from where it was', async () => {
    const tail = new Tail(pool, [], 100);
    const all = await readers(5);
    asked = [];
    await Promise.all(all.map(({ lease, name }, n) => tail.pass(lease, name, 0, n + 1)));
    expect(asked).toEqual(['log.pass-checkpoints']);
    expect(await Promise.all(all.map(({ name }) => positionOf(pool, name)))).toEqual([1, 2, 3, 4, 5]);
  });

  it('is not passed by who has lost the lease, or whose place was moved; the others pass it', async () => {
    const tail = new Tail(pool, [], 100);
    const [fine, lost, moved] = await readers(3);
    if (!fine || !lost || !moved) throw new Error('There are three.');
    await lost.lease.release();
    await Lease.acquire(pool, lost.name, randomUUID(), ttl);
    await tail.pass(moved.lease, moved.name, 0, 1);
    const passed = await Promise.allSettled(
      [fine, lost, moved].map(({ lease, name }) => tail.pass(lease, name, 0, 7)),
    );
    expect(passed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const each of passed.slice(1))
      expect(each).toMatchObject({ reason: expect.any(LeaseLost) as unknown });
    const places = await Promise.all([fine, lost, moved].map(({ name }) => positionOf(pool, name)));
    expect(places).toEqual([7, 0, 1]);
  });

  it('is passed by the others while somebody’s place is held, and by that one afterwards', async () => {
    const tail = new Tail(pool, [], 100);
    const [held, free] = await readers(2);
    if (!held || !free) throw new Error('There are two.');
    let waiting: Promise<void> = Promise.resolve();
    await inTransaction(pool, async (client) => {
      await lockedPosition(client, held.name);
      waiting = tail.pass(held.lease, held.name, 0, 3);
      await tail.pass(free.lease, free.name, 0, 3);
      expect(await positionOf(pool, held.name)).toBe(0);
    });
    await waiting;
    expect(await positionOf(pool, held.name)).toBe(3);
  });
});
