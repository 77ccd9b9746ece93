import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derived, type Projection, type Recorded, rowsOf } from '@securebase/domain-kit';
import fc from 'fast-check';
import pg from 'pg';
import { catalogue, contextOf, type NoteEvent, writeNote } from '../../test/notes.ts';
import { stage, type Stage } from '../../test/stage.ts';
import { inTransaction } from '../leases/transaction.ts';
import { heldRows } from '../rebuild/held-rows.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import { type LogEvent } from '../store/rows.ts';
import { apply, fold } from './apply.ts';
import { deliveryOfLog } from './delivery.ts';
import { type AnyProjection, tableOf } from './table.ts';

interface Note {
  readonly text: string;
}
interface Word {
  readonly notes: number;
}
interface Frequency {
  readonly words: number;
}

/** How many notes say a word now; and, made of that, how many words are said so often. */
const frequencies = derived<Word, Frequency>({
  table: 'frequency_view',
  blank: { words: 0 },
  changes: ({ before, after }) => {
    const more = (by: number) => (row: Frequency) =>
      row.words + by === 0 ? undefined : { words: row.words + by };
    return [
      ...(before ? [{ id: `${before.notes}`, to: more(-1) }] : []),
      ...(after ? [{ id: `${after.notes}`, to: more(1) }] : []),
    ];
  },
});
const words = derived<Note, Word>({
  table: 'word_view',
  blank: { notes: 0 },
  changes: ({ before, after }) => {
    const more = (by: number) => (row: Word) =>
      row.notes + by === 0 ? undefined : { notes: row.notes + by };
    return [
      ...(before ? [{ id: before.text, to: more(-1) }] : []),
      ...(after ? [{ id: after.text, to: more(1) }] : []),
    ];
  },
  derived: [frequencies],
});
const counted: Projection<NoteEvent, Note> = {
  name: 'counted-note-view',
  table: 'counted_note_view',
  source: { kind: 'LOG' },
  rowIds: ({ stream }) => [stream],
  blank: { text: '' },
  on: {
    NoteWritten: (_, { data }) => {
      if (data.text === 'poison') throw new TypeError('cannot take this');
      return { text: data.text };
    },
    NoteThrownAway: () => 'DELETE',
  },
  derived: [words],
};
const projection = counted as unknown as AnyProjection;
const tables = ['counted_note_view', 'word_view', 'frequency_view'];

let on: Stage;
let owner: pg.Pool;
beforeAll(async () => {
  on = await stage();
  owner = new pg.Pool({ connectionString: on.db.ownerUrl, max: 2 });
  const { rows } = await on.pool.query<{ role: string }>('select quote_ident(current_user) as role');
  for (const [table, column] of [
    ['counted_note_view', 'text text'],
    ['word_view', 'notes int'],
    ['frequency_view', 'words int'],
  ] as const) {
    await owner.query(
      `create table ${table} (tenant_id uuid, id text, ${column} not null, primary key (tenant_id, id))`,
    );
    await owner.query(`grant select, insert, update, delete on ${table} to ${rows[0]?.role ?? ''}`);
  }
});
afterAll(async () => {
  await owner.end();
  await on.stop();
});

/** What is in the tables, as `rowsOf` has it. */
const there = async (tenantId: string) => {
  const found: Record<string, Record<string, object>> = {};
  for (const table of tables) {
    const { rows } = await owner.query<{ id: string; row: object }>(
      `select id, to_jsonb(t) - 'id' - 'tenant_id' as row from ${table} t where tenant_id = $1`,
      [tenantId],
    );
    found[table] = Object.fromEntries(rows.map(({ id, row }) => [id, row]));
  }
  return found;
};
const folded = (events: readonly LogEvent[]) => {
  const rows = rowsOf(counted, events as unknown as Recorded<NoteEvent>[]);
  return Object.fromEntries(tables.map((table) => [table, Object.fromEntries(rows[table] ?? [])]));
};

let position = 2_000_000;
const eventOf = (tenantId: string, note: number, text: string): LogEvent => ({
  type: text === 'gone' ? 'NoteThrownAway' : 'NoteWritten',
  data: { text },
  tenantId,
  stream: `note-${note}`,
  version: ++position,
  id: randomUUID(),
  at: new Date().toISOString(),
  actorId: randomUUID(),
  position,
  schemaVersion: 1,
  correlationId: 'test',
  commandId: randomUUID(),
});

