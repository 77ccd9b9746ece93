// Builds read models anew beside the old ones: npm run rebuild -- engagements engagement-view
import { join } from 'node:path';
import { addresses, keysDatabase, masterKeyIn, Problem, services } from '@securebase/embedded';
import { type AnyProjection, kafkaClient, openedBy, rebuild } from '@securebase/event-sourcing';
import { KeyRing, Sealing } from '@securebase/sealing';
import {
  keysIn,
  masterKeysOf,
  readEnvironment,
  type ServiceDefinition,
  serviceVariables,
} from '@securebase/service-kit';
import { MultiBar } from 'cli-progress';
import { Command } from 'commander';
import pg from 'pg';
import { runningIn } from './platform/running.ts';

const root = join(import.meta.dirname, '..');
const variables = serviceVariables.pick({ MASTER_KEY: true, TENANT_MASTER_KEYS: true });
/** One is folded while another is written. */
const atOnce = 2;

const definitionOf = async (service: string): Promise<ServiceDefinition> => {
  if (!(services as readonly string[]).includes(service))
    throw new Problem(`There is no service "${service}".`, `Take one of: ${services.join(', ')}.`);
  const at = (await import(join(root, 'services', service, 'dist/service.js'))) as {
    definition: ServiceDefinition;
  };
  return at.definition;
};

const named = (all: readonly AnyProjection[], service: string, names: readonly string[]) =>
  names.map((model) => {
    const found = all.find(({ name }) => name === model);
    if (found) return found;
    const others = all.map(({ name }) => name).join(', ');
    throw new Problem(`${service} has no read model "${model}".`, `Take any of: ${others}.`);
  });

const withSealing = async (keysUrl: string, folder: string, work: (sealing: Sealing) => Promise<void>) => {
  const pool = new pg.Pool({ connectionString: keysUrl, max: 2 });
  const read = readEnvironment(variables, {
    MASTER_KEY: masterKeyIn(join(folder, 'master-key')),
    TENANT_MASTER_KEYS: process.env['TENANT_MASTER_KEYS'],
  });
  const masters = masterKeysOf({
    masterKeys: keysIn(read.MASTER_KEY),
    tenantMasterKeys: read.TENANT_MASTER_KEYS,
  });
  try {
    await work(new Sealing(new KeyRing({ pool, ...masters })));
  } finally {
    await pool.end();
  }
};

const run = async (service: string, names: readonly string[], { data }: { data: string }): Promise<void> => {
  const { projections, catalogue } = await definitionOf(service);
  const all = projections as readonly AnyProjection[];
  const waiting = (names.length > 0 ? named(all, service, [...new Set(names)]) : all).values();
  const { adminUrl, brokers, passwords } = runningIn(data, 'Start it first: npm start');
  const of = (database: string) => addresses(adminUrl, database, (role) => passwords[role]);
  const kafka = kafkaClient('rebuild', brokers);
  const bars = new MultiBar({
    format: '{name} {bar} {percentage}% | {value} of {total} events',
    stopOnComplete: false,
  });
  const say = (text: string) => {
    if (process.stderr.isTTY) bars.log(`${text}\n`);
    else console.log(text);
  };
  await withSealing(of(keysDatabase).apiUrl, data, async (sealing) => {
    const work = async () => {
      for (const each of waiting) {
        const { name } = each;
        const bar = bars.create(1, 0, { name });
        const projection = openedBy(each, sealing);
        const progress = (done: number, total: number) => {
          bar.setTotal(Math.max(total, 1));
          bar.update(total === 0 ? 1 : done);
        };
        const { rows, same } = await rebuild({
          url: of(service).ownerUrl,
          projection,
          catalogue,
          kafka,
          progress,
        });
        say(
          `${name}: ${rows} rows, ${same ? 'the same as before' : 'different from before, now as the events say'}.`,
        );
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: atOnce }, work));
    bars.stop();
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
  });
};

try {
  await new Command('rebuild')
    .description(
      'Builds read models anew beside the old ones, compares and swaps them, while the platform runs. Interrupted, it goes on where it was.',
    )
    .argument('<service>', services.join(', '))
    .argument('[read-models...]', 'their names, such as engagement-view; without any, all of the service')
    .option('--data <folder>', 'of the platform that runs on this machine', join(root, '.local'))
    .action(run)
    .parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
