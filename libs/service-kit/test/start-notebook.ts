import { fileURLToPath } from 'node:url';
import { migrate } from '@securebase/event-sourcing/database';
import { database, kafka, testAuthentication, testKeys } from '@securebase/testing';
import pg from 'pg';
import { KeyRing, localMasterKey, Sealing } from '@securebase/sealing';
import { ConsistencyTokens, readServiceConfig, startService } from '../src/index.ts';
import { notebook } from './notebook.ts';

const folders = ['../../event-sourcing/sql', '../sql', './sql'].map((each) =>
  fileURLToPath(new URL(each, import.meta.url)),
);

/** The test service on a fresh database: API and projections. */
export const startNotebook = async () => {
  const db = await database({
    service: 'notebook',
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service: 'notebook', folders }),
  });
  const keys = await testKeys(migrate);
  const environment = {
    ...keys.env,
    ...(await testAuthentication()),
    API_DATABASE_URL: db.apiUrl,
    PIPELINE_DATABASE_URL: db.pipelineUrl,
    KAFKA_BROKERS: (await kafka()).join(','),
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
  };
  const service = await startService(
    notebook,
    readServiceConfig(['--role=api', '--role=projections'], environment),
  );
  const pool = new pg.Pool({ connectionString: db.adminUrl, max: 2 });
  pool.on('error', () => undefined); // dropping the database ends its connections
  const keysPool = new pg.Pool({ connectionString: keys.db.apiUrl, max: 1 });
  keysPool.on('error', () => undefined);
  const masters = [localMasterKey(keys.env['MASTER_KEY'] ?? '')] as const;
  return {
    url: service.url,
    pool,
    /** Makes tokens as the service does. */
    tokens: new ConsistencyTokens(new Sealing(new KeyRing({ pool: keysPool, masters }))),
    stop: async () => {
      await service.stop();
      await pool.end();
      await keysPool.end();
      await db.drop();
      await keys.db.drop();
    },
  };
};