/** A read model writes it as it is. */
const hard = ['a\tb', 'a\nb', '\\N', '\\.', 'a\rb\\'];

const said = fc.record({
  note: fc.nat(4),
  text: fc.constantFrom('a', 'b', 'c', 'gone', 'gone', 'poison', ...hard),
  tenant: fc.nat(1),
});

describe('What is made of the rows of a read model', () => {
  it('is what single events make of it, whatever the batches, the tenants and what is set aside', async () => {
    const table = await tableOf(on.pool, projection);
    await fc.assert(
      fc.asyncProperty(
        fc.array(said, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        async (all, size) => {
          const tenants = [randomUUID(), randomUUID()] as const;
          const events = all.map(({ note, text, tenant }) =>
            eventOf(tenants[tenant === 0 ? 0 : 1], note, text),
          );
          for (let at = 0; at < events.length; at += size)
            await inTransaction(on.pool, (client) =>
              apply(
                client,
                projection,
                table,
                events.slice(at, at + size).map((event) => deliveryOfLog(event, catalogue)),
              ),
            );
          const poisoned = new Set<string>();
          const taken = events.filter(({ tenantId, stream, data }) => {
            const key = `${tenantId} ${stream}`;
            if ((data as Note).text === 'poison') poisoned.add(key);
            return !poisoned.has(key);
          });
          for (const tenantId of tenants)
            expect(await there(tenantId)).toEqual(folded(taken.filter((each) => each.tenantId === tenantId)));
        },
      ),
      { numRuns: 40 },
    );
    await owner.query('delete from log.parked');
    for (const each of tables) await owner.query(`delete from ${each}`);
  });

  it('is the same when rows are held back, wherever they are written, and whatever is taken back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            notes: fc.array(said, { maxLength: 6 }),
            end: fc.constantFrom('HOLD', 'WRITE', 'FAIL'),
          }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        async (batches) => {
          const tenantId = randomUUID();
          const isEmpty = batches.length % 2 === 0; // of a table that is empty both must come to the same
          const table = heldRows(await tableOf(on.pool, projection), isEmpty);
          const events = batches.map(({ notes }) =>
            notes
              .filter(({ text }) => text !== 'poison')
              .map(({ note, text }) => eventOf(tenantId, note, text)),
          );
          const stretches: number[][] = [[]];
          for (const [index, { end }] of batches.entries()) {
            stretches.at(-1)?.push(index);
            if (end !== 'HOLD') stretches.push([]);
          }
          for (const stretch of stretches) {
            const isTaken = (isLast: boolean) =>
              inTransaction(on.pool, async (client) => {
                for (const index of stretch) {
                  const deliveries = (events[index] ?? []).map((event) => deliveryOfLog(event, catalogue));
                  await fold(client, projection, table, deliveries);
                }
                await table.flush(client);
                expect(table.waiting()).toBe(0);
                if (!isLast) throw new Error('taken back');
              });
            if (batches[stretch.at(-1) ?? -1]?.end === 'FAIL') {
              await expect(isTaken(false)).rejects.toThrow('taken back');
              table.forget();
            }
            await isTaken(true);
          }
          expect(await there(tenantId)).toEqual(folded(events.flat()));
        },
      ),
      { numRuns: 60 },
    );
    for (const each of tables) await owner.query(`delete from ${each}`);
  });

  it('is rebuilt with it, and compared', async () => {
    const { store, kafka } = on;
    for (const text of ['a', 'b', 'a', 'c'])
      await store.append([writeNote(randomUUID(), text)], contextOf(on.tenantId), 'h');
    const again = async () => {
      const all = await rebuild({ url: on.db.ownerUrl, projections: [projection], catalogue, kafka });
      return all.get(projection.name);
    };
    await again();
    const whole = await there(on.tenantId);
    expect(whole['word_view']).toEqual({ a: { notes: 2 }, b: { notes: 1 }, c: { notes: 1 } });
    expect(whole['frequency_view']).toEqual({ 1: { words: 2 }, 2: { words: 1 } });
    expect(await again()).toEqual({ rows: 4, same: true });
    await owner.query('update word_view set notes = 7');
    expect(await again()).toEqual({ rows: 4, same: false });
    expect(await there(on.tenantId)).toEqual(whole);
  });
});
