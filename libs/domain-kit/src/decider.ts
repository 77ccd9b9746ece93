/** What happened, as data: its name in the past tense and what it says. */
export interface Event<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** An event as the log holds it: what happened, where in which stream, when and by whom. */
export type Recorded<E extends Event = Event> = E & {
  readonly tenantId: string;
  /** `<aggregate>-<uuid>`, for example `engagement-0198…`. */
  readonly stream: string;
  /** 1, 2, 3 … within the stream, without gaps. */
  readonly version: number;
  /** UUIDv7. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actorId: string;
};

/** Who asked, when, and as part of what: clock, chance and identity enter the domain here and nowhere else. */
export interface CommandContext {
  readonly tenantId: string;
  readonly actorId: string;
  readonly at: Date;
  /** Idempotency key of the command, a UUID: the same id twice is carried out once. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** W3C trace context of the request. */
  readonly traceparent?: string;
}

/** A wish, in the imperative. A class because Nest's CommandBus routes by constructor. */
export abstract class Command<D = unknown> {
  abstract readonly type: string;
  readonly data: D;
  readonly context: CommandContext;
  constructor(data: D, context: CommandContext) {
    this.data = data;
    this.context = context;
  }
}

/** The states of the aggregates that decide on the same command, by the names of their deciders. */
export type Beside = Readonly<Record<string, unknown>>;

/**
 * An aggregate as three pure functions and a name. A command that several deciders name is decided by each on its own stream,
 * in the order in which the service lists them; what they say happens together, or not at all.
 */
export interface Decider<C, E, S> {
  /** First part of the stream's name. */
  readonly name: string;
  readonly commands: readonly (new (...args: never[]) => C)[];
  /** Those of them that begin a stream: decided on the initial state at once, because the append takes only a new stream. */
  readonly begins?: readonly (new (...args: never[]) => C)[];
  /**
   * Second part of the stream's name, a UUID. `undefined` for a command that others decide on and that does not concern this
   * aggregate.
   */
  readonly streamId: (command: C) => string | undefined;
  readonly initialState: S;
  /** Says what happens, or throws `Rejected`. */
  readonly decide: (command: C, state: S, beside?: Beside) => readonly E[];
  /** Never throws, never validates. */
  readonly evolve: (state: S, event: E) => S;
  /** Looks inside sealed values: it gets them plain, or erased. Not together with snapshots, which stay sealed. */
  readonly opens?: true;
  /** Only for streams that grow long: keep a snapshot every so many events; raise `version` when the state's shape changes. */
  readonly snapshot?: { readonly version: number; readonly every: number };
}

/** A rule said no. The code is public API; anything else thrown is a bug. */
export class Rejected extends Error {
  readonly code: string;
  /** Where in the input, when it is known: `['input', 'email']`. */
  readonly path: readonly string[] | undefined;
  constructor(code: string, path?: readonly string[]) {
    super(code);
    this.code = code;
    this.path = path;
  }
}

/** Throws `Rejected(code)` unless the rule holds. */
export function ensure(rule: unknown, code: string, path?: readonly string[]): asserts rule {
  if (!rule) throw new Rejected(code, path);
}
