import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ensure, type Event, type Projection, type Recorded, rowOf } from '@securebase/domain-kit';
import { consistencyToken, EventStore, type HandledTogether } from '@securebase/event-sourcing';
import { ReadModels, type RequestContext } from '@securebase/service-kit';
import { type People } from '../domain/audience.ts';
import { engagement } from '../domain/engagement.ts';
import { type OfPair } from '../domain/pair-work.ts';
import { type WorkCommand } from '../domain/work.ts';
import { engagementView } from '../read-models/engagement-view.ts';
import { KnownMap, KnownTie } from '../read-models/known-ties.ts';

/** A thing as a command left it, and the token that waits for it. */
export interface Changed<Row> {
  /** For the caller to read, who has just changed it. */
  readonly row: Row & {
    readonly id: string;
    readonly tenantId: string;
    readonly readerIds: readonly string[];
    readonly people: People;
  };
  readonly token: string;
}

/** Sends commands about the work of an engagement. */
@Injectable()
export class Work {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #store: EventStore;
  constructor(commands: CommandBus, models: ReadModels, store: EventStore) {
    this.#commands = commands;
    this.#models = models;
    this.#store = store;
  }

  /** A tie that is there now, as the topic of system mapping tells: of which map, and of which engagement. */
  async tie(
    context: RequestContext,
    tieId: string,
  ): Promise<{ readonly mapId: string; readonly engagementId: string | undefined } | undefined> {
    const tie = await this.#models.of(KnownTie).byId(context, tieId);
    const map = tie?.isThere ? await this.#models.of(KnownMap).byId(context, tie.mapId) : undefined;
    return map ? { mapId: map.id, engagementId: map.engagementId ?? undefined } : undefined;
  }

  /** Carries a command out and answers with the row that the stream of the aggregate named makes. */
  async change<E extends Event, Row extends object>(
    command: WorkCommand,
    { aggregate, id, view }: { aggregate: string; id: string; view: Projection<E, Row> },
  ): Promise<Changed<Row>> {
    const handled = await this.#commands.execute<WorkCommand, HandledTogether>(command);
    const historyOf = <Of extends Event>(name: string) =>
      (handled.parts[name]?.history ?? []) as readonly unknown[] as readonly Recorded<Of>[];
    const row = rowOf(view, historyOf<E>(aggregate), id) ?? view.blank;
    const { engagementId } = command.data;
    const people = rowOf(engagementView, historyOf(engagement.name), engagementId) ?? engagementView.blank;
    const heads = Object.values(handled.parts).map(({ stream, version }) => ({ stream, version }));
    return {
      row: { ...row, id, tenantId: command.context.tenantId, readerIds: [command.context.actorId], people },
      token: consistencyToken('engagements', { position: handled.position, heads }),
    };
  }

  /**
   * Of which engagement a thing is, about whom and for whom, as its first event says; asks the log, which is never late.
   * @throws Rejected the code given, when there is no such thing
   */
  async whose(
    context: RequestContext,
    aggregate: string,
    id: string,
    [code, field]: readonly [code: string, field: string],
  ): Promise<OfPair> {
    const found = await this.find(context, aggregate, id);
    ensure(found, code, ['input', field]);
    return found;
  }

  /** The same; undefined when there is no such thing. */
  async find({ tenantId }: RequestContext, aggregate: string, id: string): Promise<OfPair | undefined> {
    const { events } = await this.#store.readStream(tenantId, `${aggregate}-${id}`);
    const first = events[0]?.data as OfPair | undefined;
    return first && { engagementId: first.engagementId, aboutId: first.aboutId, audience: first.audience };
  }
}
