import { urlWith, withClient } from '@securebase/embedded';
import { closedLoop } from '../closed-loop.ts';
import { startEmmett } from '../emmett/emmett.ts';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { settingsOf, withPostgres } from '../postgres.ts';
import { type Setup } from '../report.ts';
import { contextOf, tenants, withStore } from '../store.ts';
import { idOf, noted } from '../workload.ts';

const length = 100;

/** Reads of a whole stream of 100 events, one after the other. */
export const load = (setup: Setup): Promise<void> =>
  withPostgres((adminUrl) =>
    withStore(adminUrl, 4, async ({ store }) => {
      await withClient(adminUrl, (client) => client.query('create database emmett'));
      const emmett = await startEmmett(urlWith(adminUrl, 'emmett'), 4);
      const streams = setup.quick ? 20 : 200;
      const seconds = setup.quick ? 1 : 3;
      const tenant = tenants[0] ?? '';
      const streamOf = (at: number) => `note-${idOf(setup.seed, `long-${at}`)}`;
      for (let at = 0; at < streams; at++) {
        const stream = streamOf(at);
        const events = Array.from({ length }, (_, n) => ({ type: 'Noted', data: noted(stream, n) }));
        await store.append([{ stream, expected: 0, events }], contextOf(tenant), stream);
      }
      await emmett.run({ do: 'fillStreams', streams, length, seed: setup.seed });
      await withClient(adminUrl, (client) => client.query('checkpoint'));
      let next = 0;
      const ours = () =>
        closedLoop({ writers: 1, seconds }, async () => {
          const { events } = await store.readStream(tenant, streamOf(next++ % streams));
          if (events.length !== length) throw new Error(`Read ${events.length} events of ${length}.`);
        });
      const theirs = () => emmett.run<number>({ do: 'load', seconds, streams, seed: setup.seed, length });
      await ours();
      await theirs();
      const found = await interleave(
        [
          { name: 'store', round: ours },
          { name: 'emmett', round: theirs },
        ],
        setup.rounds,
        (message) => setup.tell(`load: ${message}`),
      );
      await emmett.stop();
      const spread = roundedSpread(spreadOf(ratios(found.get('store') ?? [], found.get('emmett') ?? [])));
      setup.print({
        figure: 'load-over-emmett',
        value: rounded(spread.median),
        unit: '×',
        target: { atLeast: 1.5 },
        divided: 'loads per second of a stream of 100 events, one reader',
        dividedBy: '@event-driven-io/emmett-postgresql 0.42.0, same events',
        spread,
        perSecond: Object.fromEntries(
          [...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))]),
        ),
        durability: await settingsOf(adminUrl),
      });
    }),
  );
