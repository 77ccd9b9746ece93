import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { removePostgres, type ServiceDatabase, startPostgres, withClient } from '@securebase/embedded';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askOnce } from './asking.ts';
import { carryOut } from './command-side.ts';
import { explain, statementsOf } from './explain.ts';
import { emptyDatabase, fill, type Filled } from './filled.ts';
import { projectAll } from './projecting.ts';
import { proveEqual } from './proof.ts';
import { askedOf, questions } from './queries.ts';
import { type Service, withService } from './service.ts';
import { loadStory, type Story } from './story.ts';

const engagements = 20;
const today = Date.parse('2026-11-30T00:00:00Z');

const never = Promise.withResolvers<undefined>();
let service: Service;
let story: Story;
let few: ServiceDatabase;
let many: ServiceDatabase;
let filled: Filled;
let stop: () => Promise<void>;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'securebase-program-'));
  const server = await startPostgres({ folder });
  const { promise: started, resolve } = Promise.withResolvers<Service>();
  const running = withService(server.url, (each) => {
    resolve(each);
    return never.promise;
  });
  stop = async () => {
    never.resolve(undefined);
    await running;
    await server.stop();
    removePostgres(folder);
  };
  service = await Promise.race([started, running.then(() => Promise.reject(new Error('It has ended.')))]);
  story = await loadStory();
  const side = await carryOut(service, story, { engagements, today }, 4);
  await side.run();
  await projectAll(service);
  few = await emptyDatabase(server.url, 'few');
  filled = await fill(service, story, few, { whole: new Map([[0, engagements]]), programs: 1, today });
  many = await emptyDatabase(server.url, 'many');
  await fill(service, story, many, { whole: new Map([[1, engagements]]), programs: 3, today });
}, 120_000);
afterAll(async () => stop());

const countOf = (database: ServiceDatabase, table: string) =>
  withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query<{ rows: number }>(`select count(*)::int as rows from ${table}`);
    return rows[0]?.rows;
  });

describe('The generator of rows', () => {
  it('makes the rows that the projection makes, value by value', async () => {
    const same = await proveEqual(service, few, filled.ids);
    expect(same).toEqual(filled.rows);
    expect(same['engagement_view']).toBeGreaterThanOrEqual(engagements);
    expect(Object.keys(same).length).toBeGreaterThan(20);
  });

  it.each([
    [
      'a value',
      'update goal_view set scaling = 2 where id = (select min(id) from goal_view)',
      'scaling differ',
    ],
    ['a value within', "update engagement_view set sessions = sessions #- '{0,minutes}'", 'sessions differ'],
    [
      'a row too few',
      'delete from action_view where id = (select min(id) from action_view)',
      'rows were projected',
    ],
  ])('is found out where %s is another one', async (_, change, said) => {
    const server = new URL(few.adminUrl);
    server.pathname = '/postgres';
    await withClient(server.href, (client) => client.query('create database changed template few'));
    const changed = { ...few, adminUrl: few.adminUrl.replace('/few', '/changed') };
    try {
      await withClient(changed.adminUrl, (client) => client.query(change));
      await expect(proveEqual(service, changed, filled.ids)).rejects.toThrow(said);
    } finally {
      await withClient(server.href, (client) => client.query('drop database changed'));
    }
  });

  it('prints programs with numbers of their own, each whole in itself', async () => {
    expect(await countOf(many, 'program_view')).toBe(3);
    const { perProgram, idOf } = story;
    expect(await countOf(many, "engagement_view where purpose->>'value' not like '.%'")).toBe(
      2 * (perProgram + 10),
    );
    const ofLast = `engagement_view where program_id = '${idOf('program', 2, 'program')}'
      and client_id in (select id::uuid from person_view) and coach_id in (select id::uuid from coach_view)`;
    expect(await countOf(many, ofLast)).toBe(perProgram);
  });

  it('has rows that the service answers from, to everybody what is theirs', async () => {
    for (const [database, program] of [
      [few, 0],
      [many, 1],
    ] as const) {
      const { url } = await service.startApi(database);
      const asked = askedOf(story, program * story.perProgram);
      for (const question of questions)
        expect(
          await askOnce(service.signer, { name: '', url, asked: [asked] }, question, asked),
        ).toBeGreaterThan(0);
    }
  });

  it('tells which tables Postgres reads whole, and which indexes it uses', async () => {
    const pool = service.pool;
    const text = 'select * from log.event where tenant_id = $1 and stream = $2';
    const statements = await statementsOf(() => pool.query(text, [story.idOf('tenant', 0, 'x'), 'x']));
    expect(await explain(service.database.pipelineUrl, statements, ['log.event'])).toMatchObject({
      statements: 1,
      indexes: ['event_pkey'],
      scanned: [],
    });
    const all = await statementsOf(() => pool.query("select * from log.event where meta->>'a' = 'b'"));
    expect((await explain(service.database.pipelineUrl, all, ['log.event'])).scanned).toEqual(['event']);
  });
});
