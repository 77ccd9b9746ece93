import { setTimeout as after } from 'node:timers/promises';
import { type Kafka, type KafkaMessage } from 'kafkajs';
import pg from 'pg';
import { readTopic } from '../kafka/reader.ts';
import { inTransaction } from '../leases/transaction.ts';
import { apply } from '../projections/apply.ts';
import { deliveryOfLog } from '../projections/delivery.ts';
import { lockedPosition } from '../projections/follow-log.ts';
import { deliveriesOf, offsetsOf } from '../projections/follow-topic.ts';
import { type AnyProjection, type Table, tableOf } from '../projections/table.ts';
import { lockedOffset, moveTo, unseen } from '../projections/topic-place.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { EventStore } from '../store/event-store.ts';
import { alone, boundWaiting, checksumOf, makeShadow, swap } from './shadow.ts';

export interface Rebuilding {
  /** As the owner of the service's database: a rebuild makes and swaps tables. */
  readonly url: string;
  readonly projection: AnyProjection;
  readonly catalogue: Catalogue;
  /** For a read model of another service's topic. */
  readonly kafka: Kafka;
  readonly progress?: (done: number, of: number) => void;
}

export interface Rebuilt {
  readonly rows: number;
  /** True when the old rows and the new ones were the same, at the same place; false when the old ones were behind. */
  readonly same: boolean;
}

const batchSize = 1_000;

/**
 * Builds a read model anew beside the old one, brings both to the same place, compares them by checksum and swaps the
 * new one in, in one transaction. Interrupted, it goes on where it was. Nothing but rows is written: no reaction runs.
 * @throws RebuildUnderWay when another rebuild of the same read model has not ended.
 */
export const rebuild = async (options: Rebuilding): Promise<Rebuilt> => {
  const pool = new pg.Pool({ connectionString: options.url, max: 4 });
  try {
    return await alone(pool, options.projection, () => buildAndSwap(pool, options));
  } finally {
    await pool.end();
  }
};

const buildAndSwap = async (pool: pg.Pool, options: Rebuilding): Promise<Rebuilt> => {
  const { projection } = options;
  const shadow = await makeShadow(pool, projection);
  const table = await tableOf(pool, projection, shadow.table);
  const { source } = projection;
  if (source.kind === 'LOG') {
    await catchUpWithLog(pool, options, shadow.name, table);
    await letLiveCatchUp(pool, projection.name, shadow.name);
  } else await catchUpWithTopic(pool, options, shadow.name, table, source.topic);
  return inTransaction(pool, async (client) => {
    await boundWaiting(client);
    let comparable = true; // a followed topic is never read beyond the live model
    if (source.kind === 'LOG') comparable = await finishLog(pool, client, options, shadow.name, table);
    else await finishTopic(client, options, shadow.name, table, source.topic);
    const old = await checksumOf(client, projection.table);
    const made = await checksumOf(client, shadow.table);
    await swap(client, projection, shadow);
    const same = comparable && old.rows === made.rows && old.sum === made.sum;
    return { rows: made.rows, same };
  });
};

const ensure = 'insert into log.checkpoint (name) values ($1) on conflict do nothing';
const move = 'update log.checkpoint set pos = $2 where name = $1';

/** Takes events up to a position, or to the end when there is none. */
const takeLog = async (
  store: EventStore,
  client: pg.ClientBase,
  { projection, catalogue }: Rebuilding,
  name: string,
  table: Table,
  upTo = Infinity,
): Promise<number> => {
  const last = await lockedPosition(client, name);
  const read = await store.readLog(last, batchSize);
  const events = read.filter(({ position }) => position <= upTo);
  const end = events.at(-1);
  if (!end) return 0;
  const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
  await apply(client, { ...projection, name }, table, deliveries);
  await client.query(move, [name, end.position]);
  return end.position;
};

const catchUpWithLog = async (pool: pg.Pool, options: Rebuilding, name: string, table: Table) => {
  const store = new EventStore({ pool, catalogue: options.catalogue });
  const { rows } = await pool.query<{ pos: string }>(`select coalesce(max(pos), 0) as pos from log.event`);
  const goal = Number(rows[0]?.pos ?? 0);
  for (;;) {
    const reached = await inTransaction(pool, (client) => takeLog(store, client, options, name, table));
    options.progress?.(Math.min(reached === 0 ? goal : reached, goal), goal);
    if (reached === 0) return;
  }
};

