import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ask,
  doneOrWaiting,
  eventually,
  personAs,
  type Role,
  send,
  tokenFor,
  whileLate,
} from '@securebase/testing';
import pg from 'pg';
import { v4 as anyId } from 'uuid';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
let database: pg.Pool;
beforeAll(async () => {
  rig = await startRig();
  database = new pg.Pool({ connectionString: rig.db.adminUrl, max: 1 });
  database.on('error', () => undefined); // dropping the database ends its connections
});
afterAll(async () => {
  await database.end();
  await rig.stop();
});

const withKeys = async (work: (keys: pg.Client) => Promise<void>): Promise<void> => {
  const keys = new pg.Client({ connectionString: rig.keys.adminUrl });
  await keys.connect();
  await work(keys).finally(() => keys.end());
};

/** As somebody of a tenant, whose token names these roles. */
const as = async (
  person: string,
  role: Role,
  query: string,
  tenant?: string,
): Promise<{ data?: unknown; codes: unknown[] }> => {
  const token = await tokenFor(role, { subject: person, ...(tenant !== undefined && { tenant }) });
  const { data, errors = [] } = await send(rig.url, query, {}, { token });
  return { data, codes: errors.map(({ extensions }) => extensions?.code) };
};
const register = async (reference: string): Promise<string> => {
  const { person } = await rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
    name: reference,
    email: `${reference}@example.org`,
    reference,
  });
  return person.id;
};
const me = '{ me { id } }';
const programs = '{ programs { edges { node { id } } } }';

describe('Who has left', () => {
  it('is not answered any more, whatever their token says', async () => {
    const id = await register('leaver');
    await eventually(async () => expect((await as(id, 'CLIENT', me)).data).toEqual({ me: { id } }));
    await rig.mutate('ADMIN', 'deactivatePerson', 'person { id }', { personId: id });
    await eventually(async () =>
      expect((await as(id, 'CLIENT', me)).codes).toEqual(['PERSON_HAS_NO_ACCESS']),
    );
    expect((await as(personAs('CLIENT'), 'CLIENT', me)).codes).toEqual([]);
  });
});

describe('A role', () => {
  it('of the directory is one of the person’s, as those of the token', async () => {
    const id = await register('promoted');
    expect((await as(id, 'CLIENT', programs)).codes).toEqual(['FORBIDDEN']);
    await rig.mutate('ADMIN', 'assignRoles', 'person { id }', { personId: id, roles: ['PROGRAM_MANAGER'] });
    await eventually(async () => expect((await as(id, 'CLIENT', programs)).codes).toEqual([]));
    expect((await as(id, 'CLIENT', me)).data).toEqual({ me: { id } });
    await rig.mutate('ADMIN', 'assignRoles', 'person { id }', { personId: id, roles: [] });
    await eventually(async () => expect((await as(id, 'CLIENT', programs)).codes).toEqual(['FORBIDDEN']));
  });

  it('of those who run the installation is none that a tenant can give', async () => {
    const id = await register('climber');
    const roles = ['OPERATOR', 'PROGRAM_MANAGER'];
    await rig.mutate('ADMIN', 'assignRoles', 'person { id }', { personId: id, roles });
    await eventually(async () => expect((await as(id, 'CLIENT', programs)).codes).toEqual([]));
    const suspend = 'mutation { suspendTenant(input: {}) { token } }';
    expect((await as(id, 'CLIENT', suspend)).codes).toEqual(['FORBIDDEN']);
  });
});

