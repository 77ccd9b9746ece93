// Commands that wait together share one transaction; none of them may feel it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandContext } from '@securebase/domain-kit';
import { type TestDatabase } from '@securebase/testing';
import fc from 'fast-check';
import pg from 'pg';
import { catalogue, contextOf, notesDatabase } from '../../test/notes.ts';
import { CommandReused, Conflict } from './errors.ts';
import { EventStore } from './event-store.ts';
import { type Write } from './writes.ts';

let db: TestDatabase;
const pools: pg.Pool[] = [];
/** Two stores, as two processes of a service have. */
let stores: readonly [EventStore, EventStore];
const tenants = [randomUUID(), randomUUID()] as const;
let owner: pg.Pool;

beforeAll(async () => {
  db = await notesDatabase();
  const make = () => {
    const pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 8 });
    pool.on('error', () => undefined);
    pools.push(pool);
    return new EventStore({ pool, catalogue });
  };
  stores = [make(), make()];
  owner = new pg.Pool({ connectionString: db.adminUrl, max: 1 });
  pools.push(owner.on('error', () => undefined));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await db.drop();
});

const stream = (name: string = randomUUID()) => `note-${name}`;
const write = (to: string, expected: Write['expected'], events = 1, text = 'x'): Write => ({
  stream: to,
  expected,
  events: Array.from({ length: events }, () => ({ type: 'NoteWritten', data: { text } })),
});
const append = (
  writes: Write | readonly Write[],
  context: CommandContext = contextOf(tenants[0]),
  hash = 'h',
) => stores[0].append(Array.isArray(writes) ? (writes as Write[]) : [writes as Write], context, hash);
const versions = async (name: string, tenant: string = tenants[0]) =>
  (await stores[0].readStream(tenant, name)).events.map(({ version }) => version);

describe('in one group', () => {
  it('a loser, a replay and a broken command touch nobody else', async () => {
    const taken = stream();
    const again = contextOf(tenants[0]);
    await append(write(taken, 'NONE'));
    await append(write(stream(), 'NONE'), again);
    const [good, other] = [stream(), stream()];
    const results = await Promise.allSettled([
      append(write(good, 'NONE', 3)),
      append(write(taken, 'NONE', 2)),
      append(write(stream(), 'NONE'), again),
      append(write(stream(), 'NONE'), again, 'another content'),
      append(write(stream(), 'NONE', 1, 'not for Postgres: \u0000')),
      append(write(other, 'NONE', 2)),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(results[1]).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(results[2]).toMatchObject({ value: { replayed: true } });
    expect(results[3]).toMatchObject({ reason: { code: 'COMMAND_ID_REUSED' } });
    expect([await versions(good), await versions(taken), await versions(other)]).toEqual([
      [1, 2, 3],
      [1],
      [1, 2],
    ]);
  });

  it('who wins beside a loser hears where its event stands', async () => {
    const [first, taken, last] = [stream('a'), stream('b'), stream('c')];
    await append(write(taken, 'NONE'));
    const [one, loser, other] = await Promise.allSettled(
      [first, taken, last].map((each) => append(write(each, 'NONE'))),
    );
    expect(loser).toMatchObject({ reason: { code: 'CONFLICT' } });
    const { rows } = await owner.query<{ pos: string }>(
      'select pos from log.event where stream = any ($1) order by stream',
      [[first, last]],
    );
    const stands = rows.map(({ pos }) => ({ status: 'fulfilled', value: { position: Number(pos) } }));
    expect([one, other]).toMatchObject(stands);
  });

  it('two commands on one stream: one wins, the other hears so', async () => {
    const name = stream();
    const results = await Promise.allSettled([append(write(name, 0, 2)), append(write(name, 0, 3))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([
      [1, 2],
      [1, 2, 3],
    ]).toContainEqual(await versions(name));
  });

  it('tenants stay apart, also with the same stream and the same command id', async () => {
    const name = stream();
    const [first, second] = tenants.map((tenant) => contextOf(tenant));
    if (!first || !second) throw new Error('two tenants');
    const same = { ...second, commandId: first.commandId };
    await Promise.all([append(write(name, 'NONE', 2), first), append(write(name, 'NONE', 3), same)]);
    expect([await versions(name, tenants[0]), await versions(name, tenants[1])]).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
  });
});

/** What many writers of two processes do to few streams with few command ids. */
const step = fc.record({
  store: fc.constantFrom(0 as const, 1 as const),
  tenant: fc.constantFrom(0 as const, 1 as const),
  command: fc.nat(7),
  streams: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }),
  events: fc.integer({ min: 1, max: 3 }),
});

it('keeps every acknowledged command whole and once, without holes, whatever comes at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const run = randomUUID();
      const ids = Array.from({ length: 8 }, () => randomUUID());
      const done = await Promise.allSettled(
        steps.map(async ({ store, tenant, command, streams, events }) => {
          const context = { ...contextOf(tenants[tenant]), commandId: ids[command] ?? '' };
          const writes = streams.map((name) => write(stream(`${name}-${run}`), 'ANY', events));
          return stores[store].append(writes, context, JSON.stringify([streams.toSorted(), events]));
        }),
      );
      for (const result of done)
        if (result.status === 'rejected')
          expect([Conflict, CommandReused]).toContain((result.reason as Error).constructor);
      const acknowledged = done.flatMap((each) =>
        each.status === 'fulfilled' && !each.value.replayed ? [each.value] : [],
      );
      let stored = 0;
      for (const tenant of tenants)
        for (const name of ['a', 'b', 'c']) {
          const found = await versions(stream(`${name}-${run}`), tenant);
          expect(found).toEqual(found.map((_, at) => at + 1));
          stored += found.length;
        }
      expect(stored).toBe(acknowledged.reduce((sum, { events }) => sum + events.length, 0));
    }),
    { numRuns: 25 },
  );
});
