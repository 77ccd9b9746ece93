import { type Platform } from '@securebase/infra/platform';
import { cpuPerPart } from '../cpu.ts';
import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../measure.ts';
import { makeOverview, overview, size } from '../overview.ts';
import { headersFor, pidOf, withPlatform } from '../platform.ts';
import { type Protection, protectionOf } from '../protection.ts';
import { type Setup } from '../report.ts';
import { cpuPerRequest, type Request } from '../requests.ts';
import { register } from './mutation.ts';

const atOnce = 8;

interface Compared {
  readonly figure: string;
  readonly what: string;
  readonly count: number;
  readonly part: () => Promise<void>;
  readonly processes: readonly (readonly [service: string, role: string])[];
  readonly make: () => Request;
}

const compare = async (setup: Setup, platform: Platform, compared: Compared): Promise<void> => {
  const { figure, what, count, part, processes, make } = compared;
  const pids = processes.map(([service, role]) => pidOf(platform, service, role));
  const sides = [
    { name: 'protection', round: () => cpuPerPart({ count, atOnce }, part) },
    { name: 'request', round: () => cpuPerRequest({ url: platform.url, pids, count, atOnce }, make) },
  ];
  for (const { round } of sides) await round();
  const found = await interleave(sides, setup.rounds, (message) => {
    setup.tell(`${figure}: ${message} ms`);
  });
  const spread = roundedSpread(spreadOf(ratios(found.get('protection') ?? [], found.get('request') ?? [])));
  setup.print({
    figure,
    value: rounded(spread.median),
    unit: 'of 1',
    target: { atMost: 0.3 },
    divided:
      'CPU of verifying, authorizing, sealing and opening by themselves, with the keys and access trail in Postgres',
    dividedBy: `CPU of ${processes.map(([service]) => service).join(', ')} per ${what}, ${atOnce} at once`,
    spread,
    milliseconds: Object.fromEntries([...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))])),
  });
};

const services = [
  ['engagements', 'all'],
  ['assessments', 'all'],
  ['system-mapping', 'all'],
] as const;

/** What protects people takes of a mutation, and of a federated query over fifty entities. */
export const protection = async (setup: Setup): Promise<void> => {
  const parts: Protection[] = [];
  const of = async (platform: Platform, headers: Readonly<Record<string, string>>) => {
    const made = await protectionOf(platform, headers);
    parts.push(made);
    return made;
  };
  const done = async () => {
    for (const part of parts.splice(0)) await part.close();
  };
  await withPlatform(setup, { apart: true }, async (platform) => {
    const headers = await headersFor(platform, 'PROGRAM_MANAGER');
    const { mutation } = await of(platform, headers);
    await compare(setup, platform, {
      figure: 'protection-mutation',
      what: 'registerPerson through the gateway (relay and projections not counted)',
      count: setup.quick ? 300 : 2_000,
      part: () => mutation(2),
      processes: [
        ['gateway', 'gateway'],
        ['engagements', 'api'],
      ],
      make: register(headers),
    }).finally(done);
  });
  await withPlatform(setup, { apart: false }, async (platform) => {
    setup.tell('protection: making fifty engagements');
    const headers = await makeOverview(platform);
    const { query } = await of(platform, headers);
    await compare(setup, platform, {
      figure: 'protection-query',
      what: `federated query over ${size} engagements with client, assessment and map`,
      count: setup.quick ? 80 : 400,
      part: query,
      processes: [['gateway', 'gateway'], ...services],
      make: () => ({ query: overview.query, headers }),
    }).finally(done);
  });
};
