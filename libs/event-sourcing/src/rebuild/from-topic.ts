import { type Kafka, type KafkaMessage } from 'kafkajs';
import type pg from 'pg';
import { readTopic } from '../kafka/reader.ts';
import { inTransaction } from '../leases/transaction.ts';
import { apply } from '../projections/apply.ts';
import { deliveriesOf, offsetsOf } from '../projections/follow-topic.ts';
import { lockedOffset, moveTo, unseen } from '../projections/topic-place.ts';
import { type Built } from './built.ts';
import { forgetDownTo } from './held-rows.ts';

const knownAtMost = 50_000;

/** Takes one partition's messages that are not yet in the shadow and not beyond the live model. */
const takePart = async (
  client: pg.ClientBase,
  { projection, catalogue, name, table }: Built,
  { topic, part, goal }: { topic: string; part: number; goal: bigint },
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
  kafka: Kafka,
  topic: string,
  from: Map<number, bigint>,
  goals: ReadonlyMap<number, bigint>,
  take: (part: number, goal: bigint, messages: readonly KafkaMessage[]) => Promise<bigint>,
) => {
  const left = new Map([...goals].filter(([part, goal]) => (from.get(part) ?? 0n) < goal));
  if (left.size === 0) return;
  const done = new AbortController();
  let failure: Error | undefined;
  await readTopic({
    kafka,
    topic,
    from,
    stop: done.signal,
    take: async (part, messages) => {
      if (done.signal.aborted) return;
      const goal = goals.get(part) ?? 0n;
      const end = messages.at(-1);
      const reached = await take(part, goal, messages).catch((error: unknown) => {
        // Rows that are held know of what was taken back: nothing is taken again on top of them.
        failure = error instanceof Error ? error : new Error('taking failed');
        done.abort();
        throw failure;
      });
      // A partition may end in messages that are no events: its end counts, not the last event.
      if (reached >= goal || (end && BigInt(end.offset) + 1n >= goal)) left.delete(part);
      if (left.size === 0) done.abort();
    },
  });
  if (failure) throw failure;
};

/** Brings the new model to where the live one is. */
export const catchUpWithTopic = async (
  built: Built,
  kafka: Kafka,
  topic: string,
  progress: (done: number, of: number) => void,
): Promise<void> => {
  const { pool, projection, name, table } = built;
  const goals = await offsetsOf(pool, projection.name, topic);
  const goal = Number([...goals.values()].reduce((sum, each) => sum + each, 0n));
  const reached = await offsetsOf(pool, name, topic);
  await readUpTo(kafka, topic, new Map(reached), goals, async (part, end, messages) => {
    const next = await inTransaction(pool, (client) =>
      takePart(client, built, { topic, part, goal: end }, messages),
    );
    reached.set(part, next);
    forgetDownTo(knownAtMost, [table]);
    progress(Number([...reached.values()].reduce((sum, each) => sum + each, 0n)), goal);
    return next;
  });
};

const lockOffsets = 'select from log.topic_offset where projection = $1 for update';

/** In the transaction of the swap: brings the new model to where the live one is, and holds the live one's runner there. */
export const meetAtTopic = async (
  client: pg.ClientBase,
  built: Built,
  kafka: Kafka,
  topic: string,
): Promise<void> => {
  const { projection, name } = built;
  await client.query(lockOffsets, [projection.name]); // the runner waits from here on
  const goals = await offsetsOf(client, projection.name, topic);
  const from = await offsetsOf(client, name, topic);
  await readUpTo(kafka, topic, from, goals, (part, goal, messages) =>
    takePart(client, built, { topic, part, goal }, messages),
  );
};
