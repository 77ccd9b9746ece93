import { roleOf, urlWith, withClient } from '@securebase/embedded';
import { closedLoop } from '../closed-loop.ts';
import { startEmmett } from '../emmett/emmett.ts';
import { groupInserter, inserter, makeTable, sampleRow } from '../insert.ts';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { settingsOf, withPostgres } from '../postgres.ts';
import { type Setup, type Target } from '../report.ts';
import { contextOf, type Store, tenants, withStore } from '../store.ts';
import { idOf, noted } from '../workload.ts';

const few = 16;
const many = 64;
const lengthOfStream = 20;

/** Each writer goes on with its own stream and begins another when it has twenty events. */
export const writing = (
  seconds: number,
  prefix: string,
  append: (tenant: string, stream: string, version: number) => Promise<unknown>,
  writers = few,
) => {
  let streams = 0;
  return () => {
    const heads = Array.from({ length: writers }, () => ({ stream: '', version: lengthOfStream }));
    return closedLoop({ writers, seconds }, async (writer) => {
      const head = heads[writer];
      if (!head) return;
      if (head.version === lengthOfStream) {
        head.stream = `note-${idOf(0, `${prefix}-${streams++}`)}`;
        head.version = 0;
      }
      await append(tenants[writer % tenants.length] ?? '', head.stream, head.version);
      head.version++;
    });
  };
};

export const appending =
  ({ store }: Store) =>
  (tenant: string, stream: string, version: number) =>
    store.append(
      [{ stream, expected: version, events: [{ type: 'Noted', data: noted(stream, version) }] }],
      contextOf(tenant),
      'c29b2c0a1f0e4b6f8d3a5e7c9b1d2f40c29b2c0a1f0e4b6f8d3a5e7c9b1d2f40',
    );

/**
 * Appends of one event by 16 writers: the store with everything on, a prepared INSERT of the same row, and Emmett. The first
 * two again with 64 writers, which shows what sharing a commit is for; and rows inserted in groups with nothing else done, which
 * shows how much sharing a commit can bring on this machine.
 */
export const append = (setup: Setup): Promise<void> =>
  withPostgres((adminUrl) =>
    withStore(adminUrl, few, async (ours) => {
      await withClient(adminUrl, (client) => client.query('create database emmett'));
      const emmett = await startEmmett(urlWith(adminUrl, 'emmett'), few);
      const seconds = setup.quick ? 1 : 5;
      await writing(0.3, 'warm', appending(ours))();
      await makeTable(ours.database.adminUrl, roleOf('bench', 'pipeline'));
      const sample = await sampleRow(ours.database.adminUrl);
      const [insert, insertGroup] = [inserter(ours.pool, sample), await groupInserter(ours.pool, sample)];
      const inserting = (tenant: string, stream: string, version: number) =>
        insert(tenant, stream, version + 1);
      const insertingGroups = (tenant: string, stream: string, version: number) =>
        insertGroup(tenant, stream, version + 1);
      const sides = [
        { name: 'store', round: writing(seconds, 'store', appending(ours)) },
        { name: 'insert', round: writing(seconds, 'insert', inserting) },
        { name: 'groups', round: writing(seconds, 'groups', insertingGroups) },
        { name: 'store of 64', round: writing(seconds, 'store of 64', appending(ours), many) },
        { name: 'insert of 64', round: writing(seconds, 'insert of 64', inserting, many) },
        {
          name: 'emmett',
          round: () => emmett.run<number>({ do: 'append', seconds, writers: few, seed: setup.seed }),
        },
      ];
      for (const { round } of sides) await round(); // plans, caches and compiled code warm on every side
      const found = await interleave(sides, setup.rounds, (message) => setup.tell(`append: ${message}`));
      await emmett.stop();
      await account(ours);
      const of = (name: string) => found.get(name) ?? [];
      const perSecond = Object.fromEntries(
        [...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))]),
      );
      const durability = await settingsOf(adminUrl);
      const stored = (writers: number) =>
        `appends per second, one event each, ${writers} writers, grouped, command id, order lock, metadata, two roles`;
      const line = (
        figure: string,
        [over, under]: [string, string],
        [divided, dividedBy]: [string, string],
        target?: Target,
      ) => {
        const spread = roundedSpread(spreadOf(ratios(of(over), of(under))));
        setup.print({
          figure,
          value: rounded(spread.median),
          unit: '×',
          ...(target && { target }),
          divided,
          dividedBy,
          spread,
          perSecond,
          durability,
        });
      };
      const prepared = 'prepared INSERT of the same row through pg, one commit each, same pool of 16';
      line('append-over-insert', ['store', 'insert'], [stored(few), prepared], { atLeast: 1.6, aim: 2 });
      line(
        'append-bound',
        ['groups', 'insert'],
        [
          `rows per second, ${few} writers, those that wait together inserted together, and nothing else done`,
          prepared,
        ],
      );
      line('append-over-insert-64-writers', ['store of 64', 'insert of 64'], [stored(many), prepared]);
      line(
        'append-over-emmett',
        ['store', 'emmett'],
        [stored(few), '@event-driven-io/emmett-postgresql 0.42.0, same events, pool of the same size'],
        { atLeast: 4, aim: 6 },
      );
    }),
  );

/** Fast and wrong would be no figure: versions without gaps, in the order of positions. */
const account = ({ database }: Store) =>
  withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query<{ wrong: number }>(
      `select count(*)::int as wrong from (
         select version, row_number() over (partition by tenant_id, stream order by pos) as expected from log.event
       ) numbered where version <> expected`,
    );
    if (rows[0]?.wrong !== 0) throw new Error(`${rows[0]?.wrong} events have a wrong version.`);
  });
