import { Injectable } from '@nestjs/common';
import { type EngagementsEvent } from '@securebase/contracts';
import {
  type CommandContext,
  type Event,
  type Projection,
  type Recorded,
  Rejected,
  rowOf,
} from '@securebase/domain-kit';
import { Conflict, EventStore, type Write } from '@securebase/event-sourcing';
import { v4 as anyId, v5 } from 'uuid';
import { type Provisioner } from './credentials.ts';

/** Somebody else's change came in between, or the client did not know the newest version. */
export class OutOfDate extends Error {}

interface Folded<S> {
  readonly state: S;
  readonly version: number;
}

const namespace = '5ec0eba5-e000-4000-8000-000000000004';
const tries = 5;

/** Reads and writes the streams of people and groups on behalf of the organization's own directory. */
@Injectable()
export class Directory {
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }

  contextOf({ tenantId, credentialId }: Provisioner): CommandContext {
    return { tenantId, actorId: credentialId, at: new Date(), commandId: anyId(), correlationId: anyId() };
  }

  async fold<E, S>(
    { tenantId }: CommandContext,
    stream: string,
    evolve: (state: S, event: E) => S,
    initial: S,
  ): Promise<Folded<S>> {
    const { events, version } = await this.#opened(tenantId, stream);
    return { state: (events as readonly unknown[] as readonly E[]).reduce(evolve, initial), version };
  }

  /** A row as the log says it is now, which its read model may show only later. */
  async row<Row extends object>(
    { tenantId }: CommandContext,
    projection: Projection<EngagementsEvent, Row>,
    stream: string,
    id: string,
  ): Promise<Row | undefined> {
    const { events } = await this.#opened(tenantId, stream);
    return rowOf(projection, events as readonly Recorded<EngagementsEvent>[], id);
  }

  async #opened(tenantId: string, stream: string) {
    const { events, version } = await this.#store.readStream(tenantId, stream);
    return { events: await this.#store.opened(events), version };
  }

  /** The stream that says whose a user name is. Its id tells nothing of the name without the tenant's key. */
  async streamOfUserName(context: CommandContext, userName: string): Promise<string> {
    const data = { userName: userName.toLowerCase() };
    return `username-${v5(await this.#store.digestOf({ type: 'UserName', data, context }), namespace)}`;
  }

  /**
   * Decides on what is there, and writes all or nothing; decides again when somebody else was quicker.
   * @throws OutOfDate when it never comes through
   */
  async change(context: CommandContext, decide: () => Promise<readonly Write[]>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const writes = (await decide()).filter(({ events }) => events.length > 0);
      if (writes.length === 0) return;
      const data = { streams: writes.map(({ stream, events }) => [stream, events.length]) };
      const digest = await this.#store.digestOf({ type: 'Provision', data, context });
      try {
        await this.#store.append(writes, context, digest);
        return;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        if (attempt === tries) throw new OutOfDate();
      }
    }
  }

  /**
   * Waits until a read model shows everything that was said before, by whomever and through whichever process; of streams
   * that are parked it shows what was said before that.
   */
  caughtUp({ name }: { readonly name: string }): Promise<void> {
    return this.#store.caughtUp(name);
  }
}

/** Whether a client says which version it changes. */
export const namesVersion = (ifMatch: string | undefined): ifMatch is string =>
  ifMatch !== undefined && ifMatch !== '*';

/** @throws OutOfDate when the client names another version than there is */
export const ensureVersion = (ifMatch: string | undefined, version: number): void => {
  if (!namesVersion(ifMatch)) return;
  if (!ifMatch.split(',').some((each) => each.trim() === etagOf(version))) throw new OutOfDate();
};

export const etagOf = (version: number): string => `W/"${version}"`;

export const write = (stream: string, version: number, events: readonly Event[]): Write => ({
  stream,
  expected: version === 0 ? 'NONE' : version,
  events,
});

export const isMissing = (error: unknown): boolean =>
  error instanceof Rejected && error.code.endsWith('_NOT_FOUND');
