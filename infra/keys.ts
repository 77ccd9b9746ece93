// Looks after the keys: npm run keys -- --help. Of the platform on this machine, or of the one that the environment names.
import { join } from 'node:path';
import { addresses, keysDatabase, masterKeyIn, Problem, services } from '@securebase/embedded';
import { KeyKeeper, KeyRing, Sealing } from '@securebase/sealing';
import {
  BadConfiguration,
  keysIn,
  lostKeys,
  masterKeysOf,
  readEnvironment,
  serviceVariables,
} from '@securebase/service-kit';
import { Command } from 'commander';
import pg from 'pg';
import { validate } from 'uuid';
import { runningIn } from './platform/running.ts';

const variables = serviceVariables
  .pick({
    KEYS_DATABASE_URL: true,
    KEYS_KEEPER_DATABASE_URL: true,
    MASTER_KEY: true,
    TENANT_MASTER_KEYS: true,
  })
  .required({ KEYS_KEEPER_DATABASE_URL: true });

const local = join(import.meta.dirname, '..', '.local');

/** The platform that `npm start` runs here: its variables, and the databases of its services. */
const here = (folder: string) => {
  const { adminUrl, passwords } = runningIn(
    folder,
    'Start it with npm start, or name the keys in KEYS_DATABASE_URL, KEYS_KEEPER_DATABASE_URL and MASTER_KEY.',
  );
  const of = (service: string) => addresses(adminUrl, service, (role) => passwords[role]);
  const { apiUrl, pipelineUrl } = of(keysDatabase);
  return {
    environment: {
      KEYS_DATABASE_URL: apiUrl,
      KEYS_KEEPER_DATABASE_URL: pipelineUrl,
      MASTER_KEY: masterKeyIn(join(folder, 'master-key')),
      TENANT_MASTER_KEYS: process.env['TENANT_MASTER_KEYS'],
    },
    logs: services.map((service) => ({ service, url: of(service).pipelineUrl })),
  };
};

const given = () => {
  const url = process.env['PIPELINE_DATABASE_URL'];
  const logs = url === undefined ? [] : [{ service: 'the service', url }];
  return { environment: process.env, logs };
};

interface Hands {
  readonly keeper: KeyKeeper;
  readonly sealing: Sealing;
  /** Of each service: what it has sealed. */
  readonly logs: readonly { readonly service: string; readonly pool: pg.Pool }[];
}

const withKeys = async (data: string, work: (hands: Hands) => Promise<void>): Promise<void> => {
  const isGiven = ['', '_FILE'].some((end) => process.env[`KEYS_KEEPER_DATABASE_URL${end}`] !== undefined);
  const { environment, logs } = isGiven ? given() : here(data);
  const read = readEnvironment(variables, environment);
  const masters = masterKeysOf({
    masterKeys: keysIn(read.MASTER_KEY),
    tenantMasterKeys: read.TENANT_MASTER_KEYS,
  });
  const pools: pg.Pool[] = [];
  const poolOf = (connectionString: string) => {
    const pool = new pg.Pool({ connectionString, max: 2, application_name: 'securebase' });
    pools.push(pool);
    return pool;
  };
  try {
    await work({
      keeper: new KeyKeeper({ pool: poolOf(read.KEYS_KEEPER_DATABASE_URL), ...masters }),
      sealing: new Sealing(new KeyRing({ pool: poolOf(read.KEYS_DATABASE_URL), ...masters })),
      logs: logs.map(({ service, url }) => ({ service, pool: poolOf(url) })),
    });
  } finally {
    for (const pool of pools) await pool.end();
  }
};

type Options = { readonly data: string };
const command = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option('--data <folder>', 'of the platform that runs on this machine', local);

const rotate = command(
  'rotate',
  'Gives a tenant a new key and wraps its people’s keys with it. No event is touched.',
)
  .argument('<tenant>', 'its id')
  .action(async (tenant: string, { data }: Options) => {
    if (!validate(tenant)) throw new Problem(`"${tenant}" is no tenant.`, 'Give its id, a UUID.');
    await withKeys(data, async ({ keeper }) => {
      console.log(`${await keeper.rotateTenantKey(tenant.toLowerCase())} keys are wrapped anew.`);
    });
  });

const rewrap = command(
  'rewrap',
  'Wraps tenants’ keys with the master key that is theirs now: the first of MASTER_KEY, or their own.',
).action(async ({ data }: Options) => {
  await withKeys(data, async ({ keeper }) => {
    console.log(`${await keeper.rewrapTenantKeys()} tenants’ keys are wrapped anew.`);
  });
});

const lost = command(
  'lost',
  'Counts what was sealed with keys that are not there. Ends with 1 when there is any.',
)
  .option('--give-up', 'their content is erased for good: no backup of the keys brings it back')
  .action(async ({ data, giveUp }: Options & { giveUp?: true }) => {
    await withKeys(data, async ({ keeper, sealing, logs }) => {
      for (const { service, pool } of logs) {
        const found = await lostKeys(pool, sealing);
        console.log(`${service}: ${found.length} keys are lost${giveUp ? ', and given up' : ''}.`);
        for (const { tenantId, subject } of giveUp ? found : [])
          await keeper.destroySubject(tenantId, subject);
        if (found.length > 0 && !giveUp) process.exitCode = 1;
      }
    });
  });

try {
  await new Command('keys')
    .description('Rotates keys, and finds those that are lost; see docs/keys.md.')
    .showHelpAfterError()
    .addCommand(rotate)
    .addCommand(rewrap)
    .addCommand(lost)
    .parseAsync();
} catch (error) {
  console.error(error instanceof Problem || error instanceof BadConfiguration ? error.message : error);
  process.exitCode = 1;
}
