import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, withClient } from '@securebase/testing';
import fc from 'fast-check';
import { contextOf, writeNote } from '../../test/notes.ts';
import { type Stage, stage } from '../../test/stage.ts';
import { verifyChain, type Verified } from './verify-chain.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage();
  on.start(['relay']);
  on.start(['relay']); // a second instance waits for the lease
});
afterAll(() => on.stop());

const verifyAll = async (tenantId: string): Promise<Verified> => {
  for (let after = 0; ;) {
    const query = async (text: string, values: unknown[]) =>
      (await on.pool.query<Record<string, unknown>>(text, values)).rows;
    const step = await verifyChain(query, tenantId, after);
    if (step.complete || step.fault) return step;
    after = step.reached;
  }
};

/** So many events of a tenant, in appends of their own, until the chain covers them. */
const written = async (tenantId: string, events: number, before = 0): Promise<void> => {
  await Promise.all(
    Array.from({ length: events }, (_, n) =>
      on.store.append([writeNote(randomUUID(), `note ${n}`)], contextOf(tenantId), 'h'),
    ),
  );
  await eventually(async () => {
    expect(await verifyAll(tenantId)).toMatchObject({ events: before + events, fault: null });
  });
};

/** As a superuser who stops at nothing; undone afterwards. */
const tampered = async (statement: string, values: unknown[], tenantId: string): Promise<Verified> =>
  withClient(on.db.adminUrl, async (client) => {
    await client.query(
      'alter table log.event disable trigger all; alter table log.chain disable trigger all',
    );
    await client.query('begin');
    await client.query(statement, values);
    const { rows } = await client.query<Record<string, unknown>>(
      'select * from log.verify_chain($1, 0, 1000000)',
      [tenantId],
    );
    await client.query('rollback');
    await client.query('alter table log.event enable trigger all; alter table log.chain enable trigger all');
    return verifyChain(() => Promise.resolve(rows), tenantId, 0);
  });

describe('The chain of a tenant', () => {
  it('covers every event, also while others append', async () => {
    const tenants = [randomUUID(), randomUUID(), randomUUID()];
    await Promise.all(tenants.map((tenantId, index) => written(tenantId, 40 + index)));
    const heads = await Promise.all(tenants.map(verifyAll));
    expect(new Set(heads.map(({ head }) => head)).size).toBe(3);
    expect((await verifyAll(randomUUID())).events).toBe(0);
  });

  it('shows every change of what is stored, whatever and wherever it is', async () => {
    const tenantId = randomUUID();
    await written(tenantId, 30);
    const other = randomUUID();
    const changes = [
      `data = data || '{"text": "another"}'`,
      `meta = meta || '{"actorId": "${other}"}'`,
      "at = at + interval '1 microsecond'",
      `type = 'NoteThrownAway'`,
      `id = '${other}'`,
      `stream = 'note-${other}'`,
      `version = 7`,
      `schema_version = 2`,
      `command_id = '${other}'`,
      `tenant_id = '${other}'`,
      `pos = -pos`,
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...changes), fc.nat(29), async (change, place) => {
        const one = `select stream from log.event where tenant_id = $1 order by pos offset ${place} limit 1`;
        const found = await tampered(
          `update log.event set ${change} where tenant_id = $1 and stream = (${one})`,
          [tenantId],
          tenantId,
        );
        expect(found.fault).not.toBeNull();
      }),
      { numRuns: 60 },
    );
    expect((await verifyAll(tenantId)).fault).toBeNull();
  });

  it('shows what was removed, inserted, exchanged, and links that were changed or taken away', async () => {
    const tenantId = randomUUID();
    await written(tenantId, 10);
    await written(tenantId, 20, 10); // another link
    const last = '(select max(pos) from log.event where tenant_id = $1)';
    const first = '(select min(pos) from log.event where tenant_id = $1)';
    const faults = async (statement: string) => (await tampered(statement, [tenantId], tenantId)).fault?.code;
    expect(await faults(`delete from log.event where tenant_id = $1 and pos = ${last}`)).toBe(
      'EVENT_REMOVED',
    );
    expect(await faults(`delete from log.event where tenant_id = $1 and pos = ${first}`)).toBe(
      'EVENT_REMOVED',
    );
    expect(
      await faults(
        `insert into log.event select tenant_id, 'note-new', 1, -1, gen_random_uuid(), type, schema_version, data, meta, at, null
           from log.event where tenant_id = $1 limit 1`,
      ),
    ).toBe('EVENT_INSERTED');
    expect(
      await faults(
        `update log.event e set data = o.data from log.event o where e.tenant_id = $1 and o.tenant_id = $1
           and e.pos = ${first} and o.pos = ${last}`,
      ),
    ).toBe('EVENT_CHANGED');
    expect(await faults(`update log.chain set hash = sha256(hash) where tenant_id = $1`)).toBe(
      'EVENT_CHANGED',
    );
    expect(await faults(`delete from log.chain where tenant_id = $1`)).toBe('EVENT_INSERTED');
  });
});
