import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled, type HandledTogether } from '@securebase/event-sourcing';
import { type ProgramCommand } from '../domain/program-commands.ts';
import { type ProgramEvent } from '../domain/program-state.ts';
import { cohortView, programView } from '../read-models/program-view.ts';
import { type ProgramPayload } from './program.types.ts';

/** Sends a command and answers with the program as it is now. */
@Injectable()
export class ProgramChanges {
  readonly #commands: CommandBus;
  constructor(commands: CommandBus) {
    this.#commands = commands;
  }

  async change(command: ProgramCommand, cohortId?: string): Promise<ProgramPayload> {
    const handled = await this.#commands.execute<
      ProgramCommand,
      Handled<ProgramEvent> | HandledTogether<ProgramEvent>
    >(command);
    const { history, position } = handled;
    const heads =
      'parts' in handled
        ? Object.values(handled.parts).map(({ stream, version }) => ({ stream, version }))
        : [{ stream: handled.stream, version: handled.version }];
    const { programId: id } = command.data;
    const { tenantId } = command.context;
    const row = rowOf(programView, history, id) ?? programView.blank;
    const cohort = cohortId === undefined ? undefined : rowOf(cohortView, history, cohortId);
    return {
      program: { ...row, id, tenantId },
      cohort: cohort && cohortId !== undefined ? { ...cohort, id: cohortId, tenantId } : null,
      token: consistencyToken('engagements', { position, heads }),
    };
  }
}
