import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '@securebase/embedded';
import { EventStore } from '@securebase/event-sourcing';
import { migrate } from '@securebase/event-sourcing/database';
import pg from 'pg';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { settingsOf, withPostgres } from '../postgres.ts';
import { type Setup } from '../report.ts';
import { catalogue, type Store, withStore } from '../store.ts';
import { appending, writing } from './append.ts';

const writers = 16;
const sql = join(import.meta.dirname, '..', '..', '..', '..', 'libs', 'event-sourcing', 'sql');

/** The log with its table in eight parts by tenant. A position can then not be unique any more: no index spans the parts. */
const edits: readonly (readonly [string, string])[] = [
  [
    '  unique (tenant_id, command_id)\n);',
    `  unique (tenant_id, command_id)
) partition by hash (tenant_id);
do $$ begin
  for part in 0..7 loop
    execute format('create table log.event_%s partition of log.event for values with (modulus 8, remainder %s)', part, part);
  end loop;
end $$;`,
  ],
  ['create unique index event_pos', 'create index event_pos'],
];

const partitioned = async (adminUrl: string): Promise<Store & { end: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'partitioned-'));
  let found = 0;
  for (const file of readdirSync(sql)) {
    let text = readFileSync(join(sql, file), 'utf8');
    for (const [before, after] of edits)
      if (text.includes(before)) {
        text = text.replace(before, () => after);
        found++;
      }
    writeFileSync(join(folder, file), text);
  }
  if (found !== edits.length) throw new Error('The migrations have changed: the table is not partitioned.');
  const database = await createDatabase(adminUrl, 'partitioned');
  await migrate({ url: database.ownerUrl, folders: [folder], service: 'partitioned' });
  rmSync(folder, { recursive: true });
  const pool = new pg.Pool({ connectionString: database.pipelineUrl, max: writers });
  pool.on('error', () => undefined);
  return { database, pool, store: new EventStore({ pool, catalogue }), end: () => pool.end() };
};

/** Appends to the log as one table, over appends to the same log in eight partitions. */
export const partitions = (setup: Setup): Promise<void> =>
  withPostgres((adminUrl) =>
    withStore(adminUrl, writers, async (one) => {
      const eight = await partitioned(adminUrl);
      const seconds = setup.quick ? 1 : 5;
      const sides = [
        { name: 'one', round: writing(seconds, 'one', appending(one)) },
        { name: 'eight', round: writing(seconds, 'eight', appending(eight)) },
      ];
      for (const { round } of sides) await round();
      const found = await interleave(sides, setup.rounds, (message) => setup.tell(`partitions: ${message}`));
      await eight.end();
      const of = (name: string) => found.get(name) ?? [];
      const spread = roundedSpread(spreadOf(ratios(of('one'), of('eight'))));
      setup.print({
        figure: 'one-table-over-eight-partitions',
        value: rounded(spread.median),
        unit: '×',
        target: { atLeast: 1 },
        divided: 'appends per second to the log as one table, 16 writers',
        dividedBy: 'the same with the table in eight hash partitions by tenant',
        spread,
        perSecond: Object.fromEntries(
          [...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))]),
        ),
        durability: await settingsOf(adminUrl),
      });
    }),
  );
