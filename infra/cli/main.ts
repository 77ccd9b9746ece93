// A thin client of the public GraphQL API: npm run cli -- --help
import { readFileSync } from 'node:fs';
import { Problem } from '@securebase/embedded';
import { Command } from 'commander';
import { ApiRefused } from './ask.ts';
import { auditCommand } from './audit.ts';
import { connect, type ConnectionOptions, withConnection } from './connection.ts';
import { hoursCommand } from './hours.ts';
import { importCommand } from './import.ts';
import { myDataCommand } from './my-data.ts';
import { parkedCommand } from './parked.ts';
import { tenantDataCommand } from './tenant-data.ts';

type QueryOptions = ConnectionOptions & { variables: string; readAfter?: string; pick?: string };

const picked = (data: object, path: string): unknown => {
  const found = path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      data,
    );
  if (found !== undefined) return found;
  throw new Problem(
    `The data have no ${path}.`,
    'Leave --pick away to see them; parts of a list are numbered from 0.',
  );
};

const query = withConnection(
  new Command('query')
    .description('Sends a query or mutation and prints the data. "-" reads it from standard input.')
    .argument('<graphql>', 'the query')
    .option('--variables <json>', 'its variables', '{}')
    .option('--read-after <token>', 'the token of a mutation whose effect must be visible')
    .option('--pick <path>', 'prints only this part of the data, such as me.id or programs.edges.0.node.id'),
).action(async (text: string, options: QueryOptions) => {
  let variables: object;
  try {
    variables = JSON.parse(options.variables) as object;
  } catch {
    throw new Problem('--variables is not JSON.', `Give an object, such as '{"id": "0198…"}'.`);
  }
  const api = await connect(options);
  const data = await api<object>(text === '-' ? readFileSync(0, 'utf8') : text, variables, options.readAfter);
  const shown = options.pick === undefined ? data : picked(data, options.pick);
  console.log(typeof shown === 'string' ? shown : JSON.stringify(shown, null, 2));
});

try {
  await new Command('cli')
    .description('Asks the platform, as a client would: everything goes through the public GraphQL API.')
    .showHelpAfterError()
    .addCommand(query)
    .addCommand(importCommand())
    .addCommand(parkedCommand())
    .addCommand(auditCommand())
    .addCommand(hoursCommand())
    .addCommand(myDataCommand())
    .addCommand(tenantDataCommand())
    .parseAsync();
} catch (error) {
  if (error instanceof ApiRefused)
    for (const { message, extensions } of error.errors)
      console.error(
        `${extensions?.code ?? 'ERROR'}: ${message}${extensions?.help ? `\n  → ${extensions.help}` : ''}`,
      );
  else if (error instanceof Problem) console.error(error.message);
  else if (error instanceof TypeError && error.message === 'fetch failed')
    console.error('The platform does not answer.\n  → Start it with npm start, or name another with --url.');
  else console.error(error);
  process.exitCode = 1;
}
