// Emmett, in a process of its own: its driver changes pg's parsers for everyone in the process.
import { getPostgreSQLEventStore, rebuildPostgreSQLProjections } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { closedLoop } from '../closed-loop.ts';
import { fill, idOf, isRight, noted, type Sum } from '../workload.ts';
import { sums, type SumsEvent } from './projection.ts';
import { type Work } from './work.ts';

const [url = '', size = '16'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: Number(size) });
const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
await store.schema.migrate();

const event = (key: string, amount: number): SumsEvent => ({
  type: 'Noted',
  data: { ...noted(key, amount) },
});
let streams = 0;

const append = async ({ seconds, writers, seed }: Extract<Work, { do: 'append' }>) => {
  const heads = Array.from({ length: writers }, () => ({ stream: '', version: 20 }));
  return closedLoop({ writers, seconds }, async (writer) => {
    const head = heads[writer];
    if (!head) return;
    if (head.version === 20) {
      head.stream = `note-${idOf(seed, `emmett-${streams++}`)}`;
      head.version = 0;
    }
    await store.appendToStream(head.stream, [event(head.stream, head.version)], {
      expectedStreamVersion: BigInt(head.version),
    });
    head.version++;
  });
};

const streamOf = (seed: number, at: number) => `note-${idOf(seed, `long-${at}`)}`;

const load = async ({ seconds, streams: count, seed, length }: Extract<Work, { do: 'load' }>) => {
  let next = 0;
  return closedLoop({ writers: 1, seconds }, async () => {
    const { events } = await store.readStream<SumsEvent>(streamOf(seed, next++ % count));
    if (events.length !== length) throw new Error(`Emmett read ${events.length} events of ${length}.`);
  });
};

const rebuild = async ({ batch, way }: Extract<Work, { do: 'rebuild' }>) => {
  const consumer = rebuildPostgreSQLProjections<SumsEvent>({
    connectionString: url,
    pulling: { batchSize: batch },
    projections: [{ projection: sums[way].projection }],
  });
  // A second rebuild goes on from the first one's checkpoint and finds nothing to do, so each begins without one.
  await pool.query('delete from emt_processors');
  await pool.query(sums[way].empty);
  const started = performance.now();
  try {
    await consumer.start();
  } finally {
    await consumer.close();
  }
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await pool.query<Sum>(sums[way].rows);
  const events = rows.reduce((sum, { count }) => sum + count, 0);
  return { seconds, events, rows: rows.length, right: rows.filter((row) => isRight(row)).length };
};

const carryOut = async (work: Work): Promise<unknown> => {
  switch (work.do) {
    case 'append':
      return append(work);
    case 'fillStreams':
      for (let at = 0; at < work.streams; at++) {
        const stream = streamOf(work.seed, at);
        await store.appendToStream(
          stream,
          Array.from({ length: work.length }, (_, n) => event(stream, n)),
        );
      }
      return undefined;
    case 'load':
      return load(work);
    case 'fillKeys':
      await store.schema.dangerous.truncate({ resetSequences: true });
      return fill(work, async (key, version) => {
        await store.appendToStream(`sum-${key}`, [event(key, version + 1)], {
          expectedStreamVersion: BigInt(version),
        });
      });
    case 'rebuild':
      return rebuild(work);
    case 'stop':
      process.disconnect();
      await store.close();
      return pool.end();
  }
};

process.on('message', (work: Work) => {
  carryOut(work).then(
    (value) => process.connected && process.send?.({ value }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.send?.({ ready: true });
