import { type Expectation, roleIn } from '../readers.ts';
import { type As, type World } from '../world.ts';
import { type CanaryPart } from './part.ts';

const manager: As = ['PROGRAM_MANAGER', 'program-manager'];

const tell = async (world: World): Promise<void> => {
  const programId = world.id('program');
  const of = { programId };
  const days = { startsOn: '2026-09-01', endsOn: '2027-07-31' };
  await world.tell(manager, 'amendProgram', 'program', { ...of, ...days, timeZone: 'Europe/Berlin' });
  const confidentiality = [{ item: 'GOALS', with: ['SPONSOR'] }];
  const template = { ...of, sessions: 8, minutes: 60, confidentiality };
  await world.tell(manager, 'setAgreementTemplate', 'program', template);
  const templateId = '6f1f7b3e-0000-4000-8000-0000000000d9';
  await world.tell(manager, 'setAgreementTemplate', 'program', { ...template, templateId });
  await world.tell(manager, 'dropAgreementTemplate', 'program', { ...of, templateId });
  const instrumentId = world.id('instrument');
  const measures = ['BASELINE', 'CLOSING'].flatMap((occasion) =>
    ['SELF', 'TEAM_MEMBER'].map((perspective) => ({ instrumentId, occasion, perspective })),
  );
  await world.tell(manager, 'setMeasurementPlan', 'program', {
    ...of,
    measures,
    primary: { instrumentId },
    raters: [{ perspective: 'TEAM_MEMBER', planned: 10 }],
  });
  await world.tell(manager, 'setBudget', 'program', { ...of, hours: 100 });
  await world.tell(manager, 'approveBudgetOverrun', 'program', { ...of, hours: 10 });
  const cohortId = await world.make(manager, 'addCohort', 'cohort', 'Cohort', 'closed cohort', of);
  await world.tell(manager, 'closeCohort', 'closed cohort', { ...of, cohortId });
  await world.tell(manager, 'inviteParticipants', 'program', of);
};

const seesPrograms = roleIn('PROGRAM_MANAGER', 'ADMIN', 'COACH', 'SPONSOR', 'CLIENT');
const runs = roleIn('PROGRAM_MANAGER', 'ADMIN');
/** For all who see programs where it stands, and in the history for those who run them. */
const program = (...fields: readonly string[]): Expectation => ({
  fields: [...fields, 'ProgramChangeItem.now'],
  readers: (reader, _about, _truth, field) =>
    field === 'ProgramChangeItem.now' ? runs(reader) : seesPrograms(reader),
});

/** Programs at scale: plans, coach pools, budgets, invitations, matching. */
export const programs: CanaryPart = {
  tell,
  expectations: {
    'draftProgram.name': program('Program.name'),
    'draftProgram.purpose': program('Program.purpose'),
    'addCohort.name': program('Cohort.name'),
    'amendProgram.name': program('Program.name'),
    'amendProgram.purpose': program('Program.purpose'),
    'setAgreementTemplate.name': program('AgreementTemplate.name'),
    'setMeasurementPlan.primary.scale': program('PrimaryScale.scale'),
  },
};
