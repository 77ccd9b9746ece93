import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { demoTenant, personAs } from '@securebase/testing';
import { engagementFields, type Rig, startRig } from '../test/rig.ts';
import { SignAgreement } from './domain/engagement-commands.ts';

let rig: Rig;
let programId: string;
let cohortId: string;
const manager = (name: string, input: object) =>
  rig.mutate('PROGRAM_MANAGER', name, 'program { id } cohort { id }', { programId, ...input });
const ask = async <T>(
  fields: string,
  token?: string,
  role: 'PROGRAM_MANAGER' | 'COACH' = 'PROGRAM_MANAGER',
) => {
  const text = `query ($id: ID!) { program(id: $id) { ${fields} } }`;
  return (await rig.asking<{ program: T }>(role, text, { id: programId }, token)).program;
};

beforeAll(async () => {
  rig = await startRig();
  const plan = { name: 'Lead', purpose: 'to lead', startsOn: '2027-01-01', endsOn: '2027-12-31' };
  programId = (await rig.mutate('PROGRAM_MANAGER', 'draftProgram', 'program { id }', plan)).program.id;
  cohortId = (await manager('addCohort', { name: 'Spring' })).cohort.id;
});
afterAll(() => rig.stop());

describe('A program through the front door', () => {
  const instrumentId = randomUUID();
  const plan = {
    measures: ['BASELINE', 'CLOSING'].flatMap((occasion) =>
      ['SELF', 'TEAM_MEMBER'].map((perspective) => ({ instrumentId, occasion, perspective })),
    ),
    primary: { instrumentId, scale: 'security' },
    raters: [{ perspective: 'TEAM_MEMBER', planned: 10 }],
  };

  it('is amended in the open, and its history says what has changed', async () => {
    await manager('amendProgram', { name: 'Lead on', cancellationHours: 48 });
    await manager('setAgreementTemplate', {
      name: 'Eight',
      sessions: 8,
      minutes: 60,
      confidentiality: [{ item: 'GOALS', with: ['SPONSOR'] }],
    });
    await manager('setMeasurementPlan', plan);
    const { token } = await manager('openProgram', {});
    const seen = await ask<{ history: { edges: { node: object }[] } }>(
      `name kind cancellationHours agreementTemplates { name sessions minutes confidentiality { item with } }
       measurementPlan { planVersion margin retest primary { scale } raters { perspective planned } }
       history(first: 10) { edges { node { happened changes { what now } } } }`,
      token,
    );
    expect(seen).toMatchObject({
      name: 'Lead on',
      kind: 'COACHING',
      cancellationHours: 48,
      agreementTemplates: [
        { name: 'Eight', sessions: 8, minutes: 60, confidentiality: [{ item: 'GOALS', with: ['SPONSOR'] }] },
      ],
      measurementPlan: {
        planVersion: 1,
        margin: 0.5,
        retest: 0.7,
        primary: { scale: 'security' },
        raters: plan.raters,
      },
    });
    const told = seen.history.edges.map(({ node }) => node) as { happened: string; changes: object[] }[];
    expect(told.map(({ happened }) => happened)).toEqual([
      'ProgramDrafted',
      'CohortAdded',
      'ProgramAmended',
      'AgreementTemplateSet',
      'MeasurementPlanSet',
      'ProgramOpened',
    ]);
    expect(told[2]?.changes).toEqual([
      { what: 'name', now: 'Lead on' },
      { what: 'cancellationHours', now: '48' },
    ]);
  });

  it('keeps the thresholds once it is open', async () => {
    await expect(manager('setMeasurementPlan', { ...plan, margin: 0.4 })).rejects.toMatchObject({
      codes: ['MEASUREMENT_PLAN_FIXED'],
    });
  });

  it('tells its history, hours and enrolments to those who run programs only', async () => {
    for (const fields of [
      'history(first: 1) { edges { cursor } }',
      'hours { used }',
      'enrolments(first: 1) { edges { cursor } }',
    ])
      await expect(ask(fields, undefined, 'COACH')).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
  });

  it('forecasts what it will be able to say', async () => {
    const text = `query { programForecast(people: [20, 6], coaches: 4, teams: 4, raters: [5, 10, 20]) {
      groups { people operational psychometric freeText } raters { raters odds operational psychometric } margin retest } }`;
    const { programForecast: forecast } = await rig.asking<{
      programForecast: { groups: object[]; raters: { odds: number }[] };
    }>('PROGRAM_MANAGER', text);
    const [all, , small] = forecast.groups;
    expect(all).toEqual({ people: 26, operational: true, psychometric: true, freeText: true });
    expect(small).toEqual({ people: 6, operational: true, psychometric: false, freeText: false });
    const odds = forecast.raters.map((each) => Math.round(each.odds * 100));
    for (const [index, about] of [6, 25, 74].entries())
      expect(Math.abs((odds[index] ?? 0) - about)).toBeLessThan(3);
  });

  it('forecasts what one will be able to say as it is, with the raters that are planned', async () => {
    const text = `query ($id: ID!) { programForecast(programId: $id) {
      coaches teams groups { cohort { name } people operational } raters { perspective raters } } }`;
    expect(await rig.asking('PROGRAM_MANAGER', text, { id: programId })).toEqual({
      programForecast: {
        coaches: 0,
        teams: 0,
        groups: [
          { cohort: null, people: 0, operational: false },
          { cohort: { name: 'Spring' }, people: 0, operational: false },
        ],
        raters: [{ perspective: 'TEAM_MEMBER', raters: 10 }],
      },
    });
  });

  it('does not let more be signed for than there is, without somebody’s word', async () => {
    await manager('setBudget', { hours: 8 });
    const proposal = {
      kind: 'INDIVIDUAL',
      clientId: personAs('CLIENT'),
      purpose: 'to sleep',
      programId,
      cohortId,
    };
    const { engagement } = await rig.mutate(
      'PROGRAM_MANAGER',
      'proposeEngagement',
      engagementFields,
      proposal,
    );
    const engagementId = engagement.id;
    await rig.mutate('PROGRAM_MANAGER', 'confirmMatch', engagementFields, {
      engagementId,
      coachId: personAs('COACH'),
    });
    await rig.mutate('COACH', 'draftAgreement', engagementFields, {
      engagementId,
      sessions: 10,
      objectives: 'sleep',
    });
    const sign = (party: 'CLIENT' | 'COACH', commandId = randomUUID()) =>
      rig.app.get(CommandBus).execute(
        new SignAgreement(
          { engagementId, agreementVersion: 1, party, programId, agreedMinutes: 600 },
          {
            tenantId: demoTenant,
            actorId: personAs(party),
            at: new Date(),
            commandId,
            correlationId: commandId,
          },
        ),
      );
    await expect(sign('CLIENT')).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    await manager('approveBudgetOverrun', { hours: 2 });
    await sign('CLIENT');
    await sign('COACH');
    const { token } = await rig.mutate('COACH', 'startEngagement', engagementFields, { engagementId });
    const hours = 'hours { budgeted reserved agreed used left }';
    expect(await ask(`${hours} cohorts { ${hours} }`, token)).toEqual({
      hours: { budgeted: 8, reserved: 10, agreed: 10, used: 0, left: 0 },
      cohorts: [{ hours: { budgeted: null, reserved: 10, agreed: 10, used: 0, left: 10 } }],
    });
  });
});
