import { addresses, roleOf, type ServiceDatabase, withClient } from '@securebase/embedded';
import { copyRows } from '@securebase/event-sourcing';
import { migrate } from '@securebase/event-sourcing/database';
import { foldersOf } from '@securebase/infra/platform';
import type pg from 'pg';
import { intoOf, linesOf, type Target, targetsOf } from './lines.ts';
import { MemorySide } from './memory-side.ts';
import { type Service } from './service.ts';
import { stampOf } from './stamp.ts';
import { type Story } from './story.ts';

/** What a database of read models is to hold. */
export interface Filling {
  /** Programs that are told whole, with their sealed values, and how many engagements each has. */
  readonly whole: ReadonlyMap<number, number>;
  /** How many programs there are in all: all others have the course of each engagement and a little of each kind. */
  readonly programs: number;
  readonly today: number;
}

/** Of these only every so manieth of the other programs has rows: the whole ones have all. */
const sparse: Readonly<Record<string, number>> = Object.fromEntries(
  ['timeline', 'entry', 'ability_finding', 'condition_rating', 'pattern', 'strategy'].map((each) => [
    `${each}_view`,
    10,
  ]),
);
/** Of these only the whole programs have rows: no query of anybody reads them. */
const unread: readonly string[] = ['sealed_content'];

/** A database like the service's own, without events: its read models are filled by COPY. */
export const emptyDatabase = async (adminUrl: string, name: string): Promise<ServiceDatabase> => {
  const service = 'engagements';
  await withClient(adminUrl, async (client) => {
    await client.query(`create database ${name} owner ${roleOf(service, 'owner')}`);
    const others = [roleOf(service, 'api'), roleOf(service, 'pipeline')].join(', ');
    await client.query(`grant connect, temporary on database ${name} to ${others}`);
  });
  const database = addresses(adminUrl, service, () => undefined, name);
  await migrate({ url: database.ownerUrl, service, folders: foldersOf(service) });
  return database;
};

/** A program whole, in memory. */
export const wholeProgram = async (
  service: Service,
  story: Story,
  { program, engagements, today }: { program: number; engagements: number; today: number },
): Promise<MemorySide> => {
  const side = new MemorySide(service, service.sealing);
  await tellProgram(side, story, { program, engagements, today, whole: true });
  return side;
};

const tellProgram = async (
  side: MemorySide,
  { programStory, engagementStory, perProgram }: Story,
  told: { program: number; engagements: number; today: number; whole: boolean },
): Promise<void> => {
  const { program, engagements, today, whole } = told;
  await side.tell('program', program, programStory(program, today, engagements));
  for (let index = 0; index < engagements; index++) {
    const n = program * perProgram + index;
    await side.tell('engagement', n, engagementStory(n, { today, whole }));
  }
};

type Targets = ReadonlyMap<string, Target>;

const copyAll = async (client: pg.Client, side: MemorySide, targets: Targets): Promise<void> => {
  for (const [table, rows] of side.rows()) {
    const target = targets.get(table);
    if (target) await copyRows(client, intoOf(target), [linesOf(target, rows)]);
  }
};

const programsAtOnce = 8;
/** The text is made in one thread; two servers of it keep up. */
const clientsAtOnce = 2;

/** All but the whole programs: one is told, and printed again and again with other numbers. */
const copyOthers = async (
  url: string,
  service: Service,
  story: Story,
  targets: Targets,
  { whole, programs, today }: Filling,
): Promise<void> => {
  const side = new MemorySide(service);
  await tellProgram(side, story, { program: 0, engagements: story.perProgram, today, whole: false });
  const others = Array.from({ length: programs }, (_, program) => program).filter((each) => !whole.has(each));
  const tables = [...side.rows()];
  const copyTable = async (client: pg.Client, [table, rows]: (typeof tables)[number]) => {
    const target = targets.get(table);
    if (!target || unread.includes(table)) return;
    const stamp = stampOf(story, linesOf(target, rows));
    const every = sparse[table] ?? 1;
    const printed = others.filter((_, index) => index % every === 0);
    for (let from = 0; from < printed.length; from += programsAtOnce) {
      await copyRows(client, intoOf(target), printed.slice(from, from + programsAtOnce).map(stamp));
    }
  };
  await Promise.all(
    Array.from({ length: clientsAtOnce }, () =>
      withClient(url, async (client) => {
        for (let each = tables.pop(); each; each = tables.pop()) await copyTable(client, each);
      }),
    ),
  );
};

/** Indexes are made when the rows are there: one by one they would cost more than all the rest. */
const withoutIndexes = async (client: pg.Client, tables: readonly string[], work: () => Promise<void>) => {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = any ($1::text[]::regclass[]) and not indisprimary`,
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await work();
  await client.query("set maintenance_work_mem = '512MB'");
  for (const { definition } of rows) await client.query(definition);
};

export interface Filled {
  /** How many rows each table has. */
  readonly rows: Readonly<Record<string, number>>;
  /** Of the events of the whole programs, by their places. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Fills the read models, and lets Postgres look at what they hold. */
export const fill = (
  service: Service,
  story: Story,
  database: ServiceDatabase,
  filling: Filling,
): Promise<Filled> =>
  withClient(database.adminUrl, async (client) => {
    const targets = await targetsOf(database.adminUrl, service.models);
    const tables = [...targets.keys()];
    const ids = new Map<string, string>();
    await withoutIndexes(client, tables, async () => {
      for (const [program, engagements] of filling.whole) {
        const side = await wholeProgram(service, story, { program, engagements, today: filling.today });
        await copyAll(client, side, targets);
        for (const [place, id] of side.ids) ids.set(place, id);
      }
      if (filling.programs > filling.whole.size)
        await copyOthers(database.adminUrl, service, story, targets, filling);
    });
    await client.query('vacuum (analyze)');
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const { rows } = await client.query<{ rows: string }>(`select count(*) as rows from "${table}"`);
      const count = Number(rows[0]?.rows ?? 0);
      if (count > 0) counts[table] = count;
    }
    return { rows: counts, ids };
  });
