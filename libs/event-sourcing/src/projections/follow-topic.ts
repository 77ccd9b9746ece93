import { type Kafka, type KafkaMessage } from 'kafkajs';
import type pg from 'pg';
import { type Duty, type Turn } from '../following/follower.ts';
import { readTopic } from '../kafka/reader.ts';
import { inTransaction } from '../leases/transaction.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { apply } from './apply.ts';
import { type Delivery, deliveryOfMessage } from './delivery.ts';
import { type AnyProjection, tableOf } from './table.ts';
import { holdOffset, notSeen, passMessages } from './topic-place.ts';

export interface FollowingTopic {
  readonly projection: AnyProjection;
  readonly topic: string;
  /** Of the service whose topic it is. */
  readonly catalogue: Catalogue;
  readonly kafka: Kafka;
  readonly pool: pg.Pool;
  readonly applied?: (count: number, parked: number) => void;
  /** After each batch: how many messages of its partition are still to come. */
  readonly left?: (part: number, messages: number) => void;
}

const places = 'select part, next_offset from log.topic_offset where projection = $1 and topic = $2';

/** Where the reader of a topic is, for each partition. */
export const offsetsOf = async (
  pool: pg.Pool | pg.ClientBase,
  name: string,
  topic: string,
): Promise<Map<number, bigint>> => {
  const { rows } = await pool.query<{ part: number; next_offset: string }>(places, [name, topic]);
  return new Map(rows.map(({ part, next_offset: next }) => [part, BigInt(next)]));
};

/** What of a partition's messages can be told apart at all. */
export const deliveriesOf = (
  topic: string,
  part: number,
  messages: readonly KafkaMessage[],
  catalogue: Catalogue,
): Delivery[] => messages.flatMap((message) => deliveryOfMessage(topic, part, message, catalogue) ?? []);

/** At this offset of its partition or after it. */
export const isFrom = ({ place }: Delivery, offset: bigint): boolean =>
  'offset' in place && BigInt(place.offset) >= offset;

/** Keeps a read model of another service's events up to date: rows, offset and what was seen in one transaction. */
export const followTopic = (options: FollowingTopic): Duty => {
  const { projection, topic, catalogue, kafka, pool, applied, left } = options;
  const isFollowed = ({ reference }: Delivery) => Object.hasOwn(projection.on, reference.type);
  return {
    name: `projection:${projection.name}`,
    async run({ lease, stop }: Turn): Promise<void> {
      const table = await tableOf(pool, projection);
      const from = await offsetsOf(pool, projection.name, topic);
      const take = async (part: number, all: readonly KafkaMessage[]) => {
        const end = all.at(-1);
        if (!end || stop.aborted) return;
        const place = { name: projection.name, topic, part };
        const next = BigInt(end.offset) + 1n;
        const deliveries = deliveriesOf(topic, part, all, catalogue);
        const parked = deliveries.some(isFollowed)
          ? await inTransaction(pool, async (client) => {
              const begin = await holdOffset(client, lease, place);
              const ahead = deliveries.filter((each) => isFrom(each, begin));
              const fresh = await notSeen(client, projection.name, ahead);
              const { length } = await apply(client, projection, table, fresh.filter(isFollowed));
              await passMessages(client, lease, place, fresh, next);
              return length;
            })
          : await passMessages(pool, lease, place, deliveries, next).then(() => 0);
        applied?.(all.length, parked);
      };
      await readTopic({ kafka, topic, from, stop, take, ...(left && { left }) });
    },
  };
};
