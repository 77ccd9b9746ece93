// Prints an access token of the demo tenant: npm run --silent token -- --as coach
import { join } from 'node:path';
import { keysIn, personAs, Problem, roles, type Role, sign } from '@securebase/embedded';
import { Command } from 'commander';

const command = new Command('token')
  .description(
    'Prints an access token of the demo tenant, for the platform that `npm start` runs on this machine.',
  )
  .requiredOption(
    '--as <role>',
    `one of: ${roles.map((role) => role.toLowerCase().replaceAll('_', '-')).join(', ')}`,
  )
  .option('--data <folder>', 'of the platform', join(import.meta.dirname, '..', '.local'))
  .option('--lifetime <time>', 'how long it is valid, such as 30m or 8h', '8h')
  .parse(['node', 'token', ...process.argv.slice(2)]);
const { as, data, lifetime } = command.opts<{ as: string; data: string; lifetime: string }>();

const role = roles.find((each) => each === as.toUpperCase().replaceAll('-', '_'));
try {
  if (!role) throw new Problem(`There is no role "${as}".`, 'npm run token -- --help lists them.');
  const keys = await keysIn(join(data, 'keys.json'));
  const claims: { roles: Role[]; subject: string; lifetime: string } = {
    roles: [role],
    subject: personAs(role),
    lifetime,
  };
  console.log(await sign(keys, claims));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
