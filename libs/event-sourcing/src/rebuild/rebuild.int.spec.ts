import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import pg from 'pg';
import { catalogue, noteView } from '../../test/notes.ts';
import { stage, type Stage } from '../../test/stage.ts';
import { type AnyProjection } from '../projections/table.ts';
import { rebuild, type Rebuilding } from './rebuild.ts';
import { RebuildUnderWay } from './shadow.ts';

let on: Stage;
let owner: pg.Pool;
beforeAll(async () => {
  on = await stage();
  owner = new pg.Pool({ connectionString: on.db.ownerUrl, max: 4 });
  on.start(['relay', 'projections']);
});
afterAll(async () => {
  await owner.end();
  await on.stop();
});

const again = async (projection: AnyProjection, rest: Partial<Rebuilding> = {}) => {
  const projections = [projection];
  const all = await rebuild({ url: on.db.ownerUrl, projections, catalogue, kafka: on.kafka, ...rest });
  return all.get(projection.name) ?? { rows: 0, same: undefined };
};
const written = async (many: number) => {
  const ids = Array.from({ length: many }, () => randomUUID());
  await Promise.all(ids.map((id) => on.write(id, 'one', 'two')));
  const last = randomUUID();
  await on.write(last, 'last');
  for (const table of ['note_view', 'foreign_note_view'])
    for (const id of [...ids, last])
      await eventually(async () => expect(await on.row(table, id)).toBeDefined());
  return ids;
};
const texts = (many: number) => Array.from({ length: many }, (_, n) => `${n}`);
const facts = async () => {
  const { rows } = await owner.query<{ fact: string }>(
    `select indexname || ' ' || indexdef as fact from pg_indexes where tablename = 'note_view'
     union all select policyname || ' ' || cmd || ' ' || roles::text from pg_policies where tablename = 'note_view'
     union all select grantee || ' ' || privilege_type from information_schema.role_table_grants where table_name = 'note_view'
     union all select 'rls ' || relrowsecurity || relforcerowsecurity || coalesce(obj_description(oid), '-')
       from pg_class where relname = 'note_view'
     order by fact`,
  );
  return rows.map(({ fact }) => fact);
};

