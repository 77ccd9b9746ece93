import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, whileLate } from '@securebase/testing';
import { v7 } from 'uuid';
import { type Rig, startRig } from '../../test/rig.ts';

let rig: Rig;
let credential: string;
let credentialId: string;
beforeAll(async () => {
  rig = await startRig();
  const { issueProvisioningCredential: issued } = await rig.asking<{
    issueProvisioningCredential: { credential: string; credentialId: string };
  }>('ADMIN', 'mutation { issueProvisioningCredential { credential credentialId } }');
  ({ credential, credentialId } = issued);
});
afterAll(() => rig.stop());

interface Resource {
  readonly id: string;
  readonly userName?: string;
  readonly displayName?: string;
  readonly active?: boolean;
  readonly emails?: { value: string }[];
  readonly groups?: { value: string }[];
  readonly members?: { value: string }[];
  readonly meta: { readonly version: string };
  readonly status?: string;
  readonly scimType?: string;
  readonly Resources: readonly Resource[];
  readonly totalResults: number;
}

const scim = async (method: string, path: string, body?: object, headers: object = {}) => {
  const response = await fetch(new URL(`/scim/v2${path}`, rig.url), {
    method,
    headers: {
      authorization: `Bearer ${credential}`,
      'content-type': 'application/scim+json',
      ...(headers as Record<string, string>),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? '',
    body: (text === '' ? {} : JSON.parse(text)) as Resource,
  };
};
const user = (userName: string, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  ...more,
});
const patch = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});
const seen = (id: string) =>
  rig.asking<{ person: { name: string; email: string; status: string; roles: string[] } | null }>(
    'ADMIN',
    'query ($id: ID!) { person(id: $id) { name email status roles } }',
    { id },
  );

describe('A person that the organization’s own directory manages', () => {
  it('is in the directory, changes, leaves and comes back', async () => {
    const given = { displayName: 'Anna Berg', emails: [{ value: 'anna@example.org' }] };
    const { status, body } = await scim('POST', '/Users', user('anna', given));
    expect([status, body.userName, body.displayName]).toEqual([201, 'anna', 'Anna Berg']);
    const person = { name: 'Anna Berg', email: 'anna@example.org', status: 'ACTIVE', roles: [] };
    await eventually(async () => {
      expect((await seen(body.id)).person).toEqual(person);
    });
    await scim('PATCH', `/Users/${body.id}`, patch({ op: 'replace', path: 'active', value: false }));
    await eventually(async () => {
      expect((await seen(body.id)).person?.status).toBe('DEACTIVATED');
    });
    const back = patch({ op: 'replace', value: { active: true, displayName: 'Anna Lund' } });
    expect((await scim('PATCH', `/Users/${body.id}`, back)).body).toMatchObject({ displayName: 'Anna Lund' });
    await eventually(async () => {
      expect((await seen(body.id)).person).toEqual({ ...person, name: 'Anna Lund' });
    });
    expect((await scim('DELETE', `/Users/${body.id}`)).status).toBe(204);
    expect((await scim('GET', `/Users/${body.id}`)).status).toBe(404);
    await eventually(async () => {
      expect((await seen(body.id)).person?.status).toBe('DEACTIVATED');
    });
    expect((await scim('POST', '/Users', user('anna'))).status).toBe(201); // the name is free again
  });

  it('has a user name that nobody else has, in whatever case, and at the same time', async () => {
    const all = await Promise.all(['kim', 'KIM', 'Kim'].map((name) => scim('POST', '/Users', user(name))));
    expect(all.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(all.find(({ status }) => status === 409)?.body.scimType).toBe('uniqueness');
    const other = await scim('POST', '/Users', user('lee'));
    const taken = await scim('PUT', `/Users/${other.body.id}`, user('kiM'));
    expect(taken.status).toBe(409);
    expect((await scim('GET', `/Users/${other.body.id}`)).body.userName).toBe('lee');
  });

  it('is the person whom the organization calls by that reference already', async () => {
    const { body } = await scim('POST', '/Users', user('the-coach', { externalId: 'coach' }));
    await eventually(async () => {
      expect((await seen(body.id)).person?.name).toBe('the-coach');
    });
  });

  it('is found by filters, in pages', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) await scim('POST', '/Users', user(name));
    const filter = encodeURIComponent('userName sw "page-"');
    const { body } = await scim('GET', `/Users?filter=${filter}&sortBy=userName&startIndex=2&count=1`);
    expect([body.totalResults, body.Resources.map(({ userName }) => userName)]).toEqual([3, ['page-2']]);
    const wrong = await scim('GET', `/Users?filter=${encodeURIComponent('userName zz "x"')}`);
    expect([wrong.status, wrong.body.scimType]).toEqual([400, 'invalidFilter']);
  });

  it('is changed on the version that the client knows, and on no other', async () => {
    const { body, etag } = await scim('POST', '/Users', user('versioned'));
    expect(etag).toBe(body.meta.version);
    const at = `/Users/${body.id}`;
    expect((await scim('GET', at, undefined, { 'if-none-match': etag })).status).toBe(304);
    const newer = await scim('PUT', at, user('versioned', { displayName: 'V' }), { 'if-match': etag });
    expect([newer.status, newer.etag === etag]).toEqual([200, false]);
    const stale = { 'if-match': etag };
    expect((await scim('PUT', at, user('versioned', { displayName: 'W' }), stale)).status).toBe(412);
    expect((await scim('DELETE', at, undefined, stale)).status).toBe(412);
    expect((await scim('GET', at)).body.displayName).toBe('V');
  });

  it('stays who has left when something else is changed, however late the read model is', async () => {
    const { id } = (await scim('POST', '/Users', user('leaver', { active: true }))).body;
    expect((await scim('GET', '/Users')).status).toBe(200); // shows them, too
    await whileLate(rig.db, 'provisioned_person_view', async () => {
      await rig.mutate('ADMIN', 'deactivatePerson', 'person { id }', { personId: id });
      const renamed = patch({ op: 'replace', path: 'displayName', value: 'Who has left' });
      await scim('PATCH', `/Users/${id}`, renamed);
    });
    const { body } = await scim('GET', `/Users/${id}`);
    expect([body.displayName, body.active]).toEqual(['Who has left', false]);
  });

  it.each([
    ['no user name', { schemas: user('x').schemas }],
    ['an address that is none', user('bad', { emails: [{ value: 'nowhere' }] })],
    ['a name that is too long', user('x'.repeat(300))],
  ])('is refused with %s', async (_, given) => {
    const { status } = await scim('POST', '/Users', given);
    expect(status).toBe(400);
  });
});

