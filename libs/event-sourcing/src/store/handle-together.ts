import { setTimeout as after } from 'node:timers/promises';
import { type Decider, type Event } from '@securebase/domain-kit';
import { Conflict } from './errors.ts';
import { type EventStore } from './event-store.ts';
import { type DomainCommand, type Handled, keepSnapshot, readState, resultOf } from './handle.ts';
import { Turns } from './turns.ts';

type AnyDecider = Decider<DomainCommand, Event, unknown>;

/** What a command that several aggregates decided on has come to: the first one's stream, and the others' by their names. */
export interface HandledTogether<E extends Event = Event> extends Handled<E> {
  /** By decider: the streams that the command concerned, whether or not something happened there. */
  readonly parts: Readonly<Record<string, Handled>>;
}

/** Tries of one command: within a process they come in turn, so that only other processes can be quicker again and again. */
const maxTries = 16;
/** The longest pause before a try, in milliseconds; it grows from try to try up to the second number. */
const pause = [4, 250] as const;

/** Some time, another each time: who collided does not collide again. */
const pauseBefore = (tries: number): Promise<void> =>
  after(Math.random() * Math.min(pause[1], pause[0] * 2 ** tries));

const turnsOf = new WeakMap<EventStore, Turns>();
const turnsAt = (store: EventStore): Turns => {
  const known = turnsOf.get(store) ?? new Turns();
  turnsOf.set(store, known);
  return known;
};

/**
 * Carries out a command on which several aggregates decide, each on its own stream: reads the streams that it concerns, asks
 * the deciders in their order, appends what all of them say, all or nothing, each stream at the version that was read. When
 * somebody else was quicker on one of them all decide again: after a pause, and within this process in turn, so that hundreds
 * can meet at one stream. A stream of which nothing is said is read but not written, so that it may have moved on by the time
 * the others are.
 * @throws Rejected when a rule of any of them says no; Conflict after the last try; CommandReused
 */
export const handleTogether = async (
  store: EventStore,
  deciders: readonly AnyDecider[],
  command: DomainCommand,
): Promise<HandledTogether> => {
  const concerned = deciders.flatMap((decider) => {
    const id = decider.streamId(command);
    return id === undefined ? [] : [{ decider, stream: `${decider.name}-${id}` }];
  });
  const payloadHash = await store.digestOf(command);
  const once = () => decideOnce(store, concerned, command, payloadHash);
  const placeOf = (stream: string) => `${command.context.tenantId}/${stream}`;
  const turns = turnsAt(store);
  let contested = turns.busy(concerned.map(({ stream }) => placeOf(stream)));
  if (contested.length === 0) {
    const first = await once();
    if (!(first instanceof Overtaken)) return first;
    contested = first.streams.map(placeOf);
  }
  return turns.take(contested, async () => {
    for (let tries = 1; ; tries++) {
      const outcome = await once();
      if (!(outcome instanceof Overtaken)) return outcome;
      if (tries === maxTries) throw outcome.conflict;
      await pauseBefore(tries);
    }
  });
};

/** Somebody was quicker on one of the streams that were to be written. */
class Overtaken {
  readonly conflict: Conflict;
  readonly streams: readonly string[];
  constructor(conflict: Conflict, streams: readonly string[]) {
    this.conflict = conflict;
    this.streams = streams;
  }
}

interface Concerned {
  readonly decider: AnyDecider;
  readonly stream: string;
}

/** One try. */
const decideOnce = async (
  store: EventStore,
  concerned: readonly Concerned[],
  command: DomainCommand,
  payloadHash: string,
): Promise<HandledTogether | Overtaken> => {
  const { tenantId } = command.context;
  const read = await Promise.all(
    concerned.map(async ({ decider, stream }) => ({
      decider,
      stream,
      before: await readState(store, decider, command, stream, payloadHash),
    })),
  );
  const beside = Object.fromEntries(read.map(({ decider, before }) => [decider.name, before.state]));
  const replay = read.find(({ before }) => before.replay)?.before.replay;
  const writes = replay
    ? []
    : read.map(({ decider, stream, before }) => ({
        stream,
        expected: before.version,
        events: decider.decide(command, before.state, beside),
      }));
  const appended =
    replay ??
    (await store.append(writes, command.context, payloadHash).catch((error: unknown) => {
      if (!(error instanceof Conflict)) throw error;
      const written = writes.filter(({ events }) => events.length > 0);
      return new Overtaken(
        error,
        written.map(({ stream }) => stream),
      );
    }));
  if (appended instanceof Overtaken) return appended;
  const results = await Promise.all(
    read.map(async ({ decider, stream, before }) => {
      const handled = await resultOf(store, decider, stream, before, appended, tenantId);
      if (!handled.replayed) await keepSnapshot(store, decider, before, handled, tenantId);
      return [decider.name, handled] as const;
    }),
  );
  const [first] = results;
  if (!first) throw new Error(`Nobody has a stream for the command ${command.type}.`);
  return { ...first[1], parts: Object.fromEntries(results) };
};
