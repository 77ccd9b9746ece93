import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EventStore } from '@securebase/event-sourcing';
import { ask, demoTenant, eventually, tokenFor, whileLate, withClient } from '@securebase/testing';
import { v4 as anyId, v5 } from 'uuid';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const tenant = anyId();
const [admin, other] = [anyId(), anyId()];

const asAdmin = async <T>(subject: string, query: string, readAfter?: string): Promise<T> =>
  ask<T>(
    rig.url,
    query,
    {},
    { token: await tokenFor('ADMIN', { subject, tenant }), ...(readAfter !== undefined && { readAfter }) },
  );
const keepFor = async (days: number): Promise<string> => {
  const input = `{ smallestGroup: 5, retentionDays: ${days} }`;
  const mutation = `mutation { done: proposeTenantSettings(input: ${input}) { token } }`;
  return (await asAdmin<{ done: { token: string } }>(admin, mutation)).done.token;
};

const register = async (name: string): Promise<string> => {
  const input = `{ name: "${name}", email: "${name}@example.org" }`;
  const mutation = `mutation { done: registerPerson(input: ${input}) { person { id } } }`;
  return (await asAdmin<{ done: { person: { id: string } } }>(admin, mutation)).done.person.id;
};

/** Somebody left so many days ago: only the clock of the service could say so through the API. */
const leave = async (tenantId: string, personId: string, days: number): Promise<void> => {
  const at = new Date(Date.now() - days * 24 * 60 * 60 * 1_000);
  const context = { tenantId, actorId: admin, at, commandId: anyId(), correlationId: anyId() };
  const events = [{ type: 'PersonDeactivated', data: { personId } }];
  const write = { stream: `person-${personId}`, expected: 'EXISTS', events } as const;
  await rig.app.get(EventStore).append([write], context, '');
};

const rows = async <T extends object>(query: string, values: unknown[]): Promise<T[]> =>
  withClient(rig.db.adminUrl, async (client) => (await client.query<T>(query, values)).rows);

it('Who has left is kept as long as the tenant says now, however late the read models are', async () => {
  await asAdmin(admin, '{ me { id } }', await keepFor(30)); // the read models know
  // More than are looked at in one go, and then who is gone.
  const all = await Promise.all(Array.from({ length: 102 }, (_, n) => register(`person-${n}`)));
  const kept = all.toSorted();
  const gone = kept.pop() ?? '';
  await whileLate(rig.db, 'tenant_standing', async () => {
    await keepFor(90);
    await asAdmin(other, 'mutation { signTenantSettings(input: { version: 2 }) { token } }');
    await Promise.all(kept.map((each) => leave(tenant, each, 40)));
    await eventually(async () => {
      const left = `select from directory_member where id = any ($1) and status = 'DEACTIVATED'`;
      expect(await rows(left, [kept])).toHaveLength(kept.length);
    });
    await leave(tenant, gone, 100); // whoever looks for them sees the others first
    const erased = `select data->>'personId' as id from log.event where type = 'SubjectErased' and tenant_id = $1`;
    await eventually(async () => {
      expect((await rows<{ id: string }>(erased, [tenant])).map(({ id }) => id)).toContain(gone);
    });
    expect(await rows<{ id: string }>(erased, [tenant])).toEqual([{ id: gone }]);
  });
});

it('Who left long ago is erased on the day that the tenant has set, and nobody else', async () => {
  const registered = async (name: string) =>
    (await rig.mutate('ADMIN', 'registerPerson', 'person { id }', { name, email: `${name}@example.org` }))
      .person.id;
  const [gone, fresh] = [await registered('gone'), await registered('just-gone')];
  // Whatever an administrator does before: no command of theirs can stand for the erasure.
  const commandId = v5(`erase ${gone} ${demoTenant}`, '3f0c8f3e-3a55-5b8e-9f0b-6f2f0b6d9c11');
  await rig.mutate('ADMIN', 'renamePerson', 'person { id }', { personId: gone, name: 'Gone', commandId });
  await rig.mutate('ADMIN', 'deactivatePerson', 'person { id }', { personId: fresh });
  await leave(demoTenant, gone, 31);
  await rig.asking(
    'ADMIN',
    'mutation { proposeTenantSettings(input: { smallestGroup: 5, retentionDays: 30 }) { token } }',
  );
  const erasure = async (id: string) =>
    (
      await rig.asking<{ erasure: { requestedBy: string; keysDestroyedAt: string | null } | null }>(
        'ADMIN',
        `{ erasure(personId: "${id}") { requestedBy keysDestroyedAt } }`,
      )
    ).erasure;
  await eventually(async () => expect((await erasure(gone))?.keysDestroyedAt).toBeTruthy());
  expect(await erasure(fresh)).toBeNull();
});
