import { type Decider, type Event } from '@securebase/domain-kit';
import { Conflict } from './errors.ts';
import { type EventStore } from './event-store.ts';
import { type DomainCommand, type Handled, keepSnapshot, maxTries, readState, resultOf } from './handle.ts';

type AnyDecider = Decider<DomainCommand, Event, unknown>;

/** What a command that several aggregates decided on has come to: the first one's stream, and the others' by their names. */
export interface HandledTogether<E extends Event = Event> extends Handled<E> {
  /** By decider: the streams that the command concerned, whether or not something happened there. */
  readonly parts: Readonly<Record<string, Handled>>;
}

/**
 * Carries out a command on which several aggregates decide, each on its own stream: reads the streams that it concerns, asks
 * the deciders in their order, appends what all of them say, all or nothing, each stream at the version that was read. When
 * somebody else was quicker on one of them all decide again. A stream of which nothing is said is read but not written, so
 * that it may have moved on by the time the others are.
 * @throws Rejected when a rule of any of them says no; Conflict after the last try; CommandReused
 */
export const handleTogether = async (
  store: EventStore,
  deciders: readonly AnyDecider[],
  command: DomainCommand,
): Promise<HandledTogether> => {
  const { tenantId } = command.context;
  const concerned = deciders.flatMap((decider) => {
    const id = decider.streamId(command);
    return id === undefined ? [] : [{ decider, stream: `${decider.name}-${id}` }];
  });
  const payloadHash = await store.digestOf(command);
  for (let tries = 1; ; tries++) {
    const read = await Promise.all(
      concerned.map(async ({ decider, stream }) => ({
        decider,
        stream,
        before: await readState(store, decider, command, stream, payloadHash),
      })),
    );
    const beside = Object.fromEntries(read.map(({ decider, before }) => [decider.name, before.state]));
    const replay = read.find(({ before }) => before.replay)?.before.replay;
    try {
      const writes = replay
        ? []
        : read.map(({ decider, stream, before }) => ({
            stream,
            expected: before.version,
            events: decider.decide(command, before.state, beside),
          }));
      const appended = replay ?? (await store.append(writes, command.context, payloadHash));
      const results = await Promise.all(
        read.map(async ({ decider, stream, before }) => {
          const events = appended.events.filter((event) => event.stream === stream);
          const handled = await resultOf(store, decider, stream, before, { ...appended, events }, tenantId);
          if (!handled.replayed) await keepSnapshot(store, decider, before, handled, tenantId);
          return [decider.name, handled] as const;
        }),
      );
      const [first] = results;
      if (!first) throw new Error(`Nobody has a stream for the command ${command.type}.`);
      return { ...first[1], parts: Object.fromEntries(results) };
    } catch (error) {
      if (!(error instanceof Conflict) || tries === maxTries) throw error;
    }
  }
};
