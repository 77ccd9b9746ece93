import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import pg from 'pg';
import { catalogue, contextOf, type NoteEvent, writeNote } from '../test/notes.ts';
import { chance, stage, type Stage } from '../test/stage.ts';
import { readTopic } from './kafka/reader.ts';
import { eventOf } from './kafka/messages.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { EventStore } from './store/event-store.ts';

/** Of each tenant; both have notes with the same ids, which only their tenants tell apart. */
const many = 5_000;
const tenants = [randomUUID(), randomUUID()];
const ids = Array.from({ length: many }, () => randomUUID());
let on: Stage;
let one: pg.Pool;
let store: EventStore;

beforeAll(async () => {
  on = await stage();
  one = new pg.Pool({ connectionString: on.db.pipelineUrl, max: 1 });
  one.on('error', () => undefined);
  store = new EventStore({ pool: one, catalogue });
  on.start(['relay', 'projections']);
  const draw = chance(7);
  const left = tenants.map((tenantId) => ids.map((id) => ({ tenantId, id })));
  const writing: Promise<unknown>[] = [];
  while (left.some(({ length }) => length > 0)) {
    const next = left[draw(2)]?.pop();
    if (!next) continue;
    const { tenantId, id } = next;
    writing.push(store.append([writeNote(id, tenantId)], contextOf(tenantId), 'h'));
  }
  await Promise.all(writing);
});
afterAll(async () => {
  await one.end();
  await on.stop();
});

const counts = (table: string) => `select count(*)::int as rows,
  count(*) filter (where text <> tenant_id::text or times_written <> 1)::int as crossings from ${table}`;
const rowsOf = async (table: string) =>
  (await on.pool.query<{ rows: number; crossings: number }>(counts(table))).rows[0];
const apart = { rows: 2 * many, crossings: 0 };

it('keeps 10,000 interleaved events of two tenants apart in the log, written and read over one connection', async () => {
  const found = await Promise.all(
    tenants.flatMap((tenantId) =>
      ids.map(async (id) => {
        const { events } = await store.readStream(tenantId, `note-${id}`);
        const [event] = events as unknown as NoteEvent[];
        return events.length === 1 && event?.type === 'NoteWritten' && event.data.text === tenantId;
      }),
    ),
  );
  expect(found.filter((isOwn) => !isOwn)).toEqual([]);
});

it.each(['note_view', 'foreign_note_view'])('and in the rows of %s', async (table) => {
  await eventually(async () => expect(await rowsOf(table)).toEqual(apart), { within: 60_000 });
});

it('and in the topic that the relay writes', async () => {
  const enough = new AbortController();
  let crossings = 0;
  const seen = new Set<string>();
  await readTopic({
    kafka: on.kafka,
    topic: on.topic,
    from: new Map(),
    stop: enough.signal,
    take: async (_, messages) => {
      for (const message of messages) {
        const event = eventOf(message, catalogue);
        const { text } = event.data as { text: string };
        seen.add(`${event.tenantId} ${event.stream}`);
        if (text !== event.tenantId || String(message.key) !== `${event.tenantId}/${event.stream}`)
          crossings++;
      }
      if (seen.size === 2 * many) enough.abort();
      return Promise.resolve();
    },
  });
  expect({ rows: seen.size, crossings }).toEqual(apart);
});

it.each(['own', 'foreign'] as const)('and when the %s read model is rebuilt', async (which) => {
  const projection = on[which];
  const { db, kafka } = on;
  const rebuilt = await rebuild({ url: db.ownerUrl, projections: [projection], catalogue, kafka });
  expect(rebuilt.get(projection.name)).toEqual({ rows: 2 * many, same: true });
  expect(await rowsOf(projection.table)).toEqual(apart);
});
