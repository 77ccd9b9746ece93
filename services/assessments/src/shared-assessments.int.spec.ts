import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EngagementsEvent, type SharedItem, type ShareRecipient } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { v7 } from 'uuid';
import { type Caller, registered, type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
const [amal, noor, ines, omar, lena] = [v7(), v7(), v7(), v7(), v7()];
const engagementId = v7();
const stream = `engagement-${engagementId}`;
const client = { role: 'CLIENT', as: amal } as const;
const coach = { role: 'COACH', as: noor } as const;
const sponsor = { role: 'SPONSOR', as: ines } as const;
const manager = { role: 'LINE_MANAGER', as: omar } as const;

interface Result {
  token: string;
  instrument: { id: string };
  administration: { id: string };
}
const mutate = async (caller: Caller, name: string, fields: string, input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { result: ${name}(input: $input) { token ${fields} } }`;
  return (await rig.asking<{ result: Result }>(caller, query, { input })).result;
};

/** As the gateway asks, once the engagements service has shown that something is shared. */
const see = async (caller: Caller, readAfter?: string, args = '') => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on SharedEngagement { assessments${args} {
    edges { cursor node { occasion instrument { name } scores { scale score reason } } } pageInfo { hasNextPage } } } } }`;
  interface Summary {
    readonly edges: readonly { readonly cursor: string; readonly node: object }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  }
  const { _entities: found } = await rig.asking<{ _entities: { assessments: Summary | null }[] }>(
    caller,
    query,
    { of: [{ __typename: 'SharedEngagement', engagementId }] },
    readAfter,
  );
  return found[0]?.assessments ?? null;
};
const nodes = async (caller: Caller, readAfter?: string) =>
  (await see(caller, readAfter))?.edges.map(({ node }) => node) ?? null;

const happened = (...events: EngagementsEvent[]) =>
  rig.elsewhere(...events.map((event) => [stream, event] as const));
let agreementVersion = 0;
const amended = (...shares: (readonly [SharedItem, readonly ShareRecipient[]])[]): EngagementsEvent => {
  agreementVersion++;
  return {
    type: 'AgreementAmended',
    data: {
      engagementId,
      agreementVersion,
      sessions: 8,
      objectives: seal(amal, 'x'),
      terms: {
        minutesPerSession: 60,
        noticeHours: 24,
        limits: ['DANGER', 'LAW'],
        shares: shares.map(([item, recipients]) => ({ item, with: recipients })),
        measures: [],
        lineManagerIds: [omar],
        raterIds: [],
      },
    },
  };
};
const signed = (): EngagementsEvent => ({
  type: 'AmendmentAgreed',
  data: { engagementId, agreementVersion },
});
const share = (...shares: (readonly [SharedItem, readonly ShareRecipient[]])[]) =>
  happened(amended(...shares), signed());

let instrumentId: string;
const ask = async (respondentId: string, occasion: string, answer?: number, more: object = {}) => {
  const { administration, token } = await mutate(coach, 'openAdministration', 'administration { id }', {
    ...{ instrumentId, occasion, engagementId, respondentId },
    ...more,
  });
  if (answer === undefined) return token;
  const answers = [{ item: '1', answer }];
  const input = { administrationId: administration.id, answers };
  return (await mutate({ role: 'RATER', as: respondentId }, 'submitResponse', 'administration { id }', input))
    .token;
};

let last: string;
beforeAll(async () => {
  rig = await startRig();
  await rig.elsewhere(
    ...[amal, noor, ines, omar, lena].map(registered),
    [
      stream,
      {
        type: 'EngagementProposed',
        data: { engagementId, kind: 'INDIVIDUAL', clientId: amal, sponsorId: ines, purpose: seal(amal, 'x') },
      },
    ],
    [stream, { type: 'MatchConfirmed', data: { engagementId, coachId: noor } }],
  );
  const { instrument } = await mutate(coach, 'publishInstrument', 'instrument { id }', {
    code: 'one',
    version: '1',
    name: 'One question',
    items: ['1', '2'],
    range: { min: 1, max: 5 },
    reversed: [],
    scales: [
      { code: 'first', items: ['1'], scoring: { method: 'MEAN' }, better: 'HIGHER' },
      { code: 'second', items: ['2'], scoring: { method: 'MEAN' }, better: 'HIGHER' },
    ],
  });
  instrumentId = instrument.id;
  await ask(amal, 'BASELINE', 2);
  await ask(lena, 'BASELINE', 5); // somebody else's, within the same engagement
  await ask(lena, 'MIDPOINT', 5, { subjectId: amal, perspective: 'PEER' }); // about the client, and not the client's
  await ask(amal, 'MIDPOINT');
  last = await ask(amal, 'CLOSING', 4);
});
afterAll(() => rig.stop());

const scoresOf = (occasion: string, score: number) => ({
  occasion,
  instrument: { name: 'One question' },
  scores: [
    { scale: 'first', score, reason: null },
    { scale: 'second', score: null, reason: 'TOO_FEW_ANSWERS' },
  ],
});
const all = [scoresOf('BASELINE', 2), scoresOf('CLOSING', 4)];

describe('What assessments come to', () => {
  it('is told to nobody before an agreement that shares it is in force', async () => {
    for (const each of [sponsor, manager]) expect(await nodes(each, last)).toBeNull();
    await happened(amended(['ASSESSMENT_SUMMARY', ['SPONSOR', 'LINE_MANAGER']]));
    for (const each of [sponsor, manager]) expect(await nodes(each)).toBeNull();
  });

  it('is told to those with whom it is shared: what the client answered about themselves, and nobody else’s', async () => {
    await happened(signed());
    for (const each of [sponsor, manager]) expect(await nodes(each)).toEqual(all);
    const first = await see(sponsor, undefined, '(first: 1)');
    expect(first).toMatchObject({ edges: [{ node: all[0] }], pageInfo: { hasNextPage: true } });
    const rest = await see(sponsor, undefined, `(first: 1, after: "${first?.edges[0]?.cursor ?? ''}")`);
    expect(rest).toMatchObject({ edges: [{ node: all[1] }], pageInfo: { hasNextPage: false } });
  });

  it('is nothing to another sponsor, or to a manager whom the agreement does not name', async () => {
    for (const role of ['SPONSOR', 'LINE_MANAGER'] as const)
      for (const as of [lena, v7()]) expect(await nodes({ role, as })).toBeNull();
  });

  it('is a field that other roles do not have', async () => {
    for (const role of ['COACH', 'PROGRAM_MANAGER', 'ANALYST', 'RATER', 'ADMIN'] as const)
      await expect(see({ role, as: ines })).rejects.toThrow(/FORBIDDEN/);
  });

  it('leaves a trail that the client reads', async () => {
    const { assessmentsAccesses: found } = await rig.asking<{
      assessmentsAccesses: { edges: { node: { actorId: string; field: string } }[] };
    }>(client, '{ assessmentsAccesses(first: 100) { edges { node { actorId field } } } }');
    const seen = found.edges.map(({ node }) => node);
    for (const actorId of [ines, omar]) expect(seen).toContainEqual({ actorId, field: 'scores' });
  });

  it('is shared with whom the newest agreement says that all have signed', async () => {
    await share(['ASSESSMENT_SUMMARY', ['LINE_MANAGER']], ['GOALS', ['SPONSOR']]);
    expect(await nodes(sponsor)).toBeNull();
    expect(await nodes(manager)).toEqual(all);
    await happened(amended(['ASSESSMENT_SUMMARY', ['SPONSOR']]));
    expect(await nodes(sponsor)).toBeNull();
    await share();
    for (const each of [sponsor, manager]) expect(await nodes(each)).toBeNull();
  });
});
