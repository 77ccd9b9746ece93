import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase } from '@securebase/testing';
import pg from 'pg';
import { notesDatabase } from '../../test/notes.ts';
import { Lease, LeaseLost } from './lease.ts';
import { inTransaction } from './transaction.ts';

let db: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  db = await notesDatabase();
  pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 8 });
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});

const short = 50;
const long = 60_000;
const held = async (name: string, ttl: number) => {
  const lease = await Lease.acquire(pool, name, randomUUID(), ttl);
  if (!lease) throw new Error(`${name} is held by another`);
  return lease;
};

describe('A lease', () => {
  it('is one instance’s at a time, also when many ask at once', async () => {
    const asked = Array.from({ length: 12 }, () => Lease.acquire(pool, 'many', randomUUID(), long));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
  });

  it('is free at once when it is given back', async () => {
    const first = await held('given back', long);
    await first.release();
    await held('given back', long);
    await expect(first.renew(long)).rejects.toThrow(LeaseLost);
  });

  it('is taken over when its time is over, and whoever lost it writes no more', async () => {
    const loser = await held('over', short);
    await after(2 * short);
    const winner = await held('over', long);
    await expect(inTransaction(pool, (client) => loser.fence(client))).rejects.toThrow(LeaseLost);
    await expect(loser.confirm(long)).rejects.toThrow(LeaseLost);
    await loser.release(); // does not take it from the winner
    await inTransaction(pool, (client) => winner.fence(client));
  });

  it('cannot be taken over in the middle of a fenced transaction', async () => {
    const holder = await held('in the middle', short);
    const order: string[] = [];
    let taking: Promise<unknown> = Promise.resolve();
    await inTransaction(pool, async (client) => {
      await holder.fence(client);
      await after(2 * short);
      taking = held('in the middle', long).then(() => order.push('taken'));
      await after(2 * short);
      order.push('written');
    });
    await taking;
    expect(order).toEqual(['written', 'taken']);
  });

  it('comes back to its first owner with another epoch: what the owner began before is fenced off', async () => {
    const owner = randomUUID();
    const before = await Lease.acquire(pool, 'back', owner, short);
    if (!before) throw new Error('held by another');
    await after(2 * short);
    await (await held('back', short)).release();
    const now = await Lease.acquire(pool, 'back', owner, long);
    expect(now?.identity[2]).toBe('3');
    await expect(inTransaction(pool, (client) => before.fence(client))).rejects.toThrow(LeaseLost);
  });
});
