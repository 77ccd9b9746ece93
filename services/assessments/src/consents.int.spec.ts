import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { v7 } from 'uuid';
import { type Caller, registered, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
const [amal, noor, ines] = [v7(), v7(), v7()];
const engagementId = v7();
const client = { role: 'CLIENT', as: amal } as const;
const coach = { role: 'COACH', as: noor } as const;
let administrationId: string;

interface Result {
  token: string;
  instrument: { id: string };
  administration: { id: string };
  consent: { purpose: string; withdrawnAt: string | null } | null;
}
const mutate = async (caller: Caller, name: string, fields: string, input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { result: ${name}(input: $input) { token ${fields} } }`;
  return (await rig.asking<{ result: Result }>(caller, query, { input })).result;
};
const consent = 'consent { purpose withdrawnAt }';
const give = (purpose: string, textVersion = 1, caller: Caller = client) =>
  mutate(caller, 'giveConsent', consent, { engagementId, purpose, textVersion });
const withdraw = (purpose: string, caller: Caller = client) =>
  mutate(caller, 'withdrawConsent', consent, { engagementId, purpose });

interface Seen {
  answers: object[] | null;
  scores: object[] | null;
}
const content = 'answers { item answer } scores { scale score }';
const see = async (caller: Caller, readAfter?: string) => {
  const query = `query ($id: ID!) { administration(id: $id) { ${content} } }`;
  return (
    await rig.asking<{ administration: Seen | null }>(caller, query, { id: administrationId }, readAfter)
  ).administration;
};
/** The same through the engagement, as the gateway asks for it. */
const seeList = async (caller: Caller) => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Engagement { assessments { edges { node { ${content} } } } } } }`;
  const of = [{ __typename: 'Engagement', id: engagementId }];
  const { _entities: found } = await rig.asking<{
    _entities: { assessments: { edges: { node: Seen }[] } }[];
  }>(caller, query, { of });
  return found[0]?.assessments.edges.map(({ node }) => node);
};
const answers = [{ item: '1', answer: 4 }];
const scores = [{ scale: 'all', score: 4 }];
const nothing = { answers: null, scores: null };

beforeAll(async () => {
  rig = await startRig();
  const stream = `engagement-${engagementId}`;
  await rig.elsewhere(
    ...[amal, noor, ines].map(registered),
    [
      stream,
      {
        type: 'EngagementProposed',
        data: { engagementId, kind: 'INDIVIDUAL', clientId: amal, purpose: seal(amal, 'x') },
      },
    ],
    [stream, { type: 'MatchConfirmed', data: { engagementId, coachId: noor } }],
  );
  const { instrument } = await mutate(coach, 'publishInstrument', 'instrument { id }', {
    code: 'one',
    version: '1',
    name: 'One question',
    items: ['1'],
    range: { min: 1, max: 5 },
    reversed: [],
    scales: [{ code: 'all', items: ['1'], scoring: { method: 'MEAN' }, better: 'HIGHER' }],
  });
  const { administration } = await mutate(coach, 'openAdministration', 'administration { id }', {
    instrumentId: instrument.id,
    occasion: 'BASELINE',
    engagementId,
    respondentId: amal,
  });
  administrationId = administration.id;
  const { token } = await mutate(client, 'submitResponse', 'administration { id }', {
    administrationId,
    answers,
  });
  expect(await see(client, token)).toEqual({ answers, scores });
});
afterAll(() => rig.stop());

describe('A coach', () => {
  it('sees nothing of what a client answered before the client consents', async () => {
    expect(await see(coach)).toEqual(nothing);
    expect(await seeList(coach)).toEqual([nothing]);
  });

  it('sees what the client consents to, and no more', async () => {
    expect((await give('COACH_SEES_SCORES')).consent).toEqual({
      purpose: 'COACH_SEES_SCORES',
      withdrawnAt: null,
    });
    expect(await see(coach)).toEqual({ answers: null, scores });
    expect(await seeList(coach)).toEqual([{ answers: null, scores }]);
    await give('COACH_SEES_ANSWERS');
    expect(await see(coach)).toEqual({ answers, scores });
  });

  it('leaves a trail that the client reads', async () => {
    const { assessmentsAccesses: found } = await rig.asking<{
      assessmentsAccesses: { edges: { node: { actorId: string; field: string; purpose: string | null } }[] };
    }>(client, '{ assessmentsAccesses(first: 100) { edges { node { actorId field objectId purpose } } } }');
    expect(found.edges.map(({ node }) => node)).toContainEqual({
      actorId: noor,
      field: 'scores',
      objectId: administrationId,
      purpose: 'COACH_SEES_SCORES',
    });
  });

  it('of somebody else sees nothing; nor do those who run programs, or have another role', async () => {
    for (const caller of [
      { role: 'COACH', as: ines },
      { role: 'PROGRAM_MANAGER' },
      { role: 'ADMIN' },
      { role: 'SPONSOR', as: noor },
    ] as const) {
      const seen = await see(caller);
      expect(seen ?? nothing).toEqual(nothing);
    }
  });

  it('sees nothing more from the moment on at which the client withdraws', async () => {
    const before = await give('COACH_SEES_ANSWERS');
    expect((await withdraw('COACH_SEES_ANSWERS')).consent?.withdrawnAt).toBeTruthy();
    expect(await see(coach)).toEqual({ answers: null, scores });
    expect(await see(coach, before.token)).toEqual({ answers: null, scores });
    await withdraw('COACH_SEES_SCORES');
    expect(await seeList(coach)).toEqual([nothing]);
  });
});

describe('Consent', () => {
  it('is the person’s own: what somebody else consents to opens nothing', async () => {
    await give('COACH_SEES_SCORES', 1, { role: 'CLIENT', as: ines });
    await give('COACH_SEES_SCORES', 1, coach);
    expect(await see(coach)).toEqual(nothing);
  });

  it('is given to the text as it is now, and to what rests on consent', async () => {
    await expect(give('COACH_SEES_SCORES', 2)).rejects.toMatchObject({ codes: ['CONSENT_TEXT_OUTDATED'] });
    await expect(give('GROUP_FIGURES')).rejects.toMatchObject({ codes: ['NOT_BY_CONSENT'] });
    await expect(
      mutate(client, 'giveConsent', consent, {
        engagementId: v7(),
        purpose: 'COACH_SEES_SCORES',
        textVersion: 1,
      }),
    ).rejects.toMatchObject({ codes: ['UNKNOWN_ENGAGEMENT'] });
  });

  it('that was withdrawn, or never given, is withdrawn without harm', async () => {
    await withdraw('COACH_SEES_SCORES');
    expect((await withdraw('COACH_SEES_SCORES', { role: 'CLIENT', as: noor })).consent).toBeDefined();
  });

  it('is listed with its day, each purpose with its legal basis', async () => {
    const { token } = await give('COACH_SEES_SCORES');
    const { myConsents, purposesOfUse } = await rig.asking<{
      myConsents: { edges: { node: object }[] };
      purposesOfUse: { purpose: string; basis: string; text: string }[];
    }>(
      client,
      '{ myConsents { edges { node { purpose textVersion engagementId withdrawnAt } } } purposesOfUse { purpose basis text } }',
      {},
      token,
    );
    expect(myConsents.edges.map(({ node }) => node)).toContainEqual({
      purpose: 'COACH_SEES_SCORES',
      textVersion: 1,
      engagementId,
      withdrawnAt: null,
    });
    const bases = Object.fromEntries(purposesOfUse.map(({ purpose, basis }) => [purpose, basis]));
    expect(bases).toMatchObject({ COACH_SEES_SCORES: 'CONSENT', GROUP_FIGURES: 'LEGITIMATE_INTEREST' });
  });
});
