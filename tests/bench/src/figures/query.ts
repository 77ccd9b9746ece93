import { type Bare, makeNotes, withBare } from '../bare.ts';
import { type Platform } from '@securebase/infra/platform';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { copyOverview, isWhole, makeOverview, type Overview, overview, size } from '../overview.ts';
import { pidOf, withPlatform } from '../platform.ts';
import { type Setup } from '../report.ts';
import { cpuPerRequest, request } from '../requests.ts';

/** CPU of the gateway per federated query over three services and fifty entities, over one process without federation. */
export const query = (setup: Setup): Promise<void> =>
  withPlatform(setup, { apart: false }, async (platform) => {
    setup.tell('query: making fifty engagements');
    const headers = await makeOverview(platform);
    const answer = await request<Overview>(platform.url, { query: overview.query, headers });
    const adminUrl = platform.databases['engagements']?.adminUrl ?? '';
    await makeNotes(adminUrl);
    await copyOverview(adminUrl, answer);
    const found = await withBare(adminUrl, (bare) => compare(setup, platform, headers, bare));
    const spread = roundedSpread(spreadOf(ratios(found.get('gateway') ?? [], found.get('bare') ?? [])));
    setup.print({
      figure: 'query-cpu',
      value: rounded(spread.median),
      unit: '×',
      target: { atMost: 4 },
      divided: `CPU of the gateway per query over three services and ${size} engagements (client, assessment and map of each), limits on, one at a time`,
      dividedBy:
        'CPU of one Nest and Apollo process without federation that answers the same from Postgres in four statements',
      spread,
      milliseconds: Object.fromEntries(
        [...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))]),
      ),
    });
  });

const compare = async (
  setup: Setup,
  platform: Platform,
  headers: Readonly<Record<string, string>>,
  bare: Bare,
) => {
  if (!isWhole(await request<Overview>(bare.url, { query: overview.bare })))
    throw new Error('The process without federation gives another answer.');
  const count = setup.quick ? 100 : 600;
  const gateway = { url: platform.url, pids: [pidOf(platform, 'gateway', 'gateway')], count, atOnce: 1 };
  const sides = [
    { name: 'gateway', round: () => cpuPerRequest(gateway, () => ({ query: overview.query, headers })) },
    {
      name: 'bare',
      round: () =>
        cpuPerRequest({ url: bare.url, pids: [bare.pid], count, atOnce: 1 }, () => ({
          query: overview.bare,
        })),
    },
  ];
  for (const { round } of sides) await round();
  return interleave(sides, setup.rounds, (message) => setup.tell(`query: ${message} ms`));
};
