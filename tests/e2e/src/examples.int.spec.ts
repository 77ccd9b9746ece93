// What examples/README.md says: anyone can repeat it with the command line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoPerson } from '@securebase/testing';
import { sendFile } from '../test/files.ts';
import { admin, type Caller, manager, type Running, runPlatform } from '../test/platform.ts';

const examples = join(import.meta.dirname, '../../../examples');
const read = (path: string) => readFileSync(join(examples, path));
const both: Caller = { roles: ['COACH', 'PROGRAM_MANAGER'] };
const lead: Caller = { roles: ['CLIENT'], reference: 'karate-01' };

let running: Running;
beforeAll(async () => {
  running = await runPlatform();
});
afterAll(() => running.stop());

interface Done {
  readonly done: {
    readonly token: string;
    readonly program: { readonly id: string };
    readonly cohort: { readonly id: string };
    readonly engagement: { readonly id: string };
    readonly instrument: { readonly id: string };
    readonly campaign: { readonly id: string };
    readonly systemMap: { readonly id: string };
  };
}
const mutate = async (
  caller: Caller,
  name: string,
  type: string,
  fields: string,
  input: object,
  readAfter?: string,
) => {
  const text = `mutation ($input: ${type}!) { done: ${name}(input: $input) { token ${fields} } }`;
  return (await running.ask<Done>(caller, text, { input }, readAfter)).done;
};

it('brings 34 people as a team with its map and 2,800 answer sheets as a cohort’s assessment into one query', async () => {
  await mutate(admin, 'registerPerson', 'RegisterPersonInput', '', {
    name: 'Coach',
    email: 'c@example.org',
    reference: 'coach',
  });
  const karate = await sendFile(running, admin, {
    service: 'engagements',
    kind: 'PEOPLE',
    file: read('karate/people.csv'),
  });
  expect(karate).toMatchObject({ state: 'COMMITTED', rows: 34, added: 34 });
  const again = await sendFile(running, admin, {
    service: 'engagements',
    kind: 'PEOPLE',
    file: read('karate/people.csv'),
  });
  expect(again).toMatchObject({ state: 'ALREADY_IMPORTED' });
  const sapa = await sendFile(running, admin, {
    service: 'engagements',
    kind: 'PEOPLE',
    file: read('bfi/people.csv'),
  });
  expect(sapa).toMatchObject({ state: 'COMMITTED', added: 2800 });

  const { program } = await mutate(manager, 'draftProgram', 'DraftProgramInput', 'program { id }', {
    name: 'Examples',
    purpose: 'To see real data.',
    startsOn: '2026-09-01',
    endsOn: '2027-06-30',
  });
  const programId = program.id;
  const { cohort } = await mutate(manager, 'addCohort', 'AddCohortInput', 'cohort { id }', {
    programId,
    name: 'SAPA',
  });
  const opened = await mutate(manager, 'openProgram', 'ProgramInput', '', { programId });
  const enrolled = await sendFile(running, manager, {
    service: 'engagements',
    kind: 'COHORT_PARTICIPANTS',
    target: cohort.id,
    file: read('bfi/participants.csv'),
    readAfter: opened.token,
  });
  expect(enrolled).toMatchObject({ state: 'COMMITTED', added: 2800 });

  const { instrument, token: published } = await mutate(
    manager,
    'publishInstrument',
    'PublishInstrumentInput',
    'instrument { id }',
    JSON.parse(read('bfi/instrument.json').toString()) as object,
  );
  const { campaign } = await mutate(
    manager,
    'openCampaign',
    'OpenCampaignInput',
    'campaign { id }',
    { instrumentId: instrument.id, cohortId: cohort.id, occasion: 'BASELINE' },
    enrolled.token ?? published,
  );
  const sheets = await sendFile(running, manager, {
    service: 'assessments',
    kind: 'ANSWER_SHEETS',
    target: campaign.id,
    file: read('bfi/answer-sheets.csv'),
    readAfter: enrolled.token,
  });
  expect(sheets).toMatchObject({ state: 'COMMITTED', rows: 2800, added: 2800 });

  const { engagement } = await mutate(
    manager,
    'proposeEngagement',
    'ProposeEngagementInput',
    'engagement { id }',
    {
      kind: 'TEAM',
      clientId: demoPerson('karate-01'),
      programId,
      cohortId: cohort.id,
      purpose: 'Stay one club.',
    },
  );
  const engagementId = engagement.id;
  const members = await sendFile(running, manager, {
    service: 'engagements',
    kind: 'TEAM_MEMBERS',
    target: engagementId,
    file: read('karate/members.csv'),
  });
  expect(members).toMatchObject({ state: 'COMMITTED', added: 34 });
  const matched = await mutate(lead, 'confirmMatch', 'ConfirmMatchInput', '', {
    engagementId,
    coachId: demoPerson('coach'),
  });
  const { systemMap } = await mutate(
    both,
    'createMap',
    'CreateMapInput',
    'systemMap { id }',
    { kind: 'TEAM', engagementId, name: 'The club' },
    matched.token,
  );
  const ties = await sendFile(running, both, {
    service: 'system-mapping',
    kind: 'TIES',
    target: systemMap.id,
    file: read('karate/ties.csv'),
  });
  expect(ties).toMatchObject({ state: 'COMMITTED', added: 156 });

  const answer = await running.ask<{
    engagement: {
      cohort: { assessmentSummaries: { scales: { scale: string; n: number; mean: number; sd: number }[] }[] };
      systemMaps: { metrics: object }[];
    };
  }>(
    both,
    `query ($id: ID!) {
      engagement(id: $id) {
        program { name }
        cohort { name participants assessmentSummaries { scales { scale n mean sd } } }
        systemMaps { name metrics { actors ties density reciprocity } }
      }
    }`,
    { id: engagementId },
    ties.token,
  );
  const expected = JSON.parse(read('karate/expected.json').toString()) as { graph: { density: number } };
  expect(answer.engagement).toMatchObject({
    program: { name: 'Examples' },
    cohort: { name: 'SAPA', participants: 2800 },
    systemMaps: [{ name: 'The club', metrics: { actors: 34, ties: 156, reciprocity: 1 } }],
  });
  expect(answer.engagement.systemMaps[0]?.metrics).toHaveProperty(
    'density',
    expect.closeTo(expected.graph.density, 6),
  );
  const scales = answer.engagement.cohort.assessmentSummaries[0]?.scales ?? [];
  const { means, sds } = JSON.parse(read('bfi/bfi.expected.json').toString()) as {
    means: Record<string, number>;
    sds: Record<string, number>;
  };
  expect(scales.map(({ scale }) => scale).sort()).toEqual(Object.keys(means).sort());
  for (const { scale, n, mean, sd } of scales) {
    expect(n).toBeGreaterThan(2700);
    // R scores also the few sheets on which most of a scale's items are missing; the platform does not.
    expect(mean).toBeCloseTo(means[scale] ?? 0, 1);
    expect(sd).toBeCloseTo(sds[scale] ?? 0, 1);
  }
});
