import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Command, type CommandContext, type Decider, ensure, type Event } from '@securebase/domain-kit';
import { database, type TestDatabase } from '@securebase/testing';
import pg from 'pg';
import { migrate } from '../database/index.ts';
import { EventStore } from './event-store.ts';
import { handleTogether } from './handle-together.ts';
import { type DomainCommand } from './handle.ts';

class Book extends Command<{ guest: string; room?: string; places?: number }> {
  readonly type = 'Book';
}
type Booked = Event<'Booked', { guest: string }>;
type Taken = Event<'Taken', { guest: string }>;

/** Books once; a guest without a room is at home. */
const guest: Decider<Book, Booked, number> = {
  name: 'guest',
  commands: [Book],
  streamId: ({ data }) => data.guest,
  initialState: 0,
  decide: ({ data }, times) => {
    ensure(times === 0, 'BOOKED_BEFORE');
    return [{ type: 'Booked', data: { guest: data.guest } }];
  },
  evolve: (times) => times + 1,
};
/** Takes three guests, unless it has more places. */
const room: Decider<Book, Taken, number> = {
  name: 'room',
  commands: [Book],
  streamId: ({ data }) => data.room,
  initialState: 0,
  decide: ({ data }, taken) => {
    ensure(taken < (data.places ?? 3), 'ROOM_FULL');
    return [{ type: 'Taken', data: { guest: data.guest } }];
  },
  evolve: (taken) => taken + 1,
};
const deciders = [guest, room] as unknown as readonly Decider<DomainCommand, Event, unknown>[];

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

let db: TestDatabase;
let pool: pg.Pool;
let stores: readonly EventStore[];
beforeAll(async () => {
  db = await database({
    service,
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service, folders }),
  });
  pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 16 });
  pool.on('error', () => undefined); // a database that is dropped ends its idle connections
  const catalogue = { Booked: { schemaVersion: 1 }, Taken: { schemaVersion: 1 } };
  stores = [new EventStore({ pool, catalogue }), new EventStore({ pool, catalogue })];
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});
const book = (command: Book, by = 0) => {
  const store = stores[by % stores.length];
  if (!store) throw new Error('There are two stores.');
  return handleTogether(store, deciders, command);
};
const length = async (stream: string) => (await stores[0]?.readStream(tenantId, stream))?.events.length;

describe('A command of two aggregates', () => {
  it('happens in both streams at once', async () => {
    const data = { guest: randomUUID(), room: randomUUID() };
    const handled = await book(new Book(data, context()));
    expect(handled).toMatchObject({ stream: `guest-${data.guest}`, version: 1, replayed: false });
    expect(handled.parts['room']).toMatchObject({ stream: `room-${data.room}`, version: 1 });
    expect([await length(`guest-${data.guest}`), await length(`room-${data.room}`)]).toEqual([1, 1]);
  });

  it('leaves no trace when one of them refuses', async () => {
    const data = { guest: randomUUID(), room: randomUUID() };
    await book(new Book(data, context()));
    const another = randomUUID();
    await expect(book(new Book({ guest: data.guest, room: another }, context()))).rejects.toMatchObject({
      code: 'BOOKED_BEFORE',
    });
    expect(await length(`room-${another}`)).toBe(0);
  });

  it('passes over an aggregate that it does not concern', async () => {
    const handled = await book(new Book({ guest: randomUUID() }, context()));
    expect(Object.keys(handled.parts)).toEqual(['guest']);
  });

  it('is carried out once, also when it comes again, or twice at once', async () => {
    const data = { guest: randomUUID(), room: randomUUID() };
    const command = new Book(data, context());
    const [one, other] = await Promise.all([book(command, 0), book(command, 1)]);
    const again = await book(command);
    expect([one, other].filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(again).toMatchObject({ replayed: true, position: one.position, version: 1 });
    expect(again.parts['room']?.history).toHaveLength(1);
    expect(await length(`room-${data.room}`)).toBe(1);
  });

  it('never fills a room beyond its places, however many come at once', async () => {
    const all = randomUUID();
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) =>
        book(new Book({ guest: randomUUID(), room: all }, context()), at),
      ),
    );
    const reasons = results.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code?: string }).code ?? String(each.reason)] : [],
    );
    expect(await length(`room-${all}`)).toBe(3);
    expect(reasons.filter((code) => code === 'ROOM_FULL')).toHaveLength(9);
  });

  it('lets everybody in for whom there is a place, and tells nobody else to try again', async () => {
    const all = randomUUID();
    const results = await Promise.allSettled(
      Array.from({ length: 150 }, (_, at) =>
        book(new Book({ guest: randomUUID(), room: all, places: 120 }, context()), at),
      ),
    );
    const reasons = results.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code?: string }).code ?? String(each.reason)] : [],
    );
    expect(await length(`room-${all}`)).toBe(120);
    expect(reasons).toEqual(Array.from({ length: 30 }, () => 'ROOM_FULL'));
  });
});
