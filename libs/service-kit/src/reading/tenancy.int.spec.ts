import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@securebase/event-sourcing/database';
import {
  acceptedEverywhere,
  database,
  tenancyFaults,
  type TestDatabase,
  withClient,
} from '@securebase/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { TenantData } from './tenant-data.ts';

const folders = ['../../../event-sourcing/sql', '../../sql', '../../test/sql'].map((each) =>
  fileURLToPath(new URL(each, import.meta.url)),
);
const api = 'securebase_notebook_api';
let db: TestDatabase;
let source: DataSource;
let data: TenantData;
const [ours, theirs] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  db = await database({
    service: 'notebook',
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service: 'notebook', folders }),
  });
  await withClient(db.pipelineUrl, async (client) => {
    for (const tenant of [ours, theirs])
      for (let n = 0; n < 5; n++)
        await client.query('insert into note_view values ($1, $2, $3, $4, $4)', [
          tenant,
          randomUUID(),
          tenant,
          'x',
        ]);
  });
  source = await new DataSource({ type: 'postgres', url: db.apiUrl, extra: { max: 1 } }).initialize();
  data = new TenantData(source);
});
afterAll(async () => {
  await source.destroy();
  await db.drop();
});

/** Deliberately without a condition on the tenant. */
const all = 'select tenant_id, text from note_view';
type Rows = { tenant_id: string; text: string }[];

describe('Tenants that share one connection', () => {
  it('never see each other in 10,000 interleaved requests, whatever fails in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 9 }))),
        async (turns) => {
          let crossings = 0;
          let answers = 0;
          const request = async ([first, kind]: readonly [boolean, number]) => {
            const tenant = first ? ours : theirs;
            const fails = kind === 0 ? 'select 1/0' : kind === 1 ? 'select * from log.event' : undefined;
            try {
              const rows = await data.as(tenant, async (manager) => {
                const found = await manager.query<Rows>(all);
                if (fails !== undefined) await manager.query(fails);
                if (kind === 2) throw new Error('the work itself fails');
                return found;
              });
              answers++;
              if (rows.length !== 5 || rows.some((row) => row.tenant_id !== tenant || row.text !== tenant))
                crossings++;
            } catch (error) {
              if (fails === undefined && kind !== 2) throw error;
            }
          };
          const batch = turns.take(10_000);
          await Promise.all([...batch].map(request));
          expect(crossings).toBe(0);
          expect(answers).toBeGreaterThan(5_000);
        },
      ),
      { numRuns: 1 },
    );
  });

  it('leave nothing behind: without a tenant there are no rows, and no other tenant can be named', async () => {
    expect(await source.query<Rows>(all)).toEqual([]);
    await expect(
      data.as("x'; select set_config('app.tenant_id', '', false); --", () => Promise.resolve(1)),
    ).rejects.toThrow('A tenant is a UUID');
    const { rows } = await withClient(db.apiUrl, (client) => client.query<Rows[number]>(all));
    expect(rows).toEqual([]);
  });

  it('cannot write each other’s rows', async () => {
    const insert =
      'insert into staging.import (tenant_id, id, kind, sha256, bytes, dry_run, state, started_by) values ($1, $2, $3, $3, 1, false, $3, $2)';
    await expect(
      data.as(ours, (manager) => manager.query(insert, [theirs, randomUUID(), 'x'])),
    ).rejects.toThrow('row-level security');
  });
});

describe('The catalogue of the database', () => {
  it('has no way past the tenant', async () => {
    expect(await withClient(db.adminUrl, (client) => tenancyFaults(client, api, acceptedEverywhere))).toEqual(
      [],
    );
  });

  const planted: readonly (readonly [string, string])[] = [
    ['create table leak (tenant_id uuid, id text)', 'without forced row-level security: leak'],
    ['alter table note_view no force row level security', 'without forced row-level security: note_view'],
    ['drop policy the_tenant on note_view', 'without a policy for its tenant: note_view'],
    [`create policy open on note_view to ${api} using (true)`, 'past their tenant: public.note_view open'],
    [
      `create table words (word text); grant select on words to ${api}`,
      'without a tenant that requests may read: words',
    ],
    ['create unique index leak on note_view (id)', 'does not begin with the tenant: leak'],
    ['create view leak as select * from note_view', 'acts as its owner: leak'],
    ['create materialized view leak as select * from note_view', 'materialized view: leak'],
    [
      `create function leak() returns int language sql security definer as 'select 1'`,
      'acts as its owner for requests: leak()',
    ],
    [`alter table note_view owner to ${api}`, 'that requests own: note_view'],
  ];
  it.each(planted)('shows what is planted: %s', async (statement, fault) => {
    const found = await withClient(db.adminUrl, async (client) => {
      await client.query('begin');
      await client.query(statement);
      const faults = await tenancyFaults(client, api, acceptedEverywhere);
      await client.query('rollback');
      return faults;
    });
    expect(found.join('\n')).toContain(fault);
  });
});

describe('The code', () => {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  const files = globSync(
    ['libs/*/src/**/*.ts', 'libs/*/sql/*.sql', 'services/*/src/**/*.ts', 'services/*/sql/*.sql'],
    {
      cwd: root,
    },
  ).filter((file) => !file.includes('.spec.'));
  const forSession =
    /set_config\([^)]*false\s*\)|\bset\s+session\b|["'`]set (?!local|search_path)[a-z_.]+ *(=|to\b)/i;

  it('sets nothing for a session', () => {
    const found = files.filter((file) => forSession.test(readFileSync(`${root}/${file}`, 'utf8')));
    expect(files.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
    expect(forSession.test(`select set_config('app.tenant_id', $1, false)`)).toBe(true);
    expect(forSession.test(`client.query('set app.tenant_id = 1')`)).toBe(true);
  });
});
