import { type EngagementsEvent } from '@securebase/contracts';
import { Command, type Decider, ensure, open, seal, type Sealed } from '@securebase/domain-kit';

export type ProgramEvent = Extract<
  EngagementsEvent,
  { type: 'ProgramDrafted' | 'CohortAdded' | 'ProgramOpened' | 'ParticipantsEnrolled' | 'ProgramClosed' }
>;

export class DraftProgram extends Command<{
  programId: string;
  name: string;
  purpose: string;
  startsOn: string;
  endsOn: string;
}> {
  readonly type = 'DraftProgram';
}
export class AddCohort extends Command<{ programId: string; cohortId: string; name: string }> {
  readonly type = 'AddCohort';
}
export class OpenProgram extends Command<{ programId: string }> {
  readonly type = 'OpenProgram';
}
export class EnrollParticipants extends Command<{
  programId: string;
  cohortId: string;
  personIds: readonly string[];
}> {
  readonly type = 'EnrollParticipants';
}
export class CloseProgram extends Command<{ programId: string }> {
  readonly type = 'CloseProgram';
}
type ProgramCommand = DraftProgram | AddCohort | OpenProgram | EnrollParticipants | CloseProgram;

export interface Program {
  readonly status: 'UNKNOWN' | 'DRAFT' | 'OPEN' | 'CLOSED';
  /** Who takes part, by cohort. */
  readonly cohorts: ReadonlyMap<
    string,
    { readonly name: Sealed; readonly participants: ReadonlySet<string> }
  >;
}

/** People in one event, so that an event stays well below what a broker takes. */
export const mostPerEvent = 1000;

/** Cut into pieces of at most so many. */
export const chunks = <T>(all: readonly T[], size = mostPerEvent): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );

const decide = (command: ProgramCommand, { status, cohorts }: Program): ProgramEvent[] => {
  if (command.type === 'DraftProgram') {
    ensure(status === 'UNKNOWN', 'PROGRAM_ALREADY_DRAFTED');
    ensure(command.data.startsOn <= command.data.endsOn, 'PROGRAM_ENDS_BEFORE_START', ['input', 'endsOn']);
    const { programId, name, purpose, startsOn, endsOn } = command.data;
    const texts = { name: seal(programId, name), purpose: seal(programId, purpose) };
    return [{ type: 'ProgramDrafted', data: { programId, ...texts, startsOn, endsOn } }];
  }
  ensure(status !== 'UNKNOWN', 'PROGRAM_NOT_FOUND', ['input', 'programId']);
  const { programId } = command.data;
  if (command.type === 'CloseProgram')
    return status === 'CLOSED' ? [] : [{ type: 'ProgramClosed', data: { programId } }];
  ensure(status !== 'CLOSED', 'PROGRAM_CLOSED');
  switch (command.type) {
    case 'AddCohort': {
      const { cohortId, name } = command.data;
      ensure(!cohorts.has(cohortId), 'COHORT_ALREADY_ADDED');
      ensure(
        [...cohorts.values()].every((cohort) => open(cohort.name) !== name),
        'COHORT_NAME_TAKEN',
        ['input', 'name'],
      );
      return [{ type: 'CohortAdded', data: { programId, cohortId, name: seal(programId, name) } }];
    }
    case 'OpenProgram':
      ensure(cohorts.size > 0, 'PROGRAM_WITHOUT_COHORT');
      return status === 'OPEN' ? [] : [{ type: 'ProgramOpened', data: { programId } }];
    case 'EnrollParticipants': {
      ensure(status === 'OPEN', 'PROGRAM_NOT_OPEN');
      const { cohortId, personIds } = command.data;
      const cohort = cohorts.get(cohortId);
      ensure(cohort, 'COHORT_NOT_FOUND', ['input', 'cohortId']);
      const fresh = [...new Set(personIds)].filter((each) => !cohort.participants.has(each));
      return chunks(fresh).map((part) => ({
        type: 'ParticipantsEnrolled',
        data: { programId, cohortId, personIds: part },
      }));
    }
  }
};

const evolve = (program: Program, event: ProgramEvent): Program => {
  const { cohorts } = program;
  switch (event.type) {
    case 'ProgramDrafted':
      return { ...program, status: 'DRAFT' };
    case 'CohortAdded': {
      const { cohortId, name } = event.data;
      return { ...program, cohorts: new Map(cohorts).set(cohortId, { name, participants: new Set() }) };
    }
    case 'ProgramOpened':
      return { ...program, status: 'OPEN' };
    case 'ParticipantsEnrolled': {
      const { cohortId, personIds } = event.data;
      const cohort = cohorts.get(cohortId);
      if (!cohort) return program;
      const participants = new Set([...cohort.participants, ...personIds]);
      return { ...program, cohorts: new Map(cohorts).set(cohortId, { ...cohort, participants }) };
    }
    case 'ProgramClosed':
      return { ...program, status: 'CLOSED' };
  }
};

export const program: Decider<ProgramCommand, ProgramEvent, Program> = {
  name: 'program',
  opens: true,
  commands: [DraftProgram, AddCohort, OpenProgram, EnrollParticipants, CloseProgram],
  begins: [DraftProgram],
  streamId: (command) => command.data.programId,
  initialState: { status: 'UNKNOWN', cohorts: new Map() },
  decide,
  evolve,
};
