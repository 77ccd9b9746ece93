import { type Event, type Reaction, type Recorded } from '@securebase/domain-kit';
import { type Kafka, type KafkaMessage } from 'kafkajs';
import type pg from 'pg';
import { v5 } from 'uuid';
import { type Duty, reasonOf, type Turn } from '../following/follower.ts';
import { Pace } from '../following/pace.ts';
import { readTopic } from '../kafka/reader.ts';
import { type Lease } from '../leases/lease.ts';
import { inTransaction } from '../leases/transaction.ts';
import { park, parkedStreams, streamKey } from '../parked/parking.ts';
import { type Delivery, deliveryOfLog } from '../projections/delivery.ts';
import { lockedPosition } from '../projections/follow-log.ts';
import { deliveriesOf, offsetsOf } from '../projections/follow-topic.ts';
import { lockedOffset, moveTo, unseen } from '../projections/topic-place.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { type EventStore } from '../store/event-store.ts';

// As wide as it can be: the runner knows nothing of the events.
export type AnyReaction = Reaction<Event<never, never>>;

export interface Reacting {
  readonly reaction: AnyReaction;
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  readonly kafka: Kafka;
  readonly pool: pg.Pool;
}

const tries = 3;

/** The same at every try of the same reaction to the same event: a command with this id happens once. */
export const idempotencyKeyOf = (reaction: string, eventId: string): string => v5(reaction, eventId);

/** One event's effect. After the last try the event is parked, so that the others do not wait for it. */
const react = async (reaction: AnyReaction, { read, reference }: Delivery): Promise<string | undefined> => {
  const handlers = reaction.on as Record<
    string,
    ((event: Recorded, key: string) => Promise<void>) | undefined
  >;
  const handler = Object.hasOwn(handlers, reference.type) ? handlers[reference.type] : undefined;
  if (!handler) return undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      await handler(read(), idempotencyKeyOf(reaction.name, reference.id));
      return undefined;
    } catch (error) {
      if (attempt === tries) return reasonOf(error);
    }
  }
};

/** Carries out the effects of events that are not parked; the others are parked, first reason first. */
const reactAll = async ({ reaction, pool }: Reacting, batch: readonly Delivery[]) => {
  const client = await pool.connect();
  const blocked = await parkedStreams(client, reaction.name).finally(() => {
    client.release();
  });
  const parked: { delivery: Delivery; reason: string }[] = [];
  for (const delivery of batch) {
    const key = streamKey(delivery.reference);
    const reason = blocked.has(key) ? 'BEHIND' : await react(reaction, delivery);
    if (reason === undefined) continue;
    blocked.add(key);
    parked.push({ delivery, reason });
  }
  return parked;
};

const batchSize = 100;
const ensure = 'insert into log.checkpoint (name) values ($1) on conflict do nothing';

const fromLog = async (reacting: Reacting, { lease, signal, stop }: Turn) => {
  const { reaction, store, pool, catalogue } = reacting;
  await pool.query(ensure, [reaction.name]);
  let last = await inTransaction(pool, (client) => lockedPosition(client, reaction.name));
  const pace = new Pace();
  while (!stop.aborted) {
    const events = await store.readLog(last, batchSize);
    const end = events.at(-1);
    if (!end) {
      if (await signal.wait(pace.idle(), stop)) pace.busy();
      continue;
    }
    pace.busy();
    const parked = await reactAll(
      reacting,
      events.map((event) => deliveryOfLog(event, catalogue)),
    );
    await inTransaction(pool, async (client) => {
      await lease.fence(client);
      await park(client, reaction.name, parked);
      await client.query('update log.checkpoint set pos = $2 where name = $1', [reaction.name, end.position]);
    });
    last = end.position;
  }
};

const takeMessages = async (
  reacting: Reacting,
  lease: Lease,
  at: { readonly topic: string; readonly part: number },
  all: readonly KafkaMessage[],
) => {
  const { reaction, pool, catalogue } = reacting;
  const last = all.at(-1);
  if (!last) return;
  const { name } = reaction;
  // The effects come before the place moves: at least once, and the idempotency key makes it once.
  const batch = deliveriesOf(at.topic, at.part, all, catalogue);
  const fresh = await inTransaction(pool, async (client) => {
    const next = await lockedOffset(client, name, at.topic, at.part);
    return batch.filter(({ place }) => 'offset' in place && BigInt(place.offset) >= next);
  });
  const parked = await reactAll(reacting, fresh);
  await inTransaction(pool, async (client) => {
    await lease.fence(client);
    await lockedOffset(client, name, at.topic, at.part);
    await unseen(client, name, fresh);
    await park(client, name, parked);
    await moveTo(client, name, at.topic, at.part, BigInt(last.offset) + 1n);
  });
};

/** Does something because of events: at least once for each, never during a rebuild. */
export const reacting = (options: Reacting): Duty => {
  const { reaction, kafka, pool } = options;
  const { source } = reaction;
  return {
    name: `reaction:${reaction.name}`,
    run: async (turn) => {
      if (source.kind === 'LOG') {
        await fromLog(options, turn);
        return;
      }
      const { topic } = source;
      const from = await offsetsOf(pool, reaction.name, topic);
      const take = (part: number, messages: readonly KafkaMessage[]) =>
        takeMessages(options, turn.lease, { topic, part }, messages);
      await readTopic({ kafka, topic, from, stop: turn.stop, take });
    },
  };
};
