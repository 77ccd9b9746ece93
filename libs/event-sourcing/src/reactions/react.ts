import { setTimeout as after } from 'node:timers/promises';
import { type Event, type Reaction, type Recorded, Rejected } from '@securebase/domain-kit';
import { type Kafka, type KafkaMessage } from 'kafkajs';
import type pg from 'pg';
import { v5 } from 'uuid';
import { HandlerFailed, isPassing, reasonOf } from '../following/faults.ts';
import { type Duty, leaseTtl, type Turn } from '../following/follower.ts';
import { readTopic } from '../kafka/reader.ts';
import { LeaseLost } from '../leases/lease.ts';
import { inTransaction } from '../leases/transaction.ts';
import { BEHIND, isBehind, park, type Parked, setAside, streamKey } from '../parked/parking.ts';
import { type Delivery, deliveryOfLog } from '../projections/delivery.ts';
import { holdPlace, movePlace, passPlace, positionOf } from '../projections/log-place.ts';
import { deliveriesOf, isFrom, offsetsOf } from '../projections/follow-topic.ts';
import { holdOffset, notSeen, passMessages } from '../projections/topic-place.ts';
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

const tries = 6;
const firstPause = 50;

/** The same at every try of the same reaction to the same event: a command with this id happens once. */
export const idempotencyKeyOf = (reaction: string, eventId: string): string => v5(reaction, eventId);

/**
 * One event's effect. What says nothing of the event, such as a lost connection, is thrown: the same is tried again until
 * it succeeds. Anything else that is still there at the last try parks the event, so that the others do not wait for it.
 * @returns why the event is to be parked.
 */
export const react = async (
  reaction: AnyReaction,
  { read, reference }: Delivery,
): Promise<string | undefined> => {
  const handlers = reaction.on as Record<
    string,
    ((event: Recorded, key: string) => Promise<void>) | undefined
  >;
  const handler = Object.hasOwn(handlers, reference.type) ? handlers[reference.type] : undefined;
  if (!handler) return undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      await handler(readable(read), idempotencyKeyOf(reaction.name, reference.id));
      return undefined;
    } catch (error) {
      if (isPassing(error)) throw error;
      if (attempt === tries || error instanceof HandlerFailed || error instanceof Rejected)
        return reasonOf(error);
      await after(firstPause * 2 ** attempt);
    }
  }
};

const readable = (read: () => Recorded): Recorded => {
  try {
    return read();
  } catch (error) {
    throw new HandlerFailed(error);
  }
};

/** Carries out the effects of events that are not parked; the others are parked, first reason first. */
const reactAll = async (
  { reaction, pool }: Reacting,
  { lease, stop }: Turn,
  all: readonly Delivery[],
): Promise<Parked[]> => {
  const batch = all.filter(({ reference }) => Object.hasOwn(reaction.on, reference.type));
  if (batch.length === 0) return [];
  const { blocked, skipped } = await inTransaction(pool, (client) => setAside(client, reaction.name));
  const parked: Parked[] = [];
  for (const delivery of batch) {
    if (stop.aborted) throw new LeaseLost(reaction.name);
    if (skipped.has(delivery.reference.id)) continue;
    await lease.confirm(leaseTtl);
    const behind = isBehind(blocked, delivery.reference);
    const reason = behind ? BEHIND : await react(reaction, delivery);
    if (reason === undefined) continue;
    if (!behind) blocked.set(streamKey(delivery.reference), delivery.reference.version);
    parked.push({ delivery, reason });
  }
  return parked;
};

const batchSize = 100;

const patience = 1_000;

const fromLog = async (reacting: Reacting, turn: Turn) => {
  const { reaction, store, pool, catalogue } = reacting;
  const { name } = reaction;
  for (let last = await positionOf(pool, name); !turn.stop.aborted;) {
    const events = await store.readLog(last, batchSize);
    const end = events.at(-1);
    if (!end) {
      await turn.signal.wait(patience);
      continue;
    }
    const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
    const before = last;
    const parked = await reactAll(reacting, turn, deliveries);
    if (parked.length === 0) await passPlace(pool, turn.lease, name, before, end.position);
    else
      await inTransaction(pool, async (client) => {
        await holdPlace(client, turn.lease, name, before);
        await park(client, name, parked);
        await movePlace(client, name, end.position);
      });
    last = end.position;
  }
};

const takeMessages = async (
  reacting: Reacting,
  turn: Turn,
  at: { readonly topic: string; readonly part: number },
  all: readonly KafkaMessage[],
) => {
  const { reaction, pool, catalogue } = reacting;
  const end = all.at(-1);
  if (!end) return;
  const { name } = reaction;
  const place = { name, ...at };
  // The effects come before the place moves: at least once, and the idempotency key makes it once.
  const batch = deliveriesOf(at.topic, at.part, all, catalogue);
  const fresh = await inTransaction(pool, async (client) => {
    const begin = await holdOffset(client, turn.lease, place);
    return notSeen(
      client,
      name,
      batch.filter((each) => isFrom(each, begin)),
    );
  });
  const parked = await reactAll(reacting, turn, fresh);
  await inTransaction(pool, async (client) => {
    await holdOffset(client, turn.lease, place);
    await park(client, name, parked);
    await passMessages(client, turn.lease, place, fresh, BigInt(end.offset) + 1n);
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
        takeMessages(options, turn, { topic, part }, messages);
      await readTopic({ kafka, topic, from, stop: turn.stop, take });
    },
  };
};
