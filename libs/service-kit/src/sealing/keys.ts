import {
  KeyKeeper,
  KeyRing,
  kmsMasterKey,
  localMasterKey,
  type MasterKey,
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
  const pool = new pg.Pool({ connectionString, max: 4, application_name: 'securebase' });
  pool.on('error', () => undefined); // an idle connection that the server closed is replaced at the next use
  return pool;
};

const masterKeyOf = (text: string): MasterKey =>
  text.startsWith(inKeyService) ? kmsMasterKey(text.slice(inKeyService.length)) : localMasterKey(text);

/** The keys that the configuration names. */
export const keysOf = ({
  keysUrl,
  keeperUrl,
  masterKeys,
  certificateKey,
  retention,
}: ServiceConfig): Keys => {
  const [first, ...others] = masterKeys.map(masterKeyOf);
  if (!first) throw new Error('There is no master key.');
  const masters: [MasterKey, ...MasterKey[]] = [first, ...others];
  const pool = poolOf(keysUrl);
  const keeperPool = keeperUrl === undefined ? undefined : poolOf(keeperUrl);
  return {
    sealing: new Sealing(new KeyRing({ pool, masters })),
    keeper: keeperPool && new KeyKeeper({ pool: keeperPool, masters }),
    certificates: new Certificates(certificateKey, retention),
    close: async () => {
      await pool.end();
      await keeperPool?.end();
    },
  };
};
