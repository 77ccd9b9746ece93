// Every file of the repository that is made from others: path from the root, and content.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { contracts } from '@securebase/contracts';
import { keysDatabase, removePostgres, services, startPostgres, withClient } from '@securebase/embedded';
import { dumpSchema } from '@securebase/event-sourcing/database';
import { compose } from '@securebase/gateway/compose';
import prettier from 'prettier';
import { z } from 'zod';
import { prepareDatabases } from '../platform/index.ts';
import { configurationPage } from './configuration.ts';
import { errorsPage } from './errors.ts';
import { eventsPage } from './events.ts';
import { graphqlPage } from './graphql.ts';
import { type ServiceFacts } from './facts.ts';
import { matrixPage } from './matrix.ts';

const page = (markdown: string) => prettier.format(markdown, { parser: 'markdown', printWidth: 120 });

const execute = promisify(execFile);
const factsOf = async (service: string): Promise<ServiceFacts> => {
  const { stdout } = await execute(process.execPath, [join(import.meta.dirname, 'service.ts'), service]);
  return JSON.parse(stdout) as ServiceFacts;
};

/** What the databases look like after all migrations, from a Postgres that is started for it. */
const databaseSchemas = async (): Promise<Map<string, string>> => {
  const folder = mkdtempSync(join(tmpdir(), 'securebase-generate-'));
  const postgres = await startPostgres({ folder });
  try {
    const databases = await prepareDatabases(postgres.url);
    const made = new Map<string, string>();
    for (const service of [...services, keysDatabase])
      made.set(
        service === keysDatabase ? 'libs/sealing/schema.sql' : `services/${service}/schema.sql`,
        await withClient(databases[service]?.ownerUrl ?? '', (client) => dumpSchema(client, service)),
      );
    return made;
  } finally {
    await postgres.stop();
    removePostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  }
};

const eventSchemas = () =>
  Object.entries(contracts).flatMap(([service, events]) =>
    events.map(({ type, schemaVersion, description, schema }): [string, string] => [
      `libs/contracts/schemas/${service}/${type}.v${schemaVersion}.json`,
      `${JSON.stringify({ title: type, ...z.toJSONSchema(schema), description }, null, 2)}\n`,
    ]),
  );

export const generatedFiles = async (): Promise<Map<string, string>> => {
  const facts = await Promise.all(services.map(factsOf));
  const supergraph = compose(facts);
  return new Map([
    ...facts.map(({ name, schema }): [string, string] => [`services/${name}/schema.graphql`, schema]),
    ['gateway/supergraph.graphql', supergraph],
    ...eventSchemas(),
    ['docs/reference/events.md', await page(eventsPage(contracts))],
    ['docs/reference/errors.md', await page(errorsPage(facts))],
    ['docs/reference/matrix.md', await page(matrixPage(facts))],
    ['docs/reference/config.md', await page(configurationPage())],
    ['docs/reference/graphql.md', await page(graphqlPage(supergraph))],
    ...(await databaseSchemas()),
  ]);
};
