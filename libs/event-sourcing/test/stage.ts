// What tests of the pipeline have in common: a database of notes, a topic of its own, and processes that come and go.
import { randomUUID } from 'node:crypto';
import { kafka, type TestDatabase, unique } from '@securebase/testing';
import { type Kafka } from 'kafkajs';
import pg from 'pg';
import { kafkaClient } from '../src/kafka/publisher.ts';
import { createTopics } from '../src/kafka/topics.ts';
import { Pipeline, type ServiceRole } from '../src/pipeline.ts';
import { type AnyProjection } from '../src/projections/table.ts';
import { type AnyReaction } from '../src/reactions/react.ts';
import { EventStore } from '../src/store/event-store.ts';
import { catalogue, contextOf, type NoteRow, notesDatabase, noteView, service, writeNote } from './notes.ts';

export interface Stage {
  readonly db: TestDatabase;
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly kafka: Kafka;
  readonly topic: string;
  readonly tenantId: string;
  /** Follows the log, into note_view. */
  readonly own: AnyProjection;
  /** Follows the topic, into foreign_note_view. */
  readonly foreign: AnyProjection;
  /** A process with these roles; stopped with the stage at the latest. */
  readonly start: (roles: readonly ServiceRole[], reactions?: readonly AnyReaction[]) => Pipeline;
  readonly write: (id: string, ...texts: string[]) => Promise<unknown>;
  readonly row: (table: string, id: string) => Promise<NoteRow | undefined>;
  readonly stop: () => Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined };

export const stage = async (partitions = 3): Promise<Stage> => {
  const db = await notesDatabase();
  const pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 24 });
  pool.on('error', () => undefined); // of connections that end with the database
  const store = new EventStore({ pool, catalogue });
  const topic = unique('notes');
  const brokers = await kafka();
  await createTopics(brokers, [{ name: topic, description: '', partitions, config: {} }]);
  const client = kafkaClient('test', brokers);
  const tenantId = randomUUID();
  const own = noteView({ kind: 'LOG' }) as unknown as AnyProjection;
  const foreign = noteView(
    { kind: 'TOPIC', topic },
    'foreign-note-view',
    'foreign_note_view',
  ) as unknown as AnyProjection;
  const running: Pipeline[] = [];
  return {
    db,
    pool,
    store,
    kafka: client,
    topic,
    tenantId,
    own,
    foreign,
    start: (roles, reactions = []) => {
      const projections = [own, foreign];
      const common = { service, topic, roles, catalogue, projections, reactions, duties: [] };
      const pipeline = new Pipeline({ ...common, store, pool, kafka: client, log: silent });
      pipeline.start();
      running.push(pipeline);
      return pipeline;
    },
    write: (id, ...texts) => store.append([writeNote(id, ...texts)], contextOf(tenantId), 'h'),
    row: async (table, id) => {
      const { rows } = await pool.query<{ text: string; times_written: number; history: string[] }>(
        `select text, times_written, history from ${table} where tenant_id = $1 and id = $2`,
        [tenantId, id],
      );
      const [row] = rows;
      return row && { text: row.text, timesWritten: row.times_written, history: row.history };
    },
    stop: async () => {
      await Promise.all(running.map((pipeline) => pipeline.stop()));
      await pool.end();
      await db.drop();
    },
  };
};

/** Chance that can be repeated: the same seed, the same numbers from 0 to `below` - 1. */
export const chance = (seed: number) => {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
