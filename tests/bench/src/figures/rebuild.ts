import { urlWith, withClient } from '@securebase/embedded';
import { startEmmett } from '../emmett/emmett.ts';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { settingsOf, withPostgres } from '../postgres.ts';
import { type Setup } from '../report.ts';
import { withStore } from '../store.ts';
import { fillSums, type Rebuilt, rebuildSums, writers } from '../sums.ts';
import { eventsPerKey } from '../workload.ts';

const batch = 1_000;

/** Rebuild of a keyed read model in batches of 1,000: ours with its checksum and swap, Emmett's in the two ways it has. */
export const rebuild = (setup: Setup): Promise<void> =>
  withPostgres((adminUrl) =>
    withStore(adminUrl, writers, async (made) => {
      const { database } = made;
      await withClient(adminUrl, (client) => client.query('create database emmett'));
      const emmett = await startEmmett(urlWith(adminUrl, 'emmett'), writers);
      const keys = setup.quick ? 100 : 1_000;
      const events = keys * eventsPerKey;
      setup.tell(`rebuild: storing ${events} events on either side`);
      await fillSums(made, { keys, seed: setup.seed });
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
        side('rebuild', () => rebuildSums(database)),
        side('documents', () => emmett.run<Rebuilt>({ do: 'rebuild', batch, way: 'documents' })),
        side('statements', () => emmett.run<Rebuilt>({ do: 'rebuild', batch, way: 'statements' })),
      ];
      await rebuildSums(database);
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
