import { expect, it } from '@jest/globals';
import { type Name } from './cast.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

interface Made {
  readonly id: string;
}
export const made = (told: Readonly<Record<string, unknown>>, field: string): string =>
  (told[field] as Made).id;

/** Everybody to whom programs are offered: those who run them, coaches and sponsors. Clients see theirs in their engagement. */
export const programs: readonly Name[] = ['kofi', 'ada', 'noor', 'taro', 'otto', 'ines', 'oskar'];
const run: readonly Name[] = ['kofi', 'ada'];

/** A program is drafted, with cohorts, budget, templates and what is to be measured, and opened. */
export const draft = (story: Story, { step, refused }: Steps): void => {
  const manage = (mutation: string, input: object, fields = 'program { id }') =>
    story.tell('kofi', mutation, fields, { programId: story.ids['program'], ...input });
  let instrumentId: string;

  step(
    'The program manager drafts a program',
    async () => {
      const days = { startsOn: '2027-01-01', endsOn: '2027-12-31' };
      const input = { name: 'A secure house', purpose: 'to lead without armour', ...days };
      story.ids['program'] = made(
        await story.tell('kofi', 'draftProgram', 'program { id }', input),
        'program',
      );
    },
    { seenBy: programs },
  );
  step(
    'adds cohorts',
    async () => {
      for (const name of ['Leaders of spring', 'Teams of spring'])
        story.ids[name] = made(await manage('addCohort', { name }, 'cohort { id }'), 'cohort');
      story.ids['cohort'] = story.ids['Leaders of spring'] ?? '';
    },
    { seenBy: programs },
  );
  step(
    'sets a template of agreements',
    () =>
      manage('setAgreementTemplate', {
        name: 'Eight times an hour',
        sessions: 8,
        minutes: 60,
        confidentiality: [{ item: 'ATTENDANCE', with: ['SPONSOR'] }],
      }),
    { seenBy: programs },
  );
  step(
    'publishes a questionnaire',
    async () => {
      const told = await story.tell('kofi', 'publishInstrument', 'instrument { id }', {
        code: 'cope-2',
        version: '1',
        name: 'Two items to cope',
        items: ['cope-a', 'cope-b'],
        range: { min: 1, max: 5 },
        reversed: [],
        scales: [
          { code: 'cope', items: ['cope-a', 'cope-b'], scoring: { method: 'MEAN' }, better: 'HIGHER' },
        ],
      });
      instrumentId = story.ids['instrument'] = made(told, 'instrument');
    },
    { seenBy: [] },
  );
  step(
    'plans what is measured',
    () =>
      manage('setMeasurementPlan', {
        measures: ['BASELINE', 'CLOSING'].flatMap((occasion) =>
          ['SELF', 'TEAM_MEMBER'].map((perspective) => ({ instrumentId, occasion, perspective })),
        ),
        primary: { instrumentId, scale: 'cope' },
        raters: [{ perspective: 'TEAM_MEMBER', planned: 10 }],
      }),
    { seenBy: programs },
  );
  step('gives it a budget of hours', () => manage('setBudget', { hours: 60 }), { seenBy: run });
  it('What a program of this size will be able to say is known before, to those whom it concerns', async () => {
    const query = `query ($id: ID!) { programForecast(programId: $id, people: [4], coaches: 2, teams: 2) {
      groups { people operational psychometric } } }`;
    const group = { people: 4, operational: false, psychometric: false };
    const asked = async (who: Name) => {
      const { data } = await story.ask<{ programForecast: { groups: object[] } }>(who, query, {
        id: story.ids['program'],
      });
      return data?.programForecast.groups[0] ?? null;
    };
    for (const who of ['kofi', 'ada', 'anna', 'ella'] as const)
      expect([who, await asked(who)]).toEqual([who, group]);
    for (const who of ['noor', 'ines', 'leo', 'olga', 'sven', 'stranger'] as const)
      expect([who, await asked(who)]).toEqual([who, null]);
  });
  refused(
    'Nobody is enrolled before it is open',
    () =>
      story.refused('kofi', 'enrollParticipants', {
        programId: story.ids['program'],
        cohortId: story.ids['cohort'],
        personIds: [story.ids['noor']],
      }),
    'PROGRAM_NOT_OPEN',
  );
  step('opens it', () => manage('openProgram', {}), { seenBy: programs });
  step('amends it in the open', () => manage('amendProgram', { cancellationHours: 48 }), {
    seenBy: programs,
  });
};