describe('A group', () => {
  it('gives its members the role that it is called like, and takes it back', async () => {
    const member = (await scim('POST', '/Users', user('manager'))).body.id;
    const group = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Program managers',
      members: [{ value: member }],
    };
    const { body, status } = await scim('POST', '/Groups', group);
    expect([status, body.members]).toEqual([201, [{ value: member }]]);
    expect((await scim('GET', `/Users/${member}`)).body.groups).toMatchObject([{ value: body.id }]);
    await eventually(async () => {
      expect((await seen(member)).person?.roles).toEqual(['PROGRAM_MANAGER']);
    });
    await scim('PATCH', `/Groups/${body.id}`, patch({ op: 'remove', path: `members[value eq "${member}"]` }));
    await eventually(async () => {
      expect((await seen(member)).person?.roles).toEqual([]);
    });
    expect((await scim('DELETE', `/Groups/${body.id}`)).status).toBe(204);
    expect((await scim('GET', `/Groups/${body.id}`)).status).toBe(404);
  });
});

describe('A group that is changed by several at once', () => {
  it('has the members of them all', async () => {
    const all = Array.from({ length: 6 }, () => v7());
    const { body } = await scim('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Readers',
    });
    const add = (value: string) =>
      scim('PATCH', `/Groups/${body.id}`, patch({ op: 'add', path: 'members', value: [{ value }] }));
    const added = await Promise.all(all.map(add));
    expect(added.map(({ status }) => status)).toEqual(all.map(() => 200));
    const { members } = (await scim('GET', `/Groups/${body.id}`)).body;
    expect(members?.map(({ value }) => value).toSorted()).toEqual(all);
  });
});

describe('What a client does not want to be told', () => {
  it('stays as it is', async () => {
    const displayName = 'Writers';
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group'];
    const members = [{ value: v7() }];
    const { id } = (await scim('POST', '/Groups', { schemas, displayName, members })).body;
    const called = patch({ op: 'replace', path: 'displayName', value: 'Authors' });
    const { body } = await scim('PATCH', `/Groups/${id}?excludedAttributes=members`, called);
    expect([body.displayName, body.members]).toEqual(['Authors', undefined]);
    expect((await scim('GET', `/Groups/${id}`)).body).toMatchObject({ displayName: 'Authors', members });
  });
});

describe('Provisioning', () => {
  const foreign = '3f1d9a40-0000-4000-8000-000000000001';
  it.each([
    ['nothing', ''],
    ['no credential', 'Bearer'],
    ['another scheme', 'Basic eDp5'],
    ['another tenant', () => `Bearer ${credential.replace(/\.[^.]+\./, `.${foreign}.`)}`],
    ['another secret', () => `Bearer ${credential.slice(0, -4)}AAAA`],
  ])('is refused with %s, always alike', async (_, authorization) => {
    const said = typeof authorization === 'function' ? authorization() : authorization;
    const { status, body } = await scim('GET', '/Users', undefined, { authorization: said });
    expect([status, body]).toMatchObject([401, { detail: 'A valid provisioning credential is needed.' }]);
  });

  it('ends when the credential is revoked; its secret is nowhere', async () => {
    const second = await rig.asking<{
      issueProvisioningCredential: { credential: string; credentialId: string };
    }>('ADMIN', 'mutation { issueProvisioningCredential { credential credentialId } }');
    const issued = second.issueProvisioningCredential;
    const headers = { authorization: `Bearer ${issued.credential}` };
    expect((await scim('GET', '/Users', undefined, headers)).status).toBe(200);
    await rig.asking(
      'ADMIN',
      'mutation ($input: RevokeProvisioningCredentialInput!) { revokeProvisioningCredential(input: $input) { credentialId } }',
      { input: { credentialId: issued.credentialId } },
    );
    expect((await scim('GET', '/Users', undefined, headers)).status).toBe(401);
    const { provisioningCredentials } = await rig.asking<{ provisioningCredentials: string[] }>(
      'ADMIN',
      '{ provisioningCredentials }',
    );
    expect(provisioningCredentials).toEqual([credentialId]);
  });

  it('is for administrators to allow', async () => {
    for (const role of ['PROGRAM_MANAGER', 'COACH', 'OPERATOR'] as const)
      await expect(
        rig.asking(role, 'mutation { issueProvisioningCredential { credential } }'),
      ).rejects.toThrow('FORBIDDEN');
  });
});
