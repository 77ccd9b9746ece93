import { describe, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { type MeasurementPlan } from './measurement-plan.ts';
import * as commands from './program-commands.ts';
import { type Program, type ProgramEvent } from './program-state.ts';
import { program } from './program.ts';
import { amal, as, cohortId, ilse, jonas, noor, programId } from './story.ts';

const given = specification<commands.ProgramCommand, ProgramEvent, Program>(program);
const context = as(noor);
const of = { programId };
const sealed = (text: string) => seal(programId, text);
const dates = { startsOn: '2027-01-01', endsOn: '2027-12-31' };
const drafted: ProgramEvent = {
  type: 'ProgramDrafted',
  data: { ...of, kind: 'COACHING', name: sealed('Lead'), purpose: sealed('to lead'), ...dates },
};
const added: ProgramEvent = { type: 'CohortAdded', data: { ...of, cohortId, name: sealed('Spring') } };
const autumn: ProgramEvent = { type: 'CohortAdded', data: { ...of, cohortId: ilse, name: sealed('Autumn') } };
const opened: ProgramEvent = { type: 'ProgramOpened', data: of };
const closed: ProgramEvent = { type: 'ProgramClosed', data: of };
const enrolled = (...personIds: string[]): ProgramEvent => ({
  type: 'ParticipantsEnrolled',
  data: { ...of, cohortId, personIds },
});
const underway = [drafted, added, opened];

describe('A program', () => {
  it('can be for developing coaches', () =>
    given()
      .when(
        new commands.DraftProgram(
          { ...of, kind: 'COACH_DEVELOPMENT', name: 'Lead', purpose: 'to lead', ...dates },
          context,
        ),
      )
      .then({ ...drafted, data: { ...drafted.data, kind: 'COACH_DEVELOPMENT' } }));

  describe('that is amended', () => {
    const amend = (terms: Partial<commands.Terms>) => new commands.AmendProgram({ ...of, ...terms }, context);
    it('says what is different, and nothing else', () =>
      given(drafted)
        .when(amend({ name: 'Lead on', purpose: 'to lead', endsOn: '2028-01-31', mostReminders: 2 }))
        .then({ type: 'ProgramAmended', data: { ...of, name: sealed('Lead on'), endsOn: '2028-01-31' } }));
    it('goes on from the amendment before', () =>
      given(...underway, { type: 'ProgramAmended', data: { ...of, cancellationHours: 48 } })
        .when(amend({ cancellationHours: 24, reminderDays: 7 }))
        .then({ type: 'ProgramAmended', data: { ...of, cancellationHours: 24 } }));
    it('says nothing when nothing is different', () => given(drafted).when(amend(dates)).then());
    it.each([
      ['PROGRAM_NOT_FOUND', []],
      ['PROGRAM_CLOSED', [drafted, closed]],
      ['PROGRAM_ENDS_BEFORE_START', [drafted]],
    ] as const)('is refused with %s', (code, history) =>
      given(...history)
        .when(amend({ endsOn: '2026-01-01' }))
        .rejects(code),
    );
  });

  describe('whose cohort is closed', () => {
    const close = new commands.CloseCohort({ ...of, cohortId }, context);
    const cohortClosed: ProgramEvent = { type: 'CohortClosed', data: { ...of, cohortId } };
    const enroll = (...personIds: string[]) =>
      new commands.EnrollParticipants({ ...of, cohortId, personIds }, context);
    it('closes it once', () => {
      given(...underway)
        .when(close)
        .then(cohortClosed);
      given(...underway, cohortClosed)
        .when(close)
        .then();
    });
    it('enrols nobody in it any more, and lets who is enrolled be named again', () => {
      given(...underway, cohortClosed)
        .when(enroll(amal))
        .rejects('COHORT_CLOSED');
      given(...underway, enrolled(amal), cohortClosed)
        .when(enroll(amal))
        .then();
    });
    it('has that cohort', () => given(drafted).when(close).rejects('COHORT_NOT_FOUND'));
  });

  it('has a person in one cohort only', () =>
    given(...underway, autumn, enrolled(amal))
      .when(new commands.EnrollParticipants({ ...of, cohortId: ilse, personIds: [amal] }, context))
      .rejects('IN_ANOTHER_COHORT'));

  describe('that invites', () => {
    const invite = (personIds?: string[], again?: boolean) =>
      new commands.InviteParticipants({ ...of, personIds, again }, context);
    const requested = (...personIds: string[]): ProgramEvent => ({
      type: 'InvitationsRequested',
      data: { ...of, personIds },
    });
    it('invites each once', () =>
      given(...underway, enrolled(amal, jonas), requested(amal))
        .when(invite([amal, jonas, jonas]))
        .then(requested(jonas)));
    it('invites everybody who was not, when nobody is named', () =>
      given(...underway, enrolled(amal, jonas), requested(amal))
        .when(invite())
        .then(requested(jonas)));
    it('invites again when that is asked for', () =>
      given(...underway, enrolled(amal), requested(amal))
        .when(invite([amal], true))
        .then(requested(amal)));
    it('invites nobody who is not enrolled', () =>
      given(...underway)
        .when(invite([amal]))
        .rejects('NOT_ENROLLED'));
    it('invites nobody before it is open', () =>
      given(drafted, added)
        .when(invite([amal]))
        .rejects('PROGRAM_NOT_OPEN'));
  });

  describe('with templates of agreements', () => {
    const template = {
      ...of,
      templateId: jonas,
      name: 'Eight sessions',
      sessions: 8,
      minutes: 60,
      confidentiality: [{ item: 'GOALS', with: ['SPONSOR'] }],
    } as const;
    const set = (more: Partial<commands.AgreementTemplate> = {}) =>
      new commands.SetAgreementTemplate({ ...template, ...more }, context);
    const wasSet: ProgramEvent = {
      type: 'AgreementTemplateSet',
      data: { ...template, name: sealed(template.name) },
    };
    const drop = new commands.DropAgreementTemplate({ ...of, templateId: jonas }, context);
    it('has one, and drops it', () => {
      given(drafted).when(set()).then(wasSet);
      given(drafted, wasSet)
        .when(drop)
        .then({ type: 'AgreementTemplateDropped', data: { ...of, templateId: jonas } });
    });
    it('has no two of one name', () =>
      given(drafted, wasSet)
        .when(set({ templateId: amal }))
        .rejects('TEMPLATE_NAME_TAKEN'));
    it('says of each thing once with whom it is shared', () =>
      given(drafted)
        .when(
          set({
            confidentiality: [
              { item: 'GOALS', with: ['LINE_MANAGER'] },
              { item: 'GOALS', with: ['SPONSOR'] },
            ],
          }),
        )
        .rejects('SHARED_THING_TWICE'));
    it('drops none that is not there', () => given(drafted).when(drop).rejects('TEMPLATE_NOT_FOUND'));
  });
});

describe('A measurement plan', () => {
  const instrumentId = amal;
  const self = (occasion: 'BASELINE' | 'CLOSING') =>
    ({ instrumentId, occasion, perspective: 'SELF' }) as const;
  const team = (occasion: 'BASELINE' | 'FOLLOW_UP') =>
    ({ instrumentId: noor, occasion, perspective: 'TEAM_MEMBER' }) as const;
  const plan: MeasurementPlan = {
    measures: [self('BASELINE'), self('CLOSING'), team('BASELINE'), team('FOLLOW_UP')],
    primary: { instrumentId, scale: 'security' },
    raters: [{ perspective: 'TEAM_MEMBER', planned: 10 }],
    margin: 0.5,
    retest: 0.7,
  };
  const set = (more: Partial<MeasurementPlan> = {}) =>
    new commands.SetMeasurementPlan({ ...of, plan: { ...plan, ...more } }, context);
  const wasSet = (planVersion: number, more: Partial<MeasurementPlan> = {}): ProgramEvent => ({
    type: 'MeasurementPlanSet',
    data: { ...of, planVersion, ...plan, ...more },
  });

  it('is set, with versions', () => {
    given(drafted).when(set()).then(wasSet(1));
    given(drafted, wasSet(1))
      .when(set({ margin: 0.4 }))
      .then(wasSet(2, { margin: 0.4 }));
  });
  it('is not set again when it says the same in another order', () =>
    given(drafted, wasSet(1))
      .when(set({ measures: [...plan.measures].reverse() }))
      .then());
  it('may be set for the first time while the program is open: no baseline was taken under it', () =>
    given(...underway)
      .when(set())
      .then(wasSet(1)));
  it('may plan other numbers of raters, and more measures, while the program is open', () => {
    const more = {
      raters: [{ perspective: 'TEAM_MEMBER', planned: 20 }],
      measures: [...plan.measures, { instrumentId, occasion: 'MIDPOINT', perspective: 'SELF' }],
    } as const;
    given(...underway, wasSet(1))
      .when(set(more))
      .then(wasSet(2, more));
  });
  it.each([
    ['threshold', { margin: 0.4 }],
    ['retest', { retest: 0.8 }],
    ['primary scale', { primary: { instrumentId, scale: 'other' } }],
    ['raters', { raters: [] }],
  ] as const)('keeps its %s once the program is open, because a baseline may exist', (_, more) =>
    given(...underway, wasSet(1))
      .when(set(more))
      .rejects('MEASUREMENT_PLAN_FIXED'),
  );
  it.each([
    ['MEASURE_TWICE', { measures: [...plan.measures, self('BASELINE')] }],
    ['RATER_TWICE', { raters: [...plan.raters, ...plan.raters] }],
    ['CLIENT_IS_NO_RATER', { raters: [{ perspective: 'SELF', planned: 1 }] }],
    ['PRIMARY_NOT_MEASURED', { measures: [self('CLOSING'), team('BASELINE'), team('FOLLOW_UP')] }],
    ['RATERS_NOT_MEASURED', { raters: [{ perspective: 'PEER', planned: 8 }] }],
  ] as const)('is refused with %s', (code, more) => given(drafted).when(set(more)).rejects(code));
  it('is not set any more when the program is over', () =>
    given(drafted, closed).when(set()).rejects('PROGRAM_CLOSED'));
});
