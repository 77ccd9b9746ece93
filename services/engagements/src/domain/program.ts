import { type Decider, ensure, open, seal } from '@securebase/domain-kit';
import { ensurePlan, ensureSameDecision, samePlan } from './measurement-plan.ts';
import * as commands from './program-commands.ts';
import { evolve, noProgram, type Program, type ProgramEvent } from './program-state.ts';

export {
  AddCohort,
  AmendProgram,
  CloseCohort,
  CloseProgram,
  DraftProgram,
  EnrollParticipants,
  InviteParticipants,
  OpenProgram,
} from './program-commands.ts';
export { type Program, type ProgramEvent } from './program-state.ts';

type ProgramCommand = commands.ProgramCommand;

/** People in one event, so that an event stays well below what a broker takes. */
export const mostPerEvent = 1000;
/** More would be no choice any more. */
const mostTemplates = 50;

/** Cut into pieces of at most so many. */
export const chunks = <T>(all: readonly T[], size = mostPerEvent): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );

const draft = ({ data }: commands.DraftProgram): ProgramEvent[] => {
  const { programId, name, kind = 'COACHING', purpose, startsOn, endsOn } = data;
  ensure(startsOn <= endsOn, 'PROGRAM_ENDS_BEFORE_START', ['input', 'endsOn']);
  const texts = { name: seal(programId, name), purpose: seal(programId, purpose) };
  return [{ type: 'ProgramDrafted', data: { programId, kind, ...texts, startsOn, endsOn } }];
};

/** Only what is different is said, so that the history shows what has changed. */
const amend = ({ data }: commands.AmendProgram, { terms }: Program): ProgramEvent[] => {
  const { programId, name, purpose, ...plain } = data;
  const texts = Object.entries({ name, purpose })
    .filter(([of, text]) => text !== undefined && open(terms[of as 'name'] ?? seal(programId, '')) !== text)
    .map(([of, text]) => [of, seal(programId, text)]);
  const values = Object.entries(plain).filter(
    ([of, value]) => value !== undefined && terms[of as keyof typeof plain] !== value,
  );
  const { startsOn, endsOn } = { ...terms, ...(Object.fromEntries(values) as Partial<typeof terms>) };
  ensure(startsOn <= endsOn, 'PROGRAM_ENDS_BEFORE_START', ['input', 'endsOn']);
  const changed = Object.fromEntries([...texts, ...values]) as object;
  return Object.keys(changed).length === 0
    ? []
    : [{ type: 'ProgramAmended', data: { programId, ...changed } }];
};

const setTemplate = ({ data }: commands.SetAgreementTemplate, { templates }: Program): ProgramEvent[] => {
  const { programId, templateId, name, sessions, minutes, confidentiality } = data;
  const others = [...templates.values()].filter((each) => each.templateId !== templateId);
  ensure(others.length < mostTemplates, 'TOO_MANY_TEMPLATES');
  ensure(
    others.every((each) => open(each.name) !== name),
    'TEMPLATE_NAME_TAKEN',
    ['input', 'name'],
  );
  const things = confidentiality.map(({ item }) => item);
  ensure(new Set(things).size === things.length, 'SHARED_THING_TWICE', ['input', 'confidentiality']);
  const told = { programId, templateId, name: seal(programId, name), sessions, minutes, confidentiality };
  return [{ type: 'AgreementTemplateSet', data: told }];
};

const setPlan = (
  { data: { programId, plan } }: commands.SetMeasurementPlan,
  { status, plan: before, planVersion }: Program,
): ProgramEvent[] => {
  ensurePlan(plan);
  if (before && samePlan(before, plan)) return [];
  if (status === 'OPEN') ensureSameDecision(before, plan);
  return [{ type: 'MeasurementPlanSet', data: { programId, planVersion: planVersion + 1, ...plan } }];
};

