import {
  type CommandContext,
  type Decider,
  type Event,
  type Recorded,
  Rejected,
} from '@securebase/domain-kit';
import { Conflict } from './errors.ts';
import { type EventStore } from './event-store.ts';
import { nothing } from './pending.ts';
import { type Appended } from './writes.ts';

export interface DomainCommand {
  readonly type: string;
  readonly data: unknown;
  readonly context: CommandContext;
}

export interface Handled<E extends Event = Event> {
  readonly stream: string;
  /** After the command. */
  readonly version: number;
  /** Of the command's last event in the log; 0 for a command that made nothing happen. */
  readonly position: number;
  /** True when the command had been carried out before: this is its first result. */
  readonly replayed: boolean;
  /** The stream with the command's own events: the whole of it, or, where snapshots are kept, what came after the last. */
  readonly history: readonly Recorded<E>[];
}

/** Tries of one command when others keep changing its stream. */
export const maxTries = 8;

/** A stream as a command found it. */
export interface Read<E extends Event, S> {
  readonly state: S;
  readonly version: number;
  /** From the snapshot on, when there is one. */
  readonly events: readonly Recorded<E>[];
  readonly replay: Appended | undefined;
}

/**
 * Reads the stream, folds it, decides, appends; a command that begins a stream is tried without reading first. When somebody else was quicker it decides again from the fresh state, a
 * bounded number of times. A command id that was carried out before gives its first result without deciding again.
 * @throws Rejected when a rule says no; Conflict after the last try; CommandReused for the same id with another content.
 */
export const handle = async <C extends DomainCommand, E extends Event, S>(
  store: EventStore,
  decider: Decider<C, E, S>,
  command: C,
): Promise<Handled<E>> => {
  const stream = streamOf(decider, command);
  const payloadHash = await store.digestOf(command);
  const begun = await begin(store, decider, command, stream, payloadHash);
  if (begun) return begun;
  for (let tries = 1; ; tries++) {
    const before = await readState(store, decider, command, stream, payloadHash);
    if (before.replay)
      return await resultOf(store, decider, stream, before, before.replay, command.context.tenantId);
    const events = decider.decide(command, before.state);
    if (events.length === 0)
      return await resultOf(store, decider, stream, before, nothing, command.context.tenantId);
    try {
      const writes = [{ stream, expected: before.version, events }];
      const appended = await store.append(writes, command.context, payloadHash);
      const result = await resultOf(store, decider, stream, before, appended, command.context.tenantId);
      if (!result.replayed) await keepSnapshot(store, decider, before, result, command.context.tenantId);
      return result;
    } catch (error) {
      if (!(error instanceof Conflict) || tries === maxTries) throw error;
    }
  }
};

/** @throws Error for a command that does not concern the aggregate */
const streamOf = <C>(
  { name, streamId }: Pick<Decider<C, never, never>, 'name' | 'streamId'>,
  command: C,
): string => {
  const id = streamId(command);
  if (id === undefined) throw new Error(`The only decider of a command, ${name}, has no stream for it.`);
  return `${name}-${id}`;
};

/** A command that begins a stream, on a stream that is new; `undefined` when it has to be looked at more closely. */
const begin = async <C extends DomainCommand, E extends Event, S>(
  store: EventStore,
  decider: Decider<C, E, S>,
  command: C,
  stream: string,
  payloadHash: string,
): Promise<Handled<E> | undefined> => {
  if (!decider.begins?.some((one) => command instanceof one)) return undefined;
  const unread: Read<E, S> = { state: decider.initialState, version: 0, events: [], replay: undefined };
  try {
    const events = decider.decide(command, unread.state);
    if (events.length === 0) return undefined;
    const appended = await store.append([{ stream, expected: 0, events }], command.context, payloadHash);
    return await resultOf(store, decider, stream, unread, appended, command.context.tenantId);
  } catch (error) {
    // What was carried out before gives its first result, whatever a rule would say now.
    if (error instanceof Conflict || error instanceof Rejected) return undefined;
    throw error;
  }
};

export const readState = async <C extends DomainCommand, E extends Event, S>(
  store: EventStore,
  decider: Decider<C, E, S>,
  { context }: C,
  stream: string,
  payloadHash: string,
): Promise<Read<E, S>> => {
  const { tenantId, commandId } = context;
  const snapshot =
    decider.snapshot && (await store.snapshots.find<S>(tenantId, stream, decider.snapshot.version));
  let state = snapshot?.state ?? decider.initialState;
  let version = snapshot?.version ?? 0;
  // Without a snapshot the stream itself says whether the command was carried out.
  let replay = snapshot && (await store.findReplay(context, payloadHash));
  const events: Recorded<E>[] = [];
  for await (const page of store.pages(tenantId, stream, version, commandId)) {
    if (page.mine) replay ??= await store.findReplay(context, payloadHash);
    const read = decider.opens ? await store.opened(page.events) : page.events;
    for (const event of read as readonly Recorded<E>[]) {
      state = decider.evolve(state, event);
      version = event.version;
      events.push(event);
    }
  }
  return { state, version, events, replay };
};

export const resultOf = async <C, E extends Event, S>(
  store: EventStore,
  { opens }: Decider<C, E, S>,
  stream: string,
  before: Read<E, S>,
  appended: Appended,
  tenantId: string,
): Promise<Handled<E>> => {
  const { position, heads, replayed } = appended;
  const version = heads.find((head) => head.stream === stream)?.version ?? before.version;
  // Somebody else may have carried the same command out since the stream was read.
  const missed = replayed && version > before.version;
  const later = missed
    ? await readFrom(store, tenantId, stream, before.version, opens)
    : (opens ? appended.plain : appended.events).filter((event) => event.stream === stream);
  const read = [...before.events, ...(later as readonly Recorded<E>[])];
  // The first result of a command is the stream as it was then, whatever has happened since.
  const history = replayed ? read.filter((event) => event.version <= version) : read;
  return { stream, version, position, replayed, history };
};

const readFrom = async (
  store: EventStore,
  tenantId: string,
  stream: string,
  after: number,
  opens = false,
): Promise<readonly Recorded[]> => {
  const { events } = await store.readStream(tenantId, stream, after);
  return opens ? store.opened(events) : events;
};

export const keepSnapshot = async <C, E extends Event, S>(
  store: EventStore,
  { snapshot, evolve }: Decider<C, E, S>,
  before: Read<E, S>,
  { stream, version, history }: Handled<E>,
  tenantId: string,
): Promise<void> => {
  if (!snapshot || Math.floor(version / snapshot.every) === Math.floor(before.version / snapshot.every))
    return;
  const state = history.filter((event) => event.version > before.version).reduce(evolve, before.state);
  await store.snapshots.save(tenantId, stream, snapshot.version, { version, state });
};
