// Brings every service's Postgres schema up to date. Reads DATABASE_URL.
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

for (const service of globSync('services/*', { cwd: join(import.meta.dirname, '..') })) {
  const { migrate } = await import(`@securebase/${basename(service)}/migrate`);
  console.log(`${basename(service)}: ${(await migrate()).join(', ') || 'up to date'}`);
}