describe('A tenant', () => {
  const tenant = anyId();
  const [admin, other] = [anyId(), anyId()];
  const shown = 'version settings { smallestGroup retentionDays } proposed { smallestGroup }';
  const settings = (smallestGroup: number) =>
    `mutation { done: proposeTenantSettings(input: { smallestGroup: ${smallestGroup}, retentionDays: 30 }) { tenant { ${shown} } } }`;
  const sign = (version: number) =>
    `mutation { done: signTenantSettings(input: { version: ${version} }) { tenant { ${shown} } } }`;
  const held = (version: number, smallestGroup: number, proposed: number | null) => ({
    done: {
      tenant: {
        version,
        settings: { smallestGroup, retentionDays: 30 },
        proposed: proposed === null ? null : { smallestGroup: proposed },
      },
    },
  });

  it('that is suspended answers nobody but who runs the installation, until it is resumed', async () => {
    const suspended = anyId();
    const set = (name: string) =>
      as(admin, 'OPERATOR', `mutation { ${name}(input: {}) { token } }`, suspended);
    const { data } = await as(
      admin,
      'ADMIN',
      'mutation { issueProvisioningCredential { credential } }',
      suspended,
    );
    const { credential } = (data as { issueProvisioningCredential: { credential: string } })
      .issueProvisioningCredential;
    const provisioning = () =>
      fetch(new URL('/scim/v2/Users', rig.url), { headers: { authorization: `Bearer ${credential}` } });
    expect((await provisioning()).status).toBe(200);
    expect((await set('suspendTenant')).codes).toEqual([]);
    await eventually(async () =>
      expect((await as(admin, 'ADMIN', me, suspended)).codes).toEqual(['TENANT_SUSPENDED']),
    );
    expect((await as(admin, 'ADMIN', me, tenant)).codes).toEqual([]);
    await eventually(async () => expect((await provisioning()).status).toBe(401));
    expect((await set('resumeTenant')).codes).toEqual([]);
    await eventually(async () => expect((await as(admin, 'ADMIN', me, suspended)).codes).toEqual([]));
    await eventually(async () => expect((await provisioning()).status).toBe(200));
  });

  it('takes what protects more at once, and what protects less with a second signature', async () => {
    expect((await as(admin, 'ADMIN', settings(4), tenant)).codes).toEqual(['BAD_INPUT']);
    expect((await as(admin, 'ADMIN', settings(12), tenant)).data).toEqual(held(1, 12, null));
    expect((await as(admin, 'ADMIN', settings(6), tenant)).data).toEqual(held(2, 12, 6));
    expect((await as(admin, 'ADMIN', sign(2), tenant)).codes).toEqual(['SECOND_SIGNATURE_NEEDED']);
    expect((await as(other, 'ADMIN', sign(2), tenant)).data).toEqual(held(2, 6, null));
  });

  it('with a representative of its employees takes their signature only, however late the directory is', async () => {
    const token = await tokenFor('ADMIN', { subject: admin, tenant });
    const mutation =
      'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { id } } }';
    const input = { name: 'R', email: 'r@example.org' };
    const { registerPerson } = await ask<{ registerPerson: { person: { id: string } } }>(
      rig.url,
      mutation,
      { input },
      { token },
    );
    const { id } = registerPerson.person;
    const role = 'EMPLOYEE_REPRESENTATIVE';
    const assign = `mutation { assignRoles(input: { personId: "${id}", roles: [${role}] }) { token } }`;
    const signing = await whileLate(rig.db, 'directory_member', async () => {
      expect((await as(admin, 'ADMIN', assign, tenant)).codes).toEqual([]);
      expect((await as(admin, 'ADMIN', settings(5), tenant)).data).toEqual(held(3, 6, 5));
      const asked = as(other, 'ADMIN', sign(3), tenant);
      await as(admin, 'ADMIN', me, tenant); // who does not ask of representatives is answered
      return { asked };
    });
    expect((await signing.asked).codes).toEqual(['REPRESENTATIVE_SIGNS']);
    await eventually(async () =>
      expect((await as(id, 'CLIENT', sign(3), tenant)).data).toEqual(held(3, 5, null)),
    );
    expect((await as(admin, 'ADMIN', settings(12), tenant)).data).toEqual(held(4, 12, null));
    expect((await as(admin, 'ADMIN', settings(6), tenant)).data).toEqual(held(5, 12, 6));
    const resigned = await whileLate(rig.db, 'directory_member', async () => {
      expect((await as(admin, 'ADMIN', assign.replace(role, ''), tenant)).codes).toEqual([]);
      const asked = as(id, 'CLIENT', sign(5), tenant);
      await doneOrWaiting(rig.db, asked);
      return { asked };
    });
    expect((await resigned.asked).codes).toEqual(['FORBIDDEN']);
    expect((await as(other, 'ADMIN', sign(5), tenant)).data).toEqual(held(5, 6, null));
  });
});

describe('A tenant that is deleted', () => {
  it('is erased with everybody and everything, once it has asked for it', async () => {
    const [tenant, admin, operator] = [anyId(), anyId(), anyId()];
    const told = async (as: Role, subject: string, query: string, variables = {}) =>
      ask<Record<string, { person: { id: string } }>>(rig.url, query, variables, {
        token: await tokenFor(as, { subject, tenant }),
      });
    const register =
      'mutation ($input: RegisterPersonInput!) { done: registerPerson(input: $input) { person { id } } }';
    const input = { name: 'Somebody of a tenant that goes', email: 'somebody@example.org' };
    const { done } = await told('ADMIN', admin, register, { input });
    const remove = 'mutation { done: deleteTenant(input: {}) { tenant { suspended } } }';
    expect((await as(operator, 'OPERATOR', remove, tenant)).codes).toEqual(['DELETION_NOT_REQUESTED']);
    await told('ADMIN', admin, 'mutation { done: requestTenantDeletion(input: {}) { token } }');
    expect((await as(operator, 'OPERATOR', remove, tenant)).codes).toEqual([]);
    await eventually(
      async () => {
        const { rows } = await database.query<{ type: string }>(
          `select type from log.event where tenant_id = $1 and type in ('SubjectErased', 'TenantKeysDestroyed') order by pos`,
          [tenant],
        );
        expect(rows.map(({ type }) => type)).toEqual(['SubjectErased', 'TenantKeysDestroyed']);
      },
      { within: 20_000 },
    );
    const { rows: people } = await database.query<{ name: string; status: string }>(
      'select name, status from person_view where tenant_id = $1 and id = $2',
      [tenant, done?.person.id],
    );
    expect(people).toEqual([{ name: '', status: 'ERASED' }]);
    await withKeys(async (keys) => {
      const held = 'select from keys.tenant_key where tenant_id = $1 and wrapped is not null';
      expect((await keys.query(held, [tenant])).rowCount).toBe(0);
    });
    expect((await as(admin, 'ADMIN', me, tenant)).codes).toEqual(['TENANT_SUSPENDED']);
  });
});