const behind = `
  select from log.checkpoint live, log.checkpoint next, log.lease l
   where live.name = $1 and next.name = $2 and live.pos < next.pos
     and l.name = 'projection:' || $1 and l.expires_at > clock_timestamp()`;
const waitAtMost = 5_000;

/** Lets a live model whose runner is at work come as far as the new one, so that the two can be compared. */
const letLiveCatchUp = async (pool: pg.Pool, live: string, next: string): Promise<void> => {
  for (const deadline = performance.now() + waitAtMost; performance.now() < deadline;) {
    const { rowCount } = await pool.query(behind, [live, next]);
    if (rowCount === 0) return;
    await after(10);
  }
};

/** @returns whether both models are at the same place. */
const finishLog = async (
  pool: pg.Pool,
  client: pg.ClientBase,
  options: Rebuilding,
  name: string,
  table: Table,
): Promise<boolean> => {
  await client.query(ensure, [options.projection.name]);
  const live = await lockedPosition(client, options.projection.name); // the runner waits from here on
  const store = new EventStore({ pool, catalogue: options.catalogue });
  while ((await lockedPosition(client, name)) < live)
    if ((await takeLog(store, client, options, name, table, live)) === 0) break;
  const next = await lockedPosition(client, name);
  if (next === live) return true;
  // No runner, or one that stands still: it goes on from where the new rows are, or it would take events twice.
  await client.query(move, [options.projection.name, next]);
  return false;
};

/** Takes one partition's messages that are not yet in the shadow and not beyond the live model. */
const takePart = async (
  client: pg.ClientBase,
  { projection, catalogue }: Rebuilding,
  {
    name,
    table,
    topic,
    part,
    goal,
  }: { name: string; table: Table; topic: string; part: number; goal: bigint },
  all: readonly KafkaMessage[],
): Promise<bigint> => {
  const next = await lockedOffset(client, name, topic, part);
  const messages = all.filter(({ offset }) => BigInt(offset) >= next && BigInt(offset) < goal);
  const last = messages.at(-1);
  if (!last) return next;
  const fresh = await unseen(client, name, deliveriesOf(topic, part, messages, catalogue));
  await apply(client, { ...projection, name }, table, fresh);
  const reached = BigInt(last.offset) + 1n;
  await moveTo(client, name, topic, part, reached);
  return reached;
};

const readUpTo = async (
  options: Rebuilding,
  topic: string,
  from: Map<number, bigint>,
  goals: ReadonlyMap<number, bigint>,
  take: (part: number, goal: bigint, messages: readonly KafkaMessage[]) => Promise<bigint>,
) => {
  const left = new Map([...goals].filter(([part, goal]) => (from.get(part) ?? 0n) < goal));
  if (left.size === 0) return;
  const done = new AbortController();
  await readTopic({
    kafka: options.kafka,
    topic,
    from,
    stop: done.signal,
    take: async (part, messages) => {
      const goal = goals.get(part) ?? 0n;
      const end = messages.at(-1);
      const reached = await take(part, goal, messages);
      // A partition may end in messages that are no events: its end counts, not the last event.
      if (reached >= goal || (end && BigInt(end.offset) + 1n >= goal)) left.delete(part);
      if (left.size === 0) done.abort();
    },
  });
};

const catchUpWithTopic = async (
  pool: pg.Pool,
  options: Rebuilding,
  name: string,
  table: Table,
  topic: string,
) => {
  const goals = await offsetsOf(pool, options.projection.name, topic);
  const goal = Number([...goals.values()].reduce((sum, each) => sum + each, 0n));
  const reached = await offsetsOf(pool, name, topic);
  await readUpTo(options, topic, new Map(reached), goals, async (part, end, messages) => {
    const next = await inTransaction(pool, (client) =>
      takePart(client, options, { name, table, topic, part, goal: end }, messages),
    );
    reached.set(part, next);
    options.progress?.(Number([...reached.values()].reduce((sum, each) => sum + each, 0n)), goal);
    return next;
  });
};

const lockOffsets = 'select from log.topic_offset where projection = $1 for update';

const finishTopic = async (
  client: pg.ClientBase,
  options: Rebuilding,
  name: string,
  table: Table,
  topic: string,
) => {
  await client.query(lockOffsets, [options.projection.name]); // the runner waits from here on
  const goals = await offsetsOf(client, options.projection.name, topic);
  const from = await offsetsOf(client, name, topic);
  await readUpTo(options, topic, from, goals, (part, goal, messages) =>
    takePart(client, options, { name, table, topic, part, goal }, messages),
  );
};
