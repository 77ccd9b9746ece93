import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenant, eventually, personAs, type Role, send, tokenFor } from '@securebase/testing';
import pg from 'pg';
import { v4 as anyId } from 'uuid';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
let engagementId: string;
/** The coach's own practice, and who the coach is there. */
const practice = anyId();
const noor = anyId();

type Answer = {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly codes: unknown[];
};
const as = async (
  role: Role,
  query: string,
  subject = personAs(role),
  tenant = demoTenant,
): Promise<Answer> => {
  const token = await tokenFor(role, { subject, tenant });
  const { data, errors = [] } = await send(rig.url, query, {}, { token });
  return { data, codes: errors.map(({ extensions }) => extensions?.code) };
};
const inPractice = (query: string, subject = noor) => as('COACH', query, subject, practice);
const linked = 'mutation { done: linkEnterprise(input: { code: "CODE" }) { linkId } }';
const offer = async (): Promise<{ linkId: string; code: string }> => {
  const { data } = await as('COACH', 'mutation { offerPracticeLink { linkId code } }');
  return data?.['offerPracticeLink'] as { linkId: string; code: string };
};
const seen = async () =>
  (
    await inPractice(
      '{ linkedEnterprises { holds engagements(first: 10) { edges { node { id kind sessionsHeld client } } } } }',
    )
  ).data?.['linkedEnterprises'];
const engagement = (client: string | null) => ({
  holds: true,
  engagements: { edges: [{ node: { id: engagementId, kind: 'INDIVIDUAL', sessionsHeld: 0, client } }] },
});
const consent = (of: string) =>
  `mutation { done: consentToPractice(input: { engagementId: "${of}", textVersion: 1 }) { engagementId } }`;
const withdraw = (of: string) =>
  `mutation { done: withdrawFromPractice(input: { engagementId: "${of}" }) { engagementId } }`;

beforeAll(async () => {
  rig = await startRig();
  const { engagement: proposed } = await rig.mutate(
    'PROGRAM_MANAGER',
    'proposeEngagement',
    'engagement { id }',
    {
      kind: 'INDIVIDUAL',
      clientId: personAs('CLIENT'),
      sponsorId: personAs('SPONSOR'),
      purpose: 'to sleep again',
    },
  );
  engagementId = proposed.id;
  const coachId = personAs('COACH');
  const { token } = await rig.mutate('PROGRAM_MANAGER', 'confirmMatch', 'engagement { id }', {
    engagementId,
    coachId,
  });
  await rig.see('COACH', engagementId, token);
  const created = `mutation { createTenant(input: { tenantId: "${practice}", kind: PRACTICE, coachId: "${noor}" }) { tenant { id kind coachId } } }`;
  expect((await as('OPERATOR', created)).data).toEqual({
    createTenant: { tenant: { id: practice, kind: 'PRACTICE', coachId: noor } },
  });
});
afterAll(() => rig.stop());

describe('A tenant', () => {
  it('is created once, by those who run the platform alone', async () => {
    const create = 'mutation { createTenant(input: { kind: ENTERPRISE }) { tenant { kind } } }';
    expect((await as('OPERATOR', create)).data).toEqual({ createTenant: { tenant: { kind: 'ENTERPRISE' } } });
    expect((await as('ADMIN', create)).codes).toEqual(['FORBIDDEN']);
    const again = `mutation { createTenant(input: { tenantId: "${practice}", kind: ENTERPRISE }) { tenant { kind } } }`;
    expect((await as('OPERATOR', again)).codes).toEqual(['TENANT_ALREADY_CREATED']);
  });

  it('names who holds its key, with two signatures, and agreements say it', async () => {
    const settings = 'version settings { notesOfErased keyHolder } proposed { notesOfErased keyHolder }';
    const wanted = { notesOfErased: 'KEPT_BY_COACH', keyHolder: 'The trustee' };
    const propose = `mutation { done: proposeTenantSettings(input: { smallestGroup: 5, notesOfErased: KEPT_BY_COACH, keyHolder: "The trustee" }) { tenant { ${settings} } } }`;
    const before = { notesOfErased: 'ERASED', keyHolder: null };
    expect((await as('ADMIN', propose)).data?.['done']).toEqual({
      tenant: { version: 1, settings: before, proposed: wanted },
    });
    const sign = `mutation { done: signTenantSettings(input: { version: 1 }) { tenant { ${settings} } } }`;
    expect((await as('ADMIN', sign, anyId())).data?.['done']).toEqual({
      tenant: { version: 1, settings: wanted, proposed: null },
    });
    const { token } = await rig.mutate('COACH', 'draftAgreement', 'engagement { id }', {
      engagementId,
      sessions: 8,
      objectives: 'sleep',
    });
    const query = `{ engagement(id: "${engagementId}") { agreement { version keyHolder } } }`;
    expect(await rig.asking('CLIENT', query, {}, token)).toEqual({
      engagement: { agreement: { version: 1, keyHolder: 'The trustee' } },
    });
  });
});

