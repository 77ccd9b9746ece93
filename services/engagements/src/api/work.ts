import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Event, type Projection, rowOf } from '@securebase/domain-kit';
import { consistencyToken, type HandledTogether } from '@securebase/event-sourcing';
import { type WorkCommand } from '../domain/work.ts';

/** A thing as a command left it, and the token that waits for it. */
export interface Changed<Row> {
  readonly row: Row & { readonly id: string; readonly tenantId: string };
  readonly token: string;
}

/** Sends commands about the work of an engagement. */
@Injectable()
export class Work {
  readonly #commands: CommandBus;
  constructor(commands: CommandBus) {
    this.#commands = commands;
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
      row: { ...row, id, tenantId: command.context.tenantId },
      token: consistencyToken('engagements', { position: handled.position, heads }),
    };
  }
}
