import { Injectable } from '@nestjs/common';
import { type CommandContext, ensure } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';
import { program, type Program, type ProgramEvent } from '../domain/program.ts';

/** Whether the program and cohort that a command names are there. Asks the log, so that what was just added is known. */
@Injectable()
export class Cohorts {
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }

  /** @throws Rejected PROGRAM_NOT_FOUND, PROGRAM_CLOSED, COHORT_NOT_FOUND */
  async ensureThere(
    context: CommandContext,
    programId: string | null | undefined,
    cohortId: string | null | undefined,
  ): Promise<void> {
    if (programId == null) return;
    const { events } = await this.#store.readStream(context.tenantId, `${program.name}-${programId}`);
    const { status, cohorts } = (events as unknown as ProgramEvent[]).reduce<Program>(
      program.evolve,
      program.initialState,
    );
    if (status === 'CLOSED' && (await this.#store.carriedOut(context))) return; // it was open then
    ensure(status !== 'UNKNOWN', 'PROGRAM_NOT_FOUND', ['input', 'programId']);
    ensure(status !== 'CLOSED', 'PROGRAM_CLOSED', ['input', 'programId']);
    ensure(cohortId == null || cohorts.has(cohortId), 'COHORT_NOT_FOUND', ['input', 'cohortId']);
  }
}
