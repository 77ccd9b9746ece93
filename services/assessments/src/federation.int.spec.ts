import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { seal } from '@securebase/domain-kit';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { registered, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
const noor = v7();
const clients = Array.from({ length: 20 }, () => v7());
const engagementOf = new Map(clients.map((client) => [client, v7()]));
const engagements = [...engagementOf.values()];
const [programId, five, four] = [v7(), v7(), v7()];
const coach = { role: 'COACH', as: noor } as const;
const manager = { role: 'PROGRAM_MANAGER' } as const;
const mood = {
  code: 'mood',
  version: '1',
  name: 'Mood today',
  items: ['a', 'b'],
  range: { min: 0, max: 10 },
  reversed: [],
  scales: [{ code: 'mood', items: ['a', 'b'], scoring: { method: 'MEAN' }, better: 'HIGHER' }],
};

interface Changed {
  result: {
    token: string;
    instrument: { id: string };
    campaign: { id: string };
    administration: { id: string };
  };
}
let instrumentId: string;
let last: string | undefined;

const mutate = async (caller: Parameters<Rig['asking']>[0], name: string, shows: string, input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { result: ${name}(input: $input) { token ${shows} { id } } }`;
  const { result } = await rig.asking<Changed>(caller, query, { input });
  last = result.token;
  return result;
};

beforeAll(async () => {
  rig = await startRig();
  await rig.elsewhere(
    registered(noor),
    ...clients.map(registered),
    ...clients.flatMap((clientId) => {
      const engagementId = engagementOf.get(clientId) ?? '';
      const proposal = { engagementId, kind: 'INDIVIDUAL', clientId, purpose: seal(clientId, 'x') } as const;
      return [
        [`engagement-${engagementId}`, { type: 'EngagementProposed', data: proposal }],
        [`engagement-${engagementId}`, { type: 'MatchConfirmed', data: { engagementId, coachId: noor } }],
      ] as const;
    }),
    ...[five, four].flatMap((cohortId, index) => {
      const personIds = clients.slice(0, 5 - index);
      return [
        [
          `program-${programId}`,
          { type: 'CohortAdded', data: { programId, cohortId, name: seal(programId, `Cohort ${index}`) } },
        ],
        [`program-${programId}`, { type: 'ParticipantsEnrolled', data: { programId, cohortId, personIds } }],
      ] as const;
    }),
  );
  instrumentId = (await mutate(coach, 'publishInstrument', 'instrument', mood)).instrument.id;
});
afterAll(() => rig.stop());

/** What the API's database was asked while something happened. */
const statementsOf = async (happening: () => Promise<unknown>): Promise<string[]> => {
  const source = rig.service.app.get(DataSource);
  const statements: string[] = [];
  const { logger } = source;
  source.logger = {
    ...logger,
    logQuery: (query: string) => {
      if (!/^(begin|commit|select m.status, m.roles)/.test(query)) statements.push(query);
    },
  };
  await happening();
  source.logger = logger;
  return statements;
};
const entities = async <T>(
  caller: Parameters<Rig['asking']>[0],
  type: string,
  ids: readonly string[],
  fields: string,
) => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`;
  const of = ids.map((id) => ({ __typename: type, id }));
  return (await rig.asking<{ _entities: T[] }>(caller, query, { of }, last))._entities;
};

describe('an engagement', () => {
  interface Assessed {
    assessments: {
      edges: { node: { status: string; instrument: { name: string } } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const page = (args: string) =>
    `assessments${args} { edges { node { status instrument { name } } } pageInfo { hasNextPage endCursor } }`;

  beforeAll(async () => {
    const open = (clientId: string, occasion: string) =>
      mutate(coach, 'openAdministration', 'administration', {
        instrumentId,
        occasion,
        engagementId: engagementOf.get(clientId),
        respondentId: clientId,
      });
    for (const client of clients) await open(client, 'BASELINE');
    for (const client of clients) await open(client, 'CLOSING');
  });

  it('carries its assessments, twenty as cheaply as one', async () => {
    let found: Assessed[] = [];
    const many = await statementsOf(async () => {
      found = await entities<Assessed>(coach, 'Engagement', engagements, page('(first: 1)'));
    });
    const one = await statementsOf(() =>
      entities(coach, 'Engagement', engagements.slice(0, 1), page('(first: 1)')),
    );
    expect(found).toHaveLength(20);
    for (const { assessments } of found) {
      expect(assessments.edges).toMatchObject([
        { node: { status: 'OPEN', instrument: { name: 'Mood today' } } },
      ]);
      expect(assessments.pageInfo.hasNextPage).toBe(true);
    }
    expect(many).toHaveLength(one.length);
    expect(many).toHaveLength(3); // who coaches, the pages, the instruments
  });

  it('gives them page by page', async () => {
    const [first] = engagements;
    const [before] = await entities<Assessed>(coach, 'Engagement', [first ?? ''], page('(first: 1)'));
    const cursor = before?.assessments.pageInfo.endCursor ?? '';
    const [after] = await entities<Assessed>(
      coach,
      'Engagement',
      [first ?? ''],
      page(`(first: 1, after: "${cursor}")`),
    );
    expect(after?.assessments).toMatchObject({ edges: [{}], pageInfo: { hasNextPage: false } });
    await expect(
      entities(coach, 'Engagement', [first ?? ''], page('(after: "nonsense")')),
    ).rejects.toMatchObject({ codes: ['BAD_CURSOR'] });
  });

  it('shows everyone else what they are asked themselves', async () => {
    const counts = async (caller: Parameters<Rig['asking']>[0]) =>
      (await entities<Assessed>(caller, 'Engagement', engagements, page(''))).map(
        ({ assessments }) => assessments.edges.length,
      );
    expect(await counts({ role: 'CLIENT', as: clients[0] ?? '' })).toEqual([2, ...Array<number>(19).fill(0)]);
    expect(await counts(manager)).toEqual(Array<number>(20).fill(0));
    expect(await counts({ role: 'COACH' })).toEqual(Array<number>(20).fill(0));
    await expect(counts({ role: 'ANALYST' })).rejects.toMatchObject({
      codes: expect.arrayContaining(['FORBIDDEN']),
    });
  });
});

describe('a cohort', () => {
  interface Summarized {
    assessmentSummaries: {
      instrument: { name: string };
      campaign: { occasion: string };
      scales: {
        scale: string;
        n: number | null;
        mean: number | null;
        sd: number | null;
        withheld: string | null;
      }[];
    }[];
  }
  const fields =
    'assessmentSummaries { instrument { name } campaign { occasion } scales { scale n mean sd withheld } }';

  beforeAll(async () => {
    for (const [cohortId, people] of [
      [five, 5],
      [four, 4],
    ] as const) {
      const input = { instrumentId, cohortId, occasion: 'BASELINE' };
      const { campaign } = await mutate(manager, 'openCampaign', 'campaign', input);
      for (const [index, respondentId] of clients.slice(0, people).entries()) {
        const asked = { campaignId: campaign.id, respondentId };
        const { administration } = await mutate(manager, 'openAdministration', 'administration', asked);
        await mutate({ role: 'CLIENT', as: respondentId }, 'submitResponse', 'administration', {
          administrationId: administration.id,
          answers: [
            { item: 'a', answer: index },
            { item: 'b', answer: index + 2 },
          ],
        });
      }
    }
  });

  it('is summarized from five people on, and withheld below', async () => {
    const [ofFive, ofFour] = await entities<Summarized>(manager, 'Cohort', [five, four], fields);
    expect(ofFive?.assessmentSummaries).toEqual([
      {
        instrument: { name: 'Mood today' },
        campaign: { occasion: 'BASELINE' },
        scales: [{ scale: 'mood', n: 5, mean: 3, sd: Math.sqrt(2.5), withheld: null }],
      },
    ]);
    expect(ofFour?.assessmentSummaries[0]?.scales).toEqual([
      { scale: 'mood', n: null, mean: null, sd: null, withheld: 'TOO_FEW_PEOPLE' },
    ]);
  });

  it('costs three statements, for one or for many', async () => {
    const of = (ids: string[]) => statementsOf(() => entities(manager, 'Cohort', ids, fields));
    expect(await of([five])).toHaveLength(3);
    expect(await of([five, four, v7(), v7()])).toHaveLength(3);
  });

  it('is withheld below the group that its tenant wants, when that is larger', async () => {
    const { tenantId } = rig;
    const rules = { smallestGroup: 6, retentionDays: null, notesOfErased: 'ERASED' } as const;
    const settings = { tenantId, version: 1, ...rules };
    await rig.elsewhere([`tenant-${tenantId}`, { type: 'TenantSettingsChanged', data: settings }]);
    await eventually(async () => {
      const [ofFive] = await entities<Summarized>(manager, 'Cohort', [five], fields);
      expect(ofFive?.assessmentSummaries[0]?.scales).toMatchObject([{ withheld: 'TOO_FEW_PEOPLE' }]);
    });
  });

  it.each(['COACH', 'CLIENT', 'SPONSOR', 'ADMIN'] as const)('says nothing to a %s', async (role) => {
    await expect(entities({ role }, 'Cohort', [five], fields)).rejects.toMatchObject({
      codes: ['FORBIDDEN'],
    });
  });
});