const enroll = ({ data }: commands.EnrollParticipants, { status, cohorts }: Program): ProgramEvent[] => {
  ensure(status === 'OPEN', 'PROGRAM_NOT_OPEN');
  const { programId, cohortId, personIds } = data;
  const cohort = cohorts.get(cohortId);
  ensure(cohort, 'COHORT_NOT_FOUND', ['input', 'cohortId']);
  const fresh = [...new Set(personIds)].filter((each) => !cohort.participants.has(each));
  ensure(fresh.length === 0 || !cohort.closed, 'COHORT_CLOSED', ['input', 'cohortId']);
  const elsewhere = [...cohorts].filter(([id]) => id !== cohortId);
  ensure(
    fresh.every((each) => elsewhere.every(([, { participants }]) => !participants.has(each))),
    'IN_ANOTHER_COHORT',
    ['input', 'personIds'],
  );
  return chunks(fresh).map((part) => ({
    type: 'ParticipantsEnrolled',
    data: { programId, cohortId, personIds: part },
  }));
};

const invite = ({ data }: commands.InviteParticipants, program: Program): ProgramEvent[] => {
  ensure(program.status === 'OPEN', 'PROGRAM_NOT_OPEN');
  const all = new Set([...program.cohorts.values()].flatMap(({ participants }) => [...participants]));
  const { programId, personIds = [...all], again = false } = data;
  ensure(
    personIds.every((each) => all.has(each)),
    'NOT_ENROLLED',
    ['input', 'personIds'],
  );
  const fresh = [...new Set(personIds)].filter((each) => again || !program.invited.has(each));
  return chunks(fresh).map((part) => ({
    type: 'InvitationsRequested',
    data: { programId, personIds: part },
  }));
};

const decide = (command: ProgramCommand, state: Program): ProgramEvent[] => {
  const { status, cohorts } = state;
  if (command.type === 'DraftProgram') {
    ensure(status === 'UNKNOWN', 'PROGRAM_ALREADY_DRAFTED');
    return draft(command);
  }
  ensure(status !== 'UNKNOWN', 'PROGRAM_NOT_FOUND', ['input', 'programId']);
  const { programId } = command.data;
  if (command.type === 'CloseProgram')
    return status === 'CLOSED' ? [] : [{ type: 'ProgramClosed', data: { programId } }];
  ensure(status !== 'CLOSED', 'PROGRAM_CLOSED');
  switch (command.type) {
    case 'AmendProgram':
      return amend(command, state);
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
    case 'CloseCohort': {
      const { cohortId } = command.data;
      const cohort = cohorts.get(cohortId);
      ensure(cohort, 'COHORT_NOT_FOUND', ['input', 'cohortId']);
      return cohort.closed ? [] : [{ type: 'CohortClosed', data: { programId, cohortId } }];
    }
    case 'SetAgreementTemplate':
      return setTemplate(command, state);
    case 'DropAgreementTemplate': {
      const { templateId } = command.data;
      ensure(state.templates.has(templateId), 'TEMPLATE_NOT_FOUND', ['input', 'templateId']);
      return [{ type: 'AgreementTemplateDropped', data: { programId, templateId } }];
    }
    case 'SetMeasurementPlan':
      return setPlan(command, state);
    case 'OpenProgram':
      ensure(cohorts.size > 0, 'PROGRAM_WITHOUT_COHORT');
      return status === 'OPEN' ? [] : [{ type: 'ProgramOpened', data: { programId } }];
    case 'EnrollParticipants':
      return enroll(command, state);
    case 'InviteParticipants':
      return invite(command, state);
    case 'SetBudget':
    case 'ApproveBudgetOverrun':
      return []; // the budget says what happens
  }
};

export const program: Decider<ProgramCommand, ProgramEvent, Program> = {
  name: 'program',
  opens: true,
  commands: Object.values(commands),
  begins: [commands.DraftProgram],
  streamId: (command) => command.data.programId,
  initialState: noProgram,
  decide,
  evolve,
};
