// Builds a read model anew beside the old one: npm run rebuild -- engagements engagement-view
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { addresses, Problem, services } from '@securebase/embedded';
import { kafkaClient, rebuild, type AnyProjection } from '@securebase/event-sourcing';
import { type ServiceDefinition } from '@securebase/service-kit';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { addressesFile, type RunningAddresses } from './platform/running.ts';

const root = join(import.meta.dirname, '..');
const [service = '', model = ''] = new Command('rebuild')
  .description(
    'Builds a read model anew beside the old one, compares the two and swaps them, while the platform runs.',
  )
  .argument('<service>', services.join(', '))
  .argument('<read-model>', 'its name, such as engagement-view')
  .parse(['node', 'rebuild', ...process.argv.slice(2)]).args;

const main = async () => {
  if (!(services as readonly string[]).includes(service))
    throw new Problem(`There is no service "${service}".`, `Take one of: ${services.join(', ')}.`);
  const at = (await import(join(root, 'services', service, 'dist/service.js'))) as {
    definition: ServiceDefinition;
  };
  const projections = at.definition.projections as readonly AnyProjection[];
  const projection = projections.find(({ name }) => name === model);
  if (!projection)
    throw new Problem(
      `${service} has no read model "${model}".`,
      `Take one of: ${projections.map(({ name }) => name).join(', ')}.`,
    );
  const file = addressesFile(join(root, '.local'));
  if (!existsSync(file)) throw new Problem('The platform is not running.', 'Start it first: npm start');
  const { adminUrl, brokers, passwords } = JSON.parse(readFileSync(file, 'utf8')) as RunningAddresses;
  const { ownerUrl } = addresses(adminUrl, service, (role) => passwords[role]);
  const bar = new SingleBar({
    format: `${model} {bar} {percentage}% | {value} of {total} events`,
    clearOnComplete: false,
  });
  bar.start(1, 0);
  try {
    const { rows, same } = await rebuild({
      url: ownerUrl,
      projection,
      catalogue: at.definition.catalogue,
      kafka: kafkaClient('rebuild', brokers),
      progress: (done, of) => {
        bar.setTotal(Math.max(of, 1));
        bar.update(of === 0 ? 1 : done);
      },
    });
    bar.stop();
    console.log(
      `${model}: ${rows} rows, ${same ? 'the same as before' : 'different from before, now as the events say'}.`,
    );
  } finally {
    bar.stop();
  }
};

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exit(1);
}
