import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { project, type Recorded, rowOf } from '@securebase/domain-kit';
import { eventually } from '@securebase/testing';
import fc from 'fast-check';
import { catalogue, type NoteEvent, type NoteRow, noteView, service } from '../../test/notes.ts';
import { stage, type Stage } from '../../test/stage.ts';
import { type Message, messageOf } from '../kafka/messages.ts';
import { KafkaPublisher } from '../kafka/publisher.ts';
import { ParkedEvents } from '../parked/parked-events.ts';
import { type LogEvent } from '../store/rows.ts';
import { inTransaction } from '../leases/transaction.ts';
import { apply } from './apply.ts';
import { deliveryOfLog } from './delivery.ts';
import { tableOf } from './table.ts';
import { unseen } from './topic-place.ts';

let on: Stage;
let publisher: KafkaPublisher;
let parked: ParkedEvents;
beforeAll(async () => {
  on = await stage();
  publisher = new KafkaPublisher(on.kafka);
  const { pool, store, kafka, own, foreign } = on;
  parked = new ParkedEvents({ pool, store, kafka, catalogue, projections: [own, foreign], reactions: [] });
  on.start(['projections']);
});
afterAll(async () => {
  await publisher.close();
  await on.stop();
});

let position = 1_000_000;
const eventsOf = (id: string, texts: readonly string[]): LogEvent[] =>
  texts.map((text, index) => ({
    type: text === 'gone' ? 'NoteThrownAway' : 'NoteWritten',
    data: { text },
    tenantId: on.tenantId,
    stream: `note-${id}`,
    version: index + 1,
    id: randomUUID(),
    at: new Date().toISOString(),
    actorId: randomUUID(),
    position: ++position,
    schemaVersion: 1,
    correlationId: 'test',
    commandId: randomUUID(),
  }));
const messagesOf = (events: readonly LogEvent[]): Message[] =>
  events.map((event) => messageOf(service, event));
const published = (events: readonly LogEvent[]) => publisher.publish(on.topic, messagesOf(events));
const folded = (events: readonly LogEvent[], id: string): NoteRow | undefined =>
  rowOf(noteView({ kind: 'LOG' }), events as unknown as Recorded<NoteEvent>[], id);
const waitingOf = async (projection: string, id: string) =>
  (await parked.list(on.tenantId, projection))
    .filter(({ stream }) => stream === `note-${id}`)
    .map(({ version, reason }) => [version, reason]);

/** Streams' events interleaved: each stream's in order, streams as the numbers say. */
const interleaved = (streams: readonly LogEvent[][], order: readonly number[]): LogEvent[] => {
  const left = streams.map((events) => [...events]);
  const all: LogEvent[] = [];
  for (let turn = 0; left.some(({ length }) => length > 0); turn++) {
    const open = left.filter(({ length }) => length > 0);
    const next = open[(order[turn % order.length] ?? 0) % open.length]?.shift();
    if (next) all.push(next);
  }
  return all;
};

const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'gone'), { minLength: 1, maxLength: 12 });
const history = fc.record({
  streams: fc.array(texts, { minLength: 1, maxLength: 6 }),
  order: fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }),
  batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 }),
  /** After a batch, so many events before it come once more, as after a relay that died between send and checkpoint. */
  repeats: fc.array(fc.nat(8), { minLength: 1, maxLength: 10 }),
});

