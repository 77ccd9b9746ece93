import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Event, type Projection, rowOf } from '@securebase/domain-kit';
import { consistencyToken, type HandledTogether } from '@securebase/event-sourcing';
import { ReadModels, type RequestContext } from '@securebase/service-kit';
import { type WorkCommand } from '../domain/work.ts';
import { EngagementView } from '../read-models/engagement-view.ts';

/** A thing as a command left it, and the token that waits for it. */
export interface Changed<Row> {
  /** For the caller to read, who has just changed it. */
  readonly row: Row & {
    readonly id: string;
    readonly tenantId: string;
    readonly readerIds: readonly string[];
  };
  readonly token: string;
}

/** Sends commands about the work of an engagement. */
@Injectable()
export class Work {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  constructor(commands: CommandBus, models: ReadModels) {
    this.#commands = commands;
    this.#models = models;
  }

  /** Whose work it is when nobody says so: the client's where a coach says it, else of whoever says it. */
  async aboutOf(context: RequestContext, engagementId: string, given?: string | null): Promise<string> {
    if (given != null) return given;
    const engagement = await this.#models.of(EngagementView).byId(context, engagementId);
    return engagement?.coachIds.includes(context.actorId) ? engagement.clientId : context.actorId;
  }

  /** Carries a command out and answers with the row that the stream of the aggregate named makes. */
  async change<E extends Event, Row extends object>(
    command: WorkCommand,
    { aggregate, id, view }: { aggregate: string; id: string; view: Projection<E, Row> },
  ): Promise<Changed<Row>> {
    const handled = await this.#commands.execute<WorkCommand, HandledTogether>(command);
    const part = handled.parts[aggregate];
    const history = (part?.history ?? []) as Parameters<typeof rowOf<E, Row>>[1];
    const row = rowOf(view, history, id) ?? view.blank;
    const heads = Object.values(handled.parts).map(({ stream, version }) => ({ stream, version }));
    return {
      row: { ...row, id, tenantId: command.context.tenantId, readerIds: [command.context.actorId] },
      token: consistencyToken('engagements', { position: handled.position, heads }),
    };
  }
}
