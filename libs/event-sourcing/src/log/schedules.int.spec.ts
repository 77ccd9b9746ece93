// The order of the log under the interleavings that break it when a part of the protocol is missing. Each schedule runs
// twice: the log as it is loses nothing, and the mutant, which lacks exactly that part, must lose an event.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { anyStream, appendOne, appendTo, type Edit, logWith, Reader, Session } from '../../test/sessions.ts';

interface Actors {
  readonly a: Session;
  readonly b: Session;
  readonly reader: Reader;
}
interface Schedule {
  readonly mutant: string;
  readonly edits: readonly Edit[];
  readonly steps: (actors: Actors, mutated: boolean) => Promise<unknown>;
}

const net: Edit = [
  'create trigger event_floor before insert on log.event for each statement execute function log.floor_trigger();',
  '',
];
const insert = `insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at)
  values (gen_random_uuid(), $1, 1, gen_random_uuid(), 'NoteWritten', 1, '{}', '{}', now()) returning pos`;
const insertAt = insert.replace('meta, at)', 'meta, at, pos)').replace('now())', 'now(), $2)');
const stream = () => `note-${randomUUID()}`;

const schedules: readonly Schedule[] = [
  {
    mutant: 'takes the lock after nextval',
    edits: [
      net,
      ['  locked := log.floor_lock(); -- before any nextval\n', ''],
      ["  perform log.gate('locked');\n", ''],
      [
        "    perform log.gate('inserted');\n",
        "    perform log.gate('inserted');\n    perform log.floor_lock();\n",
      ],
    ],
    steps: async ({ a, b, reader }) => {
      const go = await a.stop('inserted', () => appendOne(a));
      await appendOne(b);
      await reader.read();
      await go();
    },
  },
  {
    mutant: 'takes no lock in the function, and has no net below it',
    edits: [net, ['  locked := log.floor_lock(); -- before any nextval\n', '']],
    steps: async ({ a, b, reader }) => {
      await a.run('begin');
      await appendOne(a);
      await appendOne(b);
      await reader.read();
      await a.run('commit');
    },
  },
  {
    mutant: 'holds the lock only as long as nobody was quicker',
    edits: [
      net,
      ['  locked := log.floor_lock(); -- before any nextval\n', ''],
      [
        '    begin\n      with ins as (\n',
        '    begin\n      locked := log.floor_lock();\n      with ins as (\n',
      ],
    ],
    steps: async ({ a, b, reader }) => {
      const taken = anyStream();
      await appendTo(b, taken);
      await a.run('begin');
      expect(await appendTo(a, anyStream(), taken)).toHaveLength(1);
      await appendOne(b);
      await reader.read();
      await a.run('commit');
    },
  },
  {
    mutant: 'reads the ceiling after the locks',
    edits: [
      [
        "  ceiling := coalesce(pg_sequence_last_value('log.pos'::regclass), 0);\n  perform log.gate('first');\n",
        '',
      ],
      [
        "  perform log.gate('second');\n",
        "  perform log.gate('first');\n  ceiling := coalesce(pg_sequence_last_value('log.pos'::regclass), 0);\n",
      ],
    ],
    steps: async ({ a, b, reader }) => {
      const go = await reader.session.stop('first', reader.ask);
      await a.run('begin');
      await appendOne(a);
      await appendOne(b);
      await reader.take(go());
      await a.run('commit');
    },
  },
  {
    mutant: 'has no ceiling',
    edits: [['  return least(ceiling, floor);', '  return coalesce(floor, 9223372036854775807);']],
    steps: async ({ a, b, reader }) => {
      const go = await reader.session.stop('second', reader.ask);
      await a.run('begin');
      await appendOne(a);
      await appendOne(b);
      await reader.take(go());
      await a.run('commit');
    },
  },
  {
    mutant: 'has no floor',
    edits: [['  return least(ceiling, floor);', '  return ceiling;']],
    steps: async ({ a, b, reader }) => {
      await a.run('begin');
      await appendOne(a);
      await appendOne(b);
      await reader.read();
      await a.run('commit');
    },
  },
  {
    mutant: 'reads horizon and rows on one snapshot',
    edits: [
      ['  horizon bigint := log.horizon();\n', '  none bigint;\n'],
      ['l.pos <= horizon', 'l.pos <= (select log.horizon())'],
    ],
    steps: async ({ a, b, reader }) => {
      await a.run('begin');
      await appendOne(a);
      await appendOne(b);
      const go = await reader.session.stop('first', reader.ask);
      await a.run('commit');
      await reader.take(go());
    },
  },
  {
    mutant: 'has a sequence that hands out positions in blocks (CACHE above 1)',
    edits: [['cache 1 no cycle', 'cache 20 no cycle']],
    steps: async ({ a, b, reader }) => {
      await appendOne(a);
      await appendOne(b);
      await reader.read();
      await appendOne(a);
    },
  },
  {
    mutant: 'has no net for those who insert past the function',
    edits: [net],
    steps: async ({ a, b, reader }) => {
      await a.run('begin');
      await a.run(insert, [stream()]);
      await appendOne(b);
      await reader.read();
      await a.run('commit');
    },
  },
  {
    mutant: 'keeps a position over the rollback to a savepoint',
    edits: [],
    steps: async ({ a, b, reader }, mutated) => {
      await a.run('begin');
      await a.run('savepoint s');
      const [first] = await a.run<{ pos: string }>(insert, [stream()]);
      await a.run('rollback to s');
      await appendOne(b);
      await reader.read();
      await (mutated ? a.run(insertAt, [stream(), first?.pos]) : a.run(insert, [stream()]));
      await a.run('commit');
    },
  },
];

/** How many events the reader never gets. */
const lostBy = async ({ steps, edits }: Schedule, mutated: boolean): Promise<number> => {
  const db = await logWith(mutated ? edits : []);
  const sessions = await Promise.all(Array.from({ length: 3 }, () => new Session(db.ownerUrl).open()));
  const [a, b, last] = sessions;
  if (!a || !b || !last) throw new Error('three sessions');
  const reader = new Reader(last);
  try {
    await steps({ a, b, reader }, mutated);
    await reader.read();
    const events = await a.run<{ pos: string }>('select pos from log.event');
    return events.filter(({ pos }) => !reader.seen.has(pos)).length;
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
    await db.drop();
  }
};

describe.each(schedules)('a log that $mutant', (schedule) => {
  it('loses an event in this schedule', async () => {
    expect(await lostBy(schedule, true)).toBeGreaterThan(0);
  });

  it('is not ours, which loses none', async () => {
    expect(await lostBy(schedule, false)).toBe(0);
  });
});
