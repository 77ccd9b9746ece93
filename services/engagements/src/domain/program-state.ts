import { type EngagementsEvent, type ProgramKind } from '@securebase/contracts';
import { type Sealed } from '@securebase/domain-kit';
import { type MeasurementPlan } from './measurement-plan.ts';
import { type Terms } from './program-commands.ts';

type Of<T extends EngagementsEvent['type']> = Extract<EngagementsEvent, { type: T }>;
export type ProgramEvent = Of<
  | 'ProgramDrafted'
  | 'ProgramAmended'
  | 'CohortAdded'
  | 'CohortClosed'
  | 'AgreementTemplateSet'
  | 'AgreementTemplateDropped'
  | 'MeasurementPlanSet'
  | 'ProgramOpened'
  | 'ParticipantsEnrolled'
  | 'InvitationsRequested'
  | 'ProgramClosed'
>;

interface Cohort {
  readonly name: Sealed;
  readonly closed: boolean;
  readonly participants: ReadonlySet<string>;
}
type Template = Omit<Of<'AgreementTemplateSet'>['data'], 'programId'>;

export interface Program {
  readonly status: 'UNKNOWN' | 'DRAFT' | 'OPEN' | 'CLOSED';
  readonly kind: ProgramKind;
  readonly terms: Omit<Terms, 'name' | 'purpose'> & { readonly name?: Sealed; readonly purpose?: Sealed };
  /** Who takes part, by cohort. */
  readonly cohorts: ReadonlyMap<string, Cohort>;
  readonly templates: ReadonlyMap<string, Template>;
  readonly plan: MeasurementPlan | undefined;
  readonly planVersion: number;
  /** Whom an invitation was asked for. */
  readonly invited: ReadonlySet<string>;
}

/** What holds until a program says otherwise. */
export const usualTerms = {
  cancellationHours: 24,
  mostReminders: 2,
  reminderDays: 7,
  mailsADay: 1_000,
  timeZone: 'UTC',
} as const;

export const noProgram: Program = {
  status: 'UNKNOWN',
  kind: 'COACHING',
  terms: { startsOn: '', endsOn: '', ...usualTerms },
  cohorts: new Map(),
  templates: new Map(),
  plan: undefined,
  planVersion: 0,
  invited: new Set(),
};

const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> =>
  new Map([...map].filter(([each]) => each !== key));

type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** Properties that are said. */
const said = <T extends object>(given: T): Said<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Said<T>;

const cohortChanged = (
  program: Program,
  id: string,
  change: (cohort: Cohort) => Partial<Cohort>,
): Program => {
  const cohort = program.cohorts.get(id);
  if (!cohort) return program;
  return { ...program, cohorts: new Map(program.cohorts).set(id, { ...cohort, ...change(cohort) }) };
};

export const evolve = (program: Program, event: ProgramEvent): Program => {
  switch (event.type) {
    case 'ProgramDrafted': {
      const { kind, name, purpose, startsOn, endsOn } = event.data;
      return {
        ...program,
        status: 'DRAFT',
        kind,
        terms: { ...program.terms, name, purpose, startsOn, endsOn },
      };
    }
    case 'ProgramAmended': {
      const { programId: _, ...changed } = event.data;
      return { ...program, terms: { ...program.terms, ...said(changed) } };
    }
    case 'CohortAdded': {
      const { cohortId, name } = event.data;
      const cohort = { name, closed: false, participants: new Set<string>() };
      return { ...program, cohorts: new Map(program.cohorts).set(cohortId, cohort) };
    }
    case 'CohortClosed':
      return cohortChanged(program, event.data.cohortId, () => ({ closed: true }));
    case 'AgreementTemplateSet': {
      const { programId: _, ...template } = event.data;
      return { ...program, templates: new Map(program.templates).set(template.templateId, template) };
    }
    case 'AgreementTemplateDropped':
      return { ...program, templates: without(program.templates, event.data.templateId) };
    case 'MeasurementPlanSet': {
      const { programId: _, planVersion, ...plan } = event.data;
      return { ...program, plan, planVersion };
    }
    case 'ProgramOpened':
      return { ...program, status: 'OPEN' };
    case 'ParticipantsEnrolled':
      return cohortChanged(program, event.data.cohortId, ({ participants }) => ({
        participants: new Set([...participants, ...event.data.personIds]),
      }));
    case 'InvitationsRequested':
      return { ...program, invited: new Set([...program.invited, ...event.data.personIds]) };
    case 'ProgramClosed':
      return { ...program, status: 'CLOSED' };
  }
};