describe('A coach’s own practice', () => {
  it('is linked with an enterprise by the coach alone, signed in at both ends', async () => {
    expect((await as('ADMIN', 'mutation { offerPracticeLink { code } }')).codes).toEqual(['FORBIDDEN']);
    const { code } = await offer();
    const use = linked.replace('CODE', code);
    expect((await inPractice(use, anyId())).codes).toEqual(['NOT_THE_PRACTICE_OF_CALLER']);
    expect((await as('COACH', use)).codes).toEqual(['NOT_THE_PRACTICE_OF_CALLER']);
    expect((await inPractice(linked.replace('CODE', `${code.slice(0, -2)}xx`))).codes).toEqual([
      'LINK_CODE_NOT_GOOD',
    ]);
    expect((await inPractice(linked.replace('CODE', 'nonsense'))).codes).toEqual(['LINK_CODE_NOT_GOOD']);
    expect((await inPractice(use)).codes).toEqual([]);
    const [other, somebody] = [anyId(), anyId()];
    await as(
      'OPERATOR',
      `mutation { createTenant(input: { tenantId: "${other}", kind: PRACTICE, coachId: "${somebody}" }) { token } }`,
    );
    expect((await as('COACH', use, somebody, other)).codes).toEqual(['LINK_CODE_NOT_GOOD']);
    expect((await inPractice('mutation { offerPracticeLink { code } }')).codes).toEqual([
      'NOT_AN_ENTERPRISE',
    ]);
  });

  it('sees engagements, and a client only while that client consents', async () => {
    expect(await seen()).toEqual([engagement(null)]);
    expect((await as('COACH', consent(engagementId))).codes).toEqual(['FORBIDDEN']);
    expect((await as('CLIENT', consent(engagementId), anyId())).codes).toEqual(['ENGAGEMENT_NOT_FOUND']);
    expect((await as('CLIENT', consent(engagementId))).codes).toEqual([]);
    expect(await seen()).toEqual([engagement('The client')]);
    const known = `{ engagement(id: "${engagementId}") { practiceKnowsClient } }`;
    expect((await as('CLIENT', known)).data).toEqual({ engagement: { practiceKnowsClient: true } });
    expect((await as('SPONSOR', known)).data).toEqual({ engagement: { practiceKnowsClient: null } });
    expect((await as('CLIENT', withdraw(engagementId))).codes).toEqual([]);
    expect(await seen()).toEqual([engagement(null)]);
    const { data } = await as(
      'CLIENT',
      '{ engagementsAccesses(first: 50) { edges { node { object field actorId purpose } } } }',
    );
    const looked = {
      node: {
        object: 'Engagement',
        field: 'client',
        actorId: personAs('COACH'),
        purpose: 'PRACTICE_KNOWS_CLIENT',
      },
    };
    expect((data?.['engagementsAccesses'] as { edges: object[] }).edges).toContainEqual(looked);
  });

  it('is known to nobody in the enterprise', async () => {
    const mine = '{ myPracticeLinks { id status } }';
    await eventually(async () =>
      expect((await as('COACH', mine)).data?.['myPracticeLinks']).toContainEqual(
        expect.objectContaining({ status: 'LINKED' }),
      ),
    );
    expect((await as('COACH', mine, anyId())).data).toEqual({ myPracticeLinks: [] });
    for (const role of ['ADMIN', 'SPONSOR', 'PROGRAM_MANAGER', 'CLIENT', 'OPERATOR'] as const)
      expect((await as(role, mine)).codes).toEqual(['FORBIDDEN']);
    const database = new pg.Client({ connectionString: rig.db.adminUrl });
    await database.connect();
    const { rowCount } = await database.query(
      'select from log.event where tenant_id = $1 and (data::text || meta::text || stream) ~ $2',
      [demoTenant, `${practice}|${noor}`],
    );
    await database.end();
    expect(rowCount).toBe(0);
  });

  it('sees nothing any more when the coach ends the link, at either end', async () => {
    const { data } = await inPractice('{ linkedEnterprises { id } }');
    const [{ id } = { id: '' }] = data?.['linkedEnterprises'] as { id: string }[];
    const end = `mutation { done: endPracticeLink(input: { linkId: "${id}" }) { linkId } }`;
    expect((await as('COACH', end, anyId())).codes).toEqual(['PRACTICE_LINK_NOT_FOUND']);
    expect((await as('COACH', end)).codes).toEqual([]);
    expect(await seen()).toEqual([{ holds: false, engagements: { edges: [] } }]);
    const unlink = `mutation { done: unlinkEnterprise(input: { linkId: "${id}" }) { linkId } }`;
    expect((await inPractice(unlink)).codes).toEqual([]);
    expect(await seen()).toEqual([]);
    const { linkId, code } = await offer();
    expect((await inPractice(linked.replace('CODE', code))).codes).toEqual([]);
    expect((await inPractice(unlink.replace(id, linkId))).codes).toEqual([]);
    expect((await as('COACH', end.replace(id, linkId))).codes).toEqual([]);
    expect((await inPractice(linked.replace('CODE', code))).codes).toEqual(['LINK_CODE_NOT_GOOD']);
  });

  it('sees nothing of an enterprise that the coach has left', async () => {
    const { code } = await offer();
    await inPractice(linked.replace('CODE', code));
    expect(await seen()).toEqual([engagement(null)]);
    await rig.mutate('ADMIN', 'deactivatePerson', 'person { id }', { personId: personAs('COACH') });
    await eventually(async () =>
      expect(await seen()).toEqual([{ holds: false, engagements: { edges: [] } }]),
    );
  });
});
