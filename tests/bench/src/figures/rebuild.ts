import { type Event, type Projection } from '@securebase/domain-kit';
import { type ServiceDatabase, urlWith, withClient } from '@securebase/embedded';
import { rebuild as rebuildReadModel } from '@securebase/event-sourcing';
import { Kafka, logLevel } from 'kafkajs';
import { startEmmett } from '../emmett/emmett.ts';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { settingsOf, withPostgres } from '../postgres.ts';
import { type Setup } from '../report.ts';
import { catalogue, contextOf, tenants, withStore } from '../store.ts';
import { add, blankSum, eventsPerKey, fill, isRight, noted, type Noted, type Sum } from '../workload.ts';

const batch = 1_000;
const writers = 16;

const sums: Projection<Event<'Noted', Noted>, Sum> = {
  name: 'sums',
  table: 'sums',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => [data.key],
  blank: blankSum,
  on: { Noted: (sum, { data }) => add(sum, data) },
};

const makeTable = ({ ownerUrl }: ServiceDatabase) =>
  withClient(ownerUrl, (client) =>
    client.query(`create table sums (
      tenant_id uuid not null, id text not null, count int not null, total int not null, last int not null,
      primary key (tenant_id, id))`),
  );

/** What a rebuild achieved: seconds, events that are in the rows, rows, rows that are right. */
interface Rebuilt {
  readonly seconds: number;
  readonly events: number;
  readonly rows: number;
  readonly right: number;
}

const rebuildOurs = async ({ ownerUrl, adminUrl }: ServiceDatabase): Promise<Rebuilt> => {
  const kafka = new Kafka({ brokers: ['127.0.0.1:1'], logLevel: logLevel.NOTHING }); // never asked: the source is the log
  const started = performance.now();
  await rebuildReadModel({ url: ownerUrl, projection: sums, catalogue, kafka });
  const seconds = (performance.now() - started) / 1000;
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<Sum>('select count, total, last from sums');
    const events = rows.reduce((sum, { count }) => sum + count, 0);
    return { seconds, events, rows: rows.length, right: rows.filter(isRight).length };
  });
};

/** Rebuild of a keyed read model in batches of 1,000: ours with its checksum and swap, Emmett's in the two ways it has. */
export const rebuild = (setup: Setup): Promise<void> =>
  withPostgres((adminUrl) =>
    withStore(adminUrl, writers, async ({ store, database }) => {
      await withClient(adminUrl, (client) => client.query('create database emmett'));
      const emmett = await startEmmett(urlWith(adminUrl, 'emmett'), writers);
      const keys = setup.quick ? 100 : 1_000;
      const events = keys * eventsPerKey;
      await makeTable(database);
      setup.tell(`rebuild: storing ${events} events on either side`);
      await fill({ keys, writers, seed: setup.seed }, async (key, version) => {
        const event = { type: 'Noted', data: noted(key, version + 1) };
        const writes = [{ stream: `sum-${key}`, expected: version, events: [event] }];
        await store.append(writes, contextOf(tenants[0] ?? ''), key);
      });
      await emmett.run({ do: 'fillKeys', keys, writers, seed: setup.seed });
      await withClient(adminUrl, (client) => client.query('checkpoint'));

      const last = new Map<string, Rebuilt>();
      const side = (name: string, run: () => Promise<Rebuilt>) => ({
        name,
        round: async () => {
          const result = await run();
          last.set(name, result);
          return events / result.seconds;
        },
      });
      const sides = [
        side('rebuild', () => rebuildOurs(database)),
        side('documents', () => emmett.run<Rebuilt>({ do: 'rebuild', batch, way: 'documents' })),
        side('statements', () => emmett.run<Rebuilt>({ do: 'rebuild', batch, way: 'statements' })),
      ];
      await rebuildOurs(database);
      const rounds = Math.min(setup.rounds, 3); // Emmett's takes half a minute
      const found = await interleave(sides, rounds, (message) => setup.tell(`rebuild: ${message} events/s`));
      await emmett.stop();
      const durability = await settingsOf(adminUrl);
      const of = (name: string) => found.get(name) ?? [];
      const line = (figure: string, under: string, dividedBy: string, target: object) => {
        const spread = roundedSpread(spreadOf(ratios(of('rebuild'), of(under))));
        setup.print({
          figure,
          value: rounded(spread.median),
          unit: '×',
          ...target,
          divided: `events per second of a rebuild of a keyed read model from ${events} events in batches of ${batch}, with checksum and swap`,
          dividedBy,
          spread,
          eventsPerSecond: Object.fromEntries(
            [...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))]),
          ),
          rowsThatCameOutRight: Object.fromEntries(
            [...last].map(([name, { rows, right, events: counted }]) => [
              name,
              { right, rows, of: keys, eventsInRows: counted },
            ]),
          ),
          durability,
        });
      };
      line(
        'rebuild-over-emmett',
        'documents',
        "Emmett's rebuild of its multi-stream document projection, same events and batch",
        {
          target: { atLeast: 40 },
        },
      );
      line(
        'rebuild-over-emmett-statements',
        'statements',
        "Emmett's rebuild of a projection by one SQL statement per event, same events and batch",
        {},
      );
      if (last.get('rebuild')?.right !== keys) throw new Error('Not every rebuilt row is right.');
    }),
  );
