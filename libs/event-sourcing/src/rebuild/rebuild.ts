import { type Kafka, type KafkaMessage } from 'kafkajs';
import pg from 'pg';
import { readTopic } from '../kafka/reader.ts';
import { inTransaction } from '../leases/transaction.ts';
import { apply } from '../projections/apply.ts';
import { deliveriesOf, offsetsOf } from '../projections/follow-topic.ts';
import { type AnyProjection, type Table, tableNamesOf, tableOf } from '../projections/table.ts';
import { lockedOffset, moveTo, unseen } from '../projections/topic-place.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { catchUpWithLog, letLiveCatchUp, meetAtLog } from './from-log.ts';
import { heldRows } from './held-rows.ts';
import { alone, boundWaiting, checksumOf, makeIndexes, makeShadow, shadowOf, swap } from './shadow.ts';

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
  const { source } = projection;
  const { name, isEmpty } = await makeShadow(pool, projection);
  const table = heldRows(await tableOf(pool, projection, shadowOf), isEmpty);
  const fromLog = { ...options, pool, name, table };
  if (source.kind === 'LOG') await catchUpWithLog(fromLog);
  else await catchUpWithTopic(pool, options, name, table, source.topic);
  await makeIndexes(pool, projection);
  if (source.kind === 'LOG') await letLiveCatchUp(fromLog);
  return inTransaction(pool, async (client) => {
    await boundWaiting(client);
    let comparable = true; // a followed topic is never read beyond the live model
    if (source.kind === 'LOG') comparable = await meetAtLog(client, fromLog);
    else await finishTopic(client, options, name, table, source.topic);
    let same = comparable;
    const { rows } = await checksumOf(client, shadowOf(projection.table));
    for (const each of tableNamesOf(projection)) {
      const [old, made] = [await checksumOf(client, each), await checksumOf(client, shadowOf(each))];
      same &&= old.rows === made.rows && old.sum === made.sum;
    }
    await swap(client, projection, name);
    return { rows, same };
  });
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
