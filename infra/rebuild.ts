// Builds read models anew beside the old ones: npm run rebuild -- engagements engagement-view
import { join } from 'node:path';
import { addresses, keysDatabase, masterKeyIn, Problem, services } from '@securebase/embedded';
import {
  type AnyProjection,
  kafkaClient,
  NotRebuilt,
  openedBy,
  rebuild,
  type Rebuilt,
} from '@securebase/event-sourcing';
import { KeyRing, Sealing } from '@securebase/sealing';
import {
  keysIn,
  masterKeysOf,
  readEnvironment,
  type ServiceDefinition,
  serviceVariables,
} from '@securebase/service-kit';
import { MultiBar, type SingleBar } from 'cli-progress';
import { Command } from 'commander';
import pg from 'pg';
import { runningIn } from './platform/running.ts';

const variables = serviceVariables.pick({ MASTER_KEY: true, TENANT_MASTER_KEYS: true });
const root = join(import.meta.dirname, '..');

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

const tell = (rebuilt: ReadonlyMap<string, Rebuilt>) => {
  for (const [name, { rows, same }] of rebuilt)
    console.log(
      `${name}: ${rows} rows, ${same ? 'the same as before' : 'different from before, now as the events say'}.`,
    );
};

const formatOf = (source: string) => `${source} {bar} {percentage}% | {value} of {total} events`;

const run = async (service: string, names: readonly string[], { data }: { data: string }): Promise<void> => {
  const { projections, catalogue } = await definitionOf(service);
  const all = projections as readonly AnyProjection[];
  const chosen = names.length > 0 ? named(all, service, [...new Set(names)]) : all;
  const { adminUrl, brokers, passwords } = runningIn(data, 'Start it first: npm start');
  const of = (database: string) => addresses(adminUrl, database, (role) => passwords[role]);
  const bars = new MultiBar({});
  const shown = new Map<string, SingleBar>();
  const progress = (source: string, done: number, total: number) => {
    const bar = shown.get(source) ?? bars.create(1, 0, {}, { format: formatOf(source) });
    shown.set(source, bar);
    bar.setTotal(Math.max(total, 1));
    bar.update(total === 0 ? 1 : done);
  };
  await withSealing(of(keysDatabase).apiUrl, data, async (sealing) => {
    try {
      const rebuilt = await rebuild({
        url: of(service).ownerUrl,
        projections: chosen.map((each) => openedBy(each, sealing)),
        catalogue,
        kafka: kafkaClient('rebuild', brokers),
        progress,
      });
      bars.stop();
      tell(rebuilt);
    } catch (error) {
      bars.stop();
      if (error instanceof NotRebuilt) {
        tell(error.rebuilt);
        for (const each of error.errors) console.error(each instanceof Error ? each.message : each);
      }
      throw error;
    }
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
