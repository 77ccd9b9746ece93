// Prints what a service says of itself, as JSON. A process of its own for each: Nest's decorators fill one table for all.
import { join } from 'node:path';
import { dumpSubgraph, type ServiceDefinition } from '@securebase/service-kit';
import { type ServiceFacts } from './facts.ts';

const [service = ''] = process.argv.slice(2);
const at = join(import.meta.dirname, '..', '..', 'services', service, 'dist/service.js');
const { definition } = (await import(at)) as { definition: ServiceDefinition };
const { name, rejections } = definition;
const facts: ServiceFacts = { name, rejections, schema: await dumpSubgraph(definition) };
process.stdout.write(JSON.stringify(facts));