describe('Rows are the fold of the events', () => {
  it('whatever the batches, the interleaving and the repeats', async () => {
    const projection = on.foreign;
    const table = await tableOf(on.pool, projection);
    const name = 'by-property';
    await fc.assert(
      fc.asyncProperty(history, async ({ streams, order, batches, repeats }) => {
        const ids = streams.map(() => randomUUID());
        const written = streams.map((each, index) => eventsOf(ids[index] ?? '', each));
        const all = interleaved(written, order);
        for (let at = 0, turn = 0; at < all.length; turn++) {
          const size = batches[turn % batches.length] ?? 1;
          const again = repeats[turn % repeats.length] ?? 0;
          const batch = all.slice(Math.max(0, at - again), at + size);
          await inTransaction(on.pool, async (client) => {
            const deliveries = batch.map((event) => deliveryOfLog(event, catalogue));
            await apply(client, projection, table, await unseen(client, name, deliveries));
          });
          at += size;
        }
        for (const [index, id] of ids.entries())
          expect(await on.row(projection.table, id)).toEqual(folded(written[index] ?? [], id));
      }),
      { numRuns: 60 },
    );
  });

  it('also when they came through Kafka twice, from two relays that overlapped', async () => {
    const ids = Array.from({ length: 12 }, () => randomUUID());
    const written = ids.map((id) => eventsOf(id, ['a', 'b', 'gone', 'c', 'd', 'e']));
    const all = interleaved(written, [3, 1, 4, 1, 5, 9, 2, 6]);
    await published(all.slice(0, 40));
    await published(all.slice(20, 50)); // sent again by the one that took over
    await published(all.slice(0, 30)); // and late by the one that was taken over from
    await published(all.slice(50));
    await published(all);
    for (const [index, id] of ids.entries())
      await eventually(async () =>
        expect(await on.row('foreign_note_view', id)).toEqual(folded(written[index] ?? [], id)),
      );
  });

  it('and one event that touches no row leaves none', () => {
    expect(
      project(
        noteView({ kind: 'LOG' }),
        undefined,
        { ...eventsOf('x', ['a'])[0], type: 'Other' } as never,
        'x',
      ),
    ).toBeUndefined();
  });
});

describe('Poison from a topic', () => {
  it('is parked with what comes later of its stream, in the midst of a batch, and taken in order later', async () => {
    const poisoned = [randomUUID(), randomUUID(), randomUUID()];
    const good = Array.from({ length: 40 }, () => randomUUID());
    const bad = poisoned.map((id) => eventsOf(id, ['fine', 'poison', 'c', 'gone', 'd']));
    const fine = good.map((id) => eventsOf(id, ['a', 'b', 'c']));
    await published(interleaved([...bad, ...fine], [7, 0, 2, 11, 5, 3]));
    for (const id of good)
      await eventually(async () =>
        expect(await on.row('foreign_note_view', id)).toMatchObject({ text: 'c', timesWritten: 3 }),
      );
    for (const id of poisoned) {
      await eventually(async () =>
        expect(await waitingOf('foreign-note-view', id)).toEqual([
          [2, 'TypeError'],
          [3, 'BEHIND'],
          [4, 'BEHIND'],
          [5, 'BEHIND'],
        ]),
      );
      expect(await on.row('foreign_note_view', id)).toMatchObject({ text: 'fine', timesWritten: 1 });
    }
    const [id = ''] = poisoned;
    const at = { projection: 'foreign-note-view', tenantId: on.tenantId, stream: `note-${id}` };
    expect(await parked.retry(at)).toBe(0);
    expect(await waitingOf('foreign-note-view', id)).toHaveLength(4);
    expect(await parked.skip(at)).toMatchObject({ version: 2, reason: 'TypeError' });
    expect(await parked.retry(at)).toBe(3);
    expect(await on.row('foreign_note_view', id)).toMatchObject({ text: 'd', timesWritten: 1 });
    expect(await waitingOf('foreign-note-view', id)).toEqual([]);
  });

  it('is what the database refuses, too', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    await published(interleaved([eventsOf(id, ['a', 'nul \u0000']), eventsOf(other, ['a', 'b'])], [1, 0]));
    await eventually(async () =>
      expect(await on.row('foreign_note_view', other)).toMatchObject({ text: 'b' }),
    );
    await eventually(async () =>
      expect(await waitingOf('foreign-note-view', id)).toEqual([[2, expect.stringMatching(/^22/)]]),
    );
  });

  it('keeps no content', async () => {
    const { rows } = await on.pool.query<{ text: string }>('select p::text as text from log.parked p');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ text }) => text).join()).not.toMatch(/poison|nul|fine/);
  });

  it('and a message that is no event at all stops nobody', async () => {
    const id = randomUUID();
    const stray: Message = { key: `${on.tenantId}/note-${id}`, value: 'no event', headers: {} };
    await publisher.publish(on.topic, [stray, ...messagesOf(eventsOf(id, ['after']))]);
    await eventually(async () =>
      expect(await on.row('foreign_note_view', id)).toMatchObject({ text: 'after' }),
    );
  });
});
