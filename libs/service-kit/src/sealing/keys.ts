import {
  KeyKeeper,
  KeyRing,
  kmsClient,
  kmsMasterKey,
  localMasterKey,
  type MasterKey,
  type MasterKeysOptions,
  Sealing,
} from '@securebase/sealing';
import pg from 'pg';
import { inKeyService, type ServiceConfig } from '../config.ts';
import { Certificates } from './certificates.ts';

/** What a process does with keys. */
export interface Keys {
  readonly sealing: Sealing;
  /** In a process that may destroy keys; see `KEYS_KEEPER_DATABASE_URL`. */
  readonly keeper: KeyKeeper | undefined;
  readonly certificates: Certificates;
  readonly close: () => Promise<void>;
}

const poolOf = (connectionString: string): pg.Pool => {
  const waits = { connectionTimeoutMillis: 5_000, query_timeout: 5_000 }; // a database that hangs would hold up everybody
  const pool = new pg.Pool({ connectionString, max: 4, application_name: 'securebase', ...waits });
  pool.on('error', () => undefined); // an idle connection that the server closed is replaced at the next use
  return pool;
};

const masterKeyOf = (text: string, profile?: string): MasterKey =>
  text.startsWith(inKeyService)
    ? kmsMasterKey(text.slice(inKeyService.length), kmsClient(profile))
    : localMasterKey(text);

/** The master keys that the configuration names. */
export const masterKeysOf = ({
  masterKeys,
  tenantMasterKeys,
}: Pick<ServiceConfig, 'masterKeys' | 'tenantMasterKeys'>): MasterKeysOptions => {
  const [first, ...others] = masterKeys.map((each) => masterKeyOf(each));
  if (!first) throw new Error('There is no master key.');
  const own = Object.entries(tenantMasterKeys).map(
    ([tenantId, { key, profile }]) => [tenantId, masterKeyOf(key, profile)] as const,
  );
  return { masters: [first, ...others], ofTenants: new Map(own) };
};

/** The keys that the configuration names. */
export const keysOf = (config: ServiceConfig): Keys => {
  const { keysUrl, keeperUrl, certificateKey, retention } = config;
  const masters = masterKeysOf(config);
  const pool = poolOf(keysUrl);
  const keeperPool = keeperUrl === undefined ? undefined : poolOf(keeperUrl);
  return {
    sealing: new Sealing(new KeyRing({ pool, ...masters })),
    keeper: keeperPool && new KeyKeeper({ pool: keeperPool, ...masters }),
    certificates: new Certificates(certificateKey, retention),
    close: async () => {
      await pool.end();
      await keeperPool?.end();
    },
  };
};
