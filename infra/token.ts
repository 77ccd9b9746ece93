// Prints an access token of the demo tenant: npm run --silent token -- --as coach
import { join } from 'node:path';
import { Problem, roles } from '@securebase/embedded';
import { Command } from 'commander';
import { issuerIn, secretsIn } from './identity/start.ts';
import { tokensFor } from './identity/token.ts';

const named = roles.map((role) => role.toLowerCase().replaceAll('_', '-'));
const { as, data } = new Command('token')
  .description(
    'Prints an access token of the demo tenant, from the identity provider of the platform that `npm start` runs on this machine.',
  )
  .requiredOption('--as <role>', `one of: ${named.join(', ')}`)
  .option('--data <folder>', 'of the platform', join(import.meta.dirname, '..', '.local'))
  .parse(['node', 'token', ...process.argv.slice(2)])
  .opts<{ as: string; data: string }>();

try {
  const role = roles.find((each) => each === as.toUpperCase().replaceAll('-', '_'));
  if (!role) throw new Problem(`There is no role "${as}".`, `Take one of: ${named.join(', ')}.`);
  const issuer = issuerIn(data);
  if (issuer === undefined)
    throw new Problem('No platform runs on this machine.', 'Start it first: npm start');
  console.log((await tokensFor(issuer, role, secretsIn(data))).access);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