describe('A rebuild', () => {
  it('goes on where an interrupted one was', async () => {
    await Promise.all(Array.from({ length: 1_200 }, (_, n) => on.write(randomUUID(), ...texts(n % 40))));
    await written(1);
    let reached = 0;
    const progress = (_: string, done: number) => {
      reached = done;
      throw new Error('interrupted');
    };
    await expect(again(on.own, { progress })).rejects.toThrow('interrupted');
    expect(reached).toBeGreaterThan(0);
    const seen: number[] = [];
    const { same } = await again(on.own, { progress: (_, done) => seen.push(done) });
    expect(same).toBe(true);
    expect(Math.min(...seen)).toBeGreaterThan(reached);
  });

  it('sets aside what cannot be taken, and what the table refuses, and nothing else', async () => {
    await owner.query(`alter table note_view add constraint refuses check (text <> 'refused')`);
    const [good, poison, refused] = [randomUUID(), randomUUID(), randomUUID()];
    await on.write(good, 'one');
    await on.write(poison, 'one', 'poison', 'three');
    await on.write(refused, 'one', 'refused');
    await on.write(good, 'two');
    await eventually(async () => expect(await on.row('note_view', good)).toMatchObject({ text: 'two' }));
    const parked = async () => {
      const { rows } = await on.pool.query<{ stream: string; version: number; reason: string }>(
        `select stream, version, reason from log.parked where projection = 'note-view' order by stream, version`,
      );
      return rows;
    };
    const before = await parked();
    expect(before.filter(({ stream }) => stream === `note-${refused}`)).toHaveLength(1);
    expect((await again(on.own)).same).toBe(true);
    expect(await parked()).toEqual(before);
    expect(await on.row('note_view', poison)).toMatchObject({ text: 'one', timesWritten: 1 });
    expect(await on.row('note_view', refused)).toMatchObject({ text: 'one', timesWritten: 1 });
    await owner.query('alter table note_view drop constraint refuses');
    await on.pool.query(`delete from log.parked`);
    await again(on.own);
    expect(await on.row('note_view', refused)).toMatchObject({ text: 'refused', timesWritten: 2 });
  });

  it('begins anew when the read model changed since it was interrupted', async () => {
    await written(3);
    const progress = () => {
      throw new Error('interrupted');
    };
    await expect(again(on.own, { progress })).rejects.toThrow('interrupted');
    const changed = {
      ...on.own,
      on: { ...on.own.on, NoteThrownAway: () => ({ text: '' }) },
    } as unknown as AnyProjection;
    await again(changed);
    expect((await again(on.own)).rows).toBeGreaterThan(0);
  });

  it('leaves indexes, rights, policies and comments as they were', async () => {
    await owner.query(`create index if not exists note_view_by_text on note_view (tenant_id, text)`);
    await owner.query(`alter table note_view enable row level security`);
    await owner.query(`create policy own_tenant on note_view using (true) with check (true)`);
    await owner.query(`comment on table note_view is 'what was written'`);
    const before = await facts();
    expect(before.length).toBeGreaterThan(6);
    await again(on.own);
    expect(await facts()).toEqual(before);
    await again(on.own);
    expect(await facts()).toEqual(before);
  });

  it.each(['own', 'foreign'] as const)('of %s events keeps up with writers', async (which) => {
    const projection = on[which];
    const id = randomUUID();
    const enough = new AbortController();
    const texts: string[] = [];
    const writer = (async () => {
      while (!enough.signal.aborted) {
        texts.push(`${texts.length}`);
        await on.write(id, `${texts.length - 1}`);
      }
    })();
    const { same } = await again(projection);
    enough.abort();
    await writer;
    expect(same).toBe(true);
    await eventually(async () =>
      expect(await on.row(projection.table, id)).toMatchObject({ timesWritten: texts.length }),
    );
  });

  it('takes nothing twice when the database takes back what it wrote', async () => {
    await written(20);
    const { table } = on.foreign;
    // Refuses once, as a conflict would; a table that is like this one refuses, too.
    await owner.query(`create sequence tries`);
    await owner.query(`create function once() returns boolean language plpgsql as $$ begin
      if nextval('tries') = 1 then raise exception 'once' using errcode = '40001'; end if; return true; end $$`);
    await owner.query(`alter table ${table} add constraint refuses_once check (once()) not valid`);
    await expect(again(on.foreign)).rejects.toMatchObject({ code: 'NOT_REBUILT' });
    expect((await again(on.foreign)).same).toBe(true);
    await owner.query(`alter table ${table} drop constraint refuses_once`);
    await owner.query('drop function once');
    await owner.query('drop sequence tries');
  });

  it('is complete without a live model, whose runner then goes on from there', async () => {
    const lonely = await stage();
    try {
      const id = randomUUID();
      await lonely.write(id, 'one', 'two');
      const { db, own, kafka } = lonely;
      const all = await rebuild({ url: db.ownerUrl, projections: [own], catalogue, kafka });
      expect(all.get(own.name)).toEqual({ rows: 1, same: false });
      expect(await lonely.row('note_view', id)).toMatchObject({ text: 'two', timesWritten: 2 });
      lonely.start(['projections']);
      await lonely.write(id, 'three');
      await eventually(async () =>
        expect(await lonely.row('note_view', id)).toMatchObject({ text: 'three', timesWritten: 3 }),
      );
    } finally {
      await lonely.stop();
    }
  });

  it('builds several in one pass over the log, each from its own place, and one alone that cannot be swapped', async () => {
    const others = ['second', 'third'].map((name) =>
      noteView({ kind: 'LOG' }, `${name}-view`, `${name}_view`),
    );
    for (const { table } of others) await owner.query(`create table ${table} (like note_view including all)`);
    const three: AnyProjection[] = [on.own, ...others];
    const [, second, third] = three;
    await Promise.all(Array.from({ length: 900 }, (_, n) => on.write(randomUUID(), ...texts(20 + (n % 10)))));
    await written(1);
    const progress = () => {
      throw new Error('interrupted');
    };
    if (!second || !third) throw new Error('There are three.');
    await expect(again(second, { progress })).rejects.toThrow('interrupted');
    await owner.query('create view in_the_way as select id from third_view');
    const { db, kafka } = on;
    const options = { url: db.ownerUrl, projections: three, catalogue, kafka };
    await expect(rebuild(options)).rejects.toMatchObject({
      code: 'NOT_REBUILT',
      message: 'Not rebuilt, and as before: third-view.',
    });
    const rowsOf = async (table: string) => {
      const { rows } = await owner.query<{ sum: string }>(
        `select count(*) || ' ' || sum(hashtextextended(t::text, 0)) as sum from ${table} t`,
      );
      return rows[0]?.sum;
    };
    expect(await rowsOf('second_view')).toBe(await rowsOf('note_view'));
    expect(await rowsOf('third_view')).toBeNull();
    await owner.query('drop view in_the_way');
    const all = await rebuild(options);
    expect([...all.keys()].sort()).toEqual(['note-view', 'second-view', 'third-view']);
    expect(all.get('note-view')?.same).toBe(true);
    expect(await rowsOf('third_view')).toBe(await rowsOf('note_view'));
    await owner.query('drop table second_view, third_view');
  });

  it('is refused while another one of the same read model runs', async () => {
    const other = await owner.connect();
    const lock = `(hashtext('securebase-rebuild'), hashtext('${on.own.name}'))`;
    await other.query(`select pg_advisory_lock${lock}`); // as another process holds it, for as long as it takes
    await expect(again(on.own)).rejects.toThrow(RebuildUnderWay);
    await other.query(`select pg_advisory_unlock${lock}`);
    other.release();
    expect(await again(on.own)).toMatchObject({ same: true });
  });
});
