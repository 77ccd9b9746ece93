import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { makeKeys } from '@securebase/embedded';
import { database, type TestDatabase } from './database.ts';

export interface TestKeys {
  readonly db: TestDatabase;
  /** What a service needs to seal and open with these keys, and to destroy them. */
  readonly env: Readonly<Record<string, string>>;
}

const folders = [fileURLToPath(new URL('../../sealing/sql', import.meta.url))];

/**
 * A database of keys of its own, with a master key that nobody else has.
 * @param migrate of `@securebase/event-sourcing/database`, which this package must not know
 */
export const testKeys = async (
  migrate: (given: { url: string; service: string; folders: readonly string[] }) => Promise<unknown>,
): Promise<TestKeys> => {
  const db = await database({
    service: 'keys',
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service: 'keys', folders }),
  });
  return {
    db,
    env: {
      KEYS_DATABASE_URL: db.apiUrl,
      KEYS_KEEPER_DATABASE_URL: db.pipelineUrl,
      CERTIFICATE_KEY: JSON.stringify((await makeKeys()).privateKey),
      MASTER_KEY: randomBytes(32).toString('base64url'),
    },
  };
};
