/** An event as the log's table holds it, read with plain SQL. */
export interface Stored {
  readonly tenant: string;
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly commandId: string | undefined;
  readonly actor: string;
  readonly at: string;
}

/** A message as the topic holds it, in the order of its partition. */
export interface Published {
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly data: unknown;
}

/** What one service left behind. */
export interface Remains {
  readonly service: string;
  /** By position. */
  readonly log: readonly Stored[];
  readonly topic: readonly Published[];
}

/** Rows of one read model: as found, and as a fold of the log says they must be. */
export interface Model {
  readonly name: string;
  readonly found: ReadonlyMap<string, object>;
  readonly expected: ReadonlyMap<string, object>;
}

/** A consumer of a log or a topic, and how much of it is left to do. */
export interface Consumer {
  readonly name: string;
  readonly behind: number;
}

export interface Evidence {
  readonly remains: readonly Remains[];
  readonly models: readonly Model[];
  readonly consumers: readonly Consumer[];
  /** Events that were put aside because a projection failed on them. */
  readonly parked: readonly string[];
}
