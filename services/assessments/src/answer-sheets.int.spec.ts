import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AssessmentsEvent, type SealedScores } from '@securebase/contracts';
import { open, seal } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';
import { personIdOf } from '@securebase/service-kit';
import { eventually } from '@securebase/testing';
import { v7 } from 'uuid';
import { importFile } from '../test/import.ts';
import { example, registered, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
let campaignId: string;
const [programId, cohortId] = [v7(), v7()];
const manager = { role: 'PROGRAM_MANAGER' } as const;
const read = (file: string) => readFileSync(join(example, file), 'utf8');
const cells = (file: string) =>
  read(file)
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('"', '').split(','));
const file = read('answer-sheets.csv');
const references = cells('participants.csv')
  .slice(1)
  .map(([reference]) => reference ?? '');
const [header = '', ...lines] = file.trim().split('\n');

const mutate = async (name: string, shows: string, input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { result: ${name}(input: $input) { token ${shows} { id } } }`;
  type Changed = Record<string, { id: string }>;
  return (await rig.asking<{ result: Changed }>(manager, query, { input })).result[shows]?.id ?? '';
};
const openCampaign = async (occasion: string) => {
  const instrumentId = await mutate(
    'publishInstrument',
    'instrument',
    JSON.parse(read('instrument.json')) as object,
  );
  return mutate('openCampaign', 'campaign', { instrumentId, cohortId, occasion });
};

beforeAll(async () => {
  rig = await startRig();
  const people = references.map((reference) => personIdOf(rig.tenantId, reference));
  const program = `program-${programId}`;
  await rig.elsewhere(
    ...people.map(registered),
    registered(personIdOf(rig.tenantId, 'outsider')),
    [program, { type: 'CohortAdded', data: { programId, cohortId, name: seal(programId, 'Everyone') } }],
    ...[0, 1000, 2000].map((at) => {
      const personIds = people.slice(at, at + 1000);
      return [program, { type: 'ParticipantsEnrolled', data: { programId, cohortId, personIds } }] as const;
    }),
  );
  campaignId = await openCampaign('BASELINE');
  expect(await importFile(rig, manager, campaignId, file, true)).toMatchObject({
    state: 'CHECKED',
    added: 2800,
  });
});
afterAll(() => rig.stop());

describe('a file of answer sheets', () => {
  const refused = async (content: string | Uint8Array) => {
    const { state, errors } = await importFile(rig, manager, campaignId, content);
    expect(state).toBe('REFUSED');
    return errors.edges.map(({ node: { line, column, code } }) => [line, column, code]);
  };
  const withLine = (change: (line: string) => string) =>
    [header, lines[0], change(lines[1] ?? ''), ...lines.slice(2, 10)].join('\n');

  it.each([
    ['a bad number', (line: string) => line.replace(',2,', ',two,'), [[3, 'A1', 'BAD_NUMBER']]],
    ['a number out of range', (line: string) => line.replace(',2,', ',7,'), [[3, 'A1', 'OUT_OF_RANGE']]],
    ['no answer at all', (line: string) => line.replaceAll(/,\d/g, ','), [[3, null, 'MISSING_VALUE']]],
    ['an unknown person', (line: string) => `x${line}`, [[3, 'reference', 'UNKNOWN_PERSON']]],
    [
      'somebody outside the cohort',
      (line: string) => line.replace('bfi-0002', 'outsider'),
      [[3, 'reference', 'RESPONDENT_NOT_IN_COHORT']],
    ],
    ['a duplicate', (line: string) => line.replace('bfi-0002', 'bfi-0001'), [[3, 'reference', 'DUPLICATE']]],
    ['half a line', (line: string) => line.slice(0, 20), [[3, expect.any(String), 'COLUMN_COUNT']]],
  ])('with %s is refused, and says where', async (_, change, errors) => {
    expect(await refused(withLine(change))).toEqual(errors);
  });

  it('needs a column for each item of the instrument, and no others', async () => {
    expect(await refused(file.replace('A1', 'Z1'))).toEqual([
      [1, 'A1', 'MISSING_COLUMN'],
      [1, 'Z1', 'UNKNOWN_COLUMN'],
    ]);
    expect(await refused(file.replace('reference', 'id'))).toContainEqual([1, 'reference', 'MISSING_COLUMN']);
  });

  it('in another encoding is refused', async () => {
    const latin = Buffer.from(
      withLine((line) => line.replace('bfi-0002', 'bj\u00f6rn')),
      'latin1',
    );
    expect(await refused(latin)).toEqual([[3, 'reference', 'WRONG_ENCODING']]);
  });

  it('belongs to a campaign that is open', async () => {
    const { state, errors } = await importFile(rig, manager, v7(), file);
    expect([state, errors.edges[0]?.node.code]).toEqual(['REFUSED', 'CAMPAIGN_NOT_FOUND']);
    const closed = await openCampaign('FOLLOW_UP');
    await mutate('closeCampaign', 'campaign', { campaignId: closed });
    const late = await importFile(rig, manager, closed, file);
    expect([late.state, late.errors.edges[0]?.node.code]).toEqual(['REFUSED', 'CAMPAIGN_CLOSED']);
  });

  it('holds nobody who is asked in person, whether they have answered or not', async () => {
    const campaign = await openCampaign('CLOSING');
    for (const [index, reference] of ['bfi-0001', 'bfi-0002'].entries()) {
      const respondentId = personIdOf(rig.tenantId, reference);
      const asked = { campaignId: campaign, respondentId };
      const administrationId = await mutate('openAdministration', 'administration', asked);
      if (index > 0) continue;
      const input = { administrationId, answers: [{ item: 'A1', answer: 1 }] };
      const query = 'mutation ($input: SubmitResponseInput!) { submitResponse(input: $input) { token } }';
      await rig.asking({ role: 'CLIENT', as: respondentId }, query, { input });
    }
    await eventually(async () => {
      const { errors } = await importFile(
        rig,
        manager,
        campaign,
        [header, ...lines.slice(0, 4)].join('\n'),
        true,
      );
      expect(errors.edges.map(({ node: { line, code } }) => [line, code])).toEqual([
        [2, 'ADMINISTRATION_ALREADY_OPENED'],
        [3, 'ADMINISTRATION_ALREADY_OPENED'],
      ]);
    });
  });

  it('is sent by whoever runs programs', async () => {
    await expect(importFile(rig, { role: 'COACH' }, campaignId, file)).rejects.toMatchObject({
      codes: ['FORBIDDEN'],
    });
  });
});

describe('2,800 answer sheets', () => {
  const scales = ['agree', 'conscientious', 'extraversion', 'neuroticism', 'openness'];
  const expected = new Map(
    cells('bfi.expected-scores.csv')
      .slice(1)
      .map(([id, ...scores]) => [
        Number(id),
        scores.map((score) => (score === 'NA' || score === '' ? null : Number(score))),
      ]),
  );
  interface Scored {
    myAdministrations: {
      edges: {
        node: {
          campaign: { id: string };
          scores: { scale: string; score: number | null; answered: number }[] | null;
        };
      }[];
    };
  }
  const scoresOf = async (reference: string, readAfter?: string) => {
    const caller = { role: 'CLIENT', as: personIdOf(rig.tenantId, reference) } as const;
    const query =
      '{ myAdministrations { edges { node { campaign { id } scores { scale score answered } } } } }';
    const { myAdministrations } = await rig.asking<Scored>(caller, query, {}, readAfter);
    return myAdministrations.edges
      .filter(({ node }) => node.campaign.id === campaignId)
      .map(({ node }) => node.scores);
  };

  type Chunk = Extract<AssessmentsEvent, { type: 'ResponsesImported' }>['data'];
  const logged = async (): Promise<Chunk[]> => {
    const store = rig.service.app.get(EventStore);
    const { events } = await store.readStream(rig.tenantId, `campaign-${campaignId}`);
    return (await store.opened(events))
      .filter(({ type }) => type === 'ResponsesImported')
      .map(({ data }) => data as Chunk);
  };

  it('are imported at once, and each gets exactly the scores that R gives', async () => {
    const done = await importFile(rig, manager, campaignId, file);
    expect(done).toMatchObject({ state: 'COMMITTED', rows: 2800, added: 2800, changed: 0, unchanged: 0 });
    await scoresOf('bfi-0001', done.token ?? undefined);
    const chunks = await logged();
    const sealed = new Map(
      chunks.flatMap(({ sheets }) => sheets).map((sheet) => [sheet.respondentId, sheet.scores]),
    );
    expect(sealed.size).toBe(2800);
    const counts = { compared: 0, withheld: 0 };
    for (const [index, reference] of references.entries()) {
      const found = sealed.get(personIdOf(rig.tenantId, reference));
      const scores = (found && open<SealedScores>(found)) ?? [];
      const wanted = expected.get(index + 1) ?? [];
      for (const [place, scale] of scales.entries()) {
        const score = scores.find((each) => each.scale === scale);
        if (score && 'score' in score) {
          expect(score.score).toBeCloseTo(wanted[place] ?? NaN, 12);
          counts.compared++;
        } else {
          expect(score?.answered).toBeLessThan(4);
          counts.withheld++;
        }
      }
    }
    expect(counts).toEqual({ compared: 13_961, withheld: 39 });
  });

  it('are read by those who answered', async () => {
    for (const [index, reference] of references.slice(0, 40).entries()) {
      const [scores] = await scoresOf(reference);
      const wanted = expected.get(index + 1) ?? [];
      expect(scores?.map(({ scale }) => scale)).toEqual(scales);
      for (const [place, { score, answered }] of (scores ?? []).entries())
        if (answered >= 4) expect(score).toBeCloseTo(wanted[place] ?? NaN, 12);
    }
  });

  it('sent again change nothing; another file changes what is different', async () => {
    const again = await importFile(rig, manager, campaignId, file);
    expect(again.state).toBe('ALREADY_IMPORTED');
    const other = file.replace('bfi-0001,2,', 'bfi-0001,3,');
    const changed = await importFile(rig, manager, campaignId, other);
    expect(changed).toMatchObject({ state: 'COMMITTED', added: 0, changed: 1, unchanged: 2799 });
    const [scores] = await scoresOf('bfi-0001', changed.token ?? undefined);
    expect(scores?.[0]).toMatchObject({ scale: 'agree', score: 3.8 });
  });

  it('are summarized for the cohort', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cohort {
      assessmentSummaries { campaign { id } scales { scale n mean sd withheld } } } } }`;
    type Scale = { scale: string; n: number; mean: number };
    type Answer = { _entities: { assessmentSummaries: { campaign: { id: string }; scales: Scale[] }[] }[] };
    const of = [{ __typename: 'Cohort', id: cohortId }];
    const { _entities } = await rig.asking<Answer>(manager, query, { of });
    const summary = _entities[0]?.assessmentSummaries.find(({ campaign }) => campaign.id === campaignId);
    const { means } = JSON.parse(read('bfi.expected.json')) as { means: Record<string, number> };
    for (const { scale, n, mean } of summary?.scales ?? []) {
      expect(n).toBeGreaterThan(2780);
      expect(Math.abs(mean - (means[scale] ?? NaN))).toBeLessThan(0.01); // R also scores sheets with fewer than four answers
    }
    expect(summary?.scales).toHaveLength(5);
  });

  it('are in the log in events of at most a thousand', async () => {
    for (const chunk of await logged()) {
      expect(chunk.sheets.length).toBeLessThanOrEqual(1000);
      expect(JSON.stringify(chunk).length).toBeLessThan(1_000_000);
    }
  });
});
