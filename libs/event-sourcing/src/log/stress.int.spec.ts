// The log under random hostility: writers that hold their transactions open, give up, go back to savepoints, prepare and
// insert by hand, while readers keep reading. fast-check names the seed and path of what fails, and runs it again from them.
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { expect, it, jest } from '@jest/globals';
import { type TestDatabase } from '@securebase/testing';
import fc from 'fast-check';
import { appendOne, type Edit, logWith, Reader, Session } from '../../test/sessions.ts';

jest.setTimeout(120_000);

/** What a writer does in one transaction, and for how many milliseconds it waits before each end. */
interface Turn {
  readonly way: 'APPEND' | 'INSERT' | 'SAVEPOINT' | 'ROLLBACK' | 'PREPARE';
  readonly events: number;
  readonly hold: number;
  readonly pause: number;
}
const turn: fc.Arbitrary<Turn> = fc.record({
  way: fc.constantFrom('APPEND', 'APPEND', 'INSERT', 'SAVEPOINT', 'ROLLBACK', 'PREPARE'),
  events: fc.integer({ min: 1, max: 3 }),
  hold: fc.integer({ min: 0, max: 6 }),
  pause: fc.integer({ min: 0, max: 3 }),
});
const scripts = fc.array(fc.array(turn, { minLength: 4, maxLength: 10 }), { minLength: 4, maxLength: 6 });

const insert = `insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at)
  values (gen_random_uuid(), $1, 1, gen_random_uuid(), 'NoteWritten', 1, '{}', '{}', now())`;
const byHand = (session: Session) => session.run(insert, [`note-${randomUUID()}`]);

const write = async (session: Session, { way, events, hold, pause }: Turn, mayPrepare: boolean) => {
  await after(pause);
  await session.run('begin');
  if (way === 'SAVEPOINT') {
    await session.run('savepoint s');
    await byHand(session);
    await session.run('rollback to s');
  }
  for (let event = 0; event < events; event++)
    await (way === 'INSERT' ? byHand(session) : appendOne(session));
  await after(hold);
  if (way === 'ROLLBACK') await session.run('rollback');
  else if (way === 'PREPARE' && mayPrepare) {
    const name = randomUUID();
    await session.run(`prepare transaction '${name}'`);
    await after(hold);
    await session.run(`commit prepared '${name}'`);
  } else await session.run('commit');
};

/** How many committed events some reader never got. */
const lostBy = async (db: TestDatabase, all: readonly (readonly Turn[])[]): Promise<number> => {
  const open = () => new Session(db.ownerUrl).open();
  const writers = await Promise.all(all.map(open));
  const readers = (await Promise.all([open(), open()])).map((session) => new Reader(session));
  const sessions = [...writers, ...readers.map(({ session }) => session)];
  try {
    const [first] = readers;
    const settings = await first?.session.run<{ most: number }>(
      "select current_setting('max_prepared_transactions')::int as most",
    );
    const mayPrepare = (settings?.[0]?.most ?? 0) >= all.length;
    let writing = true;
    const reading = readers.map(async (reader) => {
      while (writing) await reader.read();
      await reader.read();
    });
    await Promise.all(
      writers.map(async (session, at) => {
        for (const one of all[at] ?? []) await write(session, one, mayPrepare);
      }),
    ).finally(() => {
      writing = false;
    });
    await Promise.all(reading);
    const events = (await first?.session.run<{ pos: string }>('select pos from log.event')) ?? [];
    return events.filter(({ pos }) => readers.some(({ seen }) => !seen.has(pos))).length;
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }
};

const stress = async (edits: readonly Edit[], numRuns: number): Promise<void> => {
  const db = await logWith(edits);
  try {
    // A reader begins at the start of the log: each run reads what all runs before it wrote, too.
    await fc.assert(
      fc.asyncProperty(scripts, async (all) => (await lostBy(db, all)) === 0),
      { numRuns, endOnFailure: true },
    );
  } finally {
    await db.drop();
  }
};

it('loses nothing', async () => {
  await stress([], 25);
});

it('would notice a log that has no floor', async () => {
  const noFloor: Edit = ['  return least(ceiling, floor);', '  return ceiling;'];
  await expect(stress([noFloor], 25)).rejects.toThrow(/Property failed/);
});
