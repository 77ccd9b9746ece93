import 'reflect-metadata';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { ConsistencyGate, PIPELINE_POOL, pipelineGauges } from '@securebase/event-sourcing';
import { KeysLost } from '@securebase/sealing';
import type pg from 'pg';
import { readServiceConfig, type ServiceConfig } from './config.ts';
import { type ServiceDefinition } from './definition.ts';
import {
  BadConfiguration,
  Callers,
  fieldsOf,
  type Logger,
  loggerOf,
  OpenStreams,
  serve,
  stopOnSignals,
} from './edge/index.ts';
import { TenantDirectory } from './directory/tenant-directory.ts';
import { guardSchema } from './graphql/guard.ts';
import { apolloOn } from './graphql/apollo.ts';
import { graphqlEndpoint, subgraphLimits } from './http/graphql-endpoint.ts';
import { subscriptionEndpoint } from './http/subscription-endpoint.ts';
import { completed } from './imports/complete.ts';
import { ConsistencyTokens } from './sealing/consistency-tokens.ts';
import { type Keys, keysOf } from './sealing/keys.ts';
import { refuseLostKeys } from './sealing/lost-keys.ts';
import { nestLogger } from './nest-logger.ts';
import { Metrics } from './metrics.ts';
import { ServiceModule } from './service-module.ts';

export interface RunningService {
  readonly url: string;
  /** For tests that look behind the API. */
  readonly app: INestApplicationContext;
  readonly stop: () => Promise<void>;
}

const finishWithin = 8_000;

/** Starts one process of a service with this configuration. */
export const startService = async (
  given: ServiceDefinition,
  config: ServiceConfig,
  log: Logger = loggerOf(given.name, config.logLevel),
): Promise<RunningService> => {
  const definition = completed(given);
  const metrics = new Metrics(definition.name);
  const keys = keysOf(config);
  const app = await NestFactory.createApplicationContext(
    ServiceModule.for(definition, config, log, metrics, keys),
    {
      logger: nestLogger(log),
      abortOnError: false,
    },
  );
  await checked(app.get<pg.Pool>(PIPELINE_POOL), definition, keys).catch(async (error: unknown) => {
    await app.close();
    await keys.close();
    throw error;
  });
  const graphql = config.roles.includes('api')
    ? await apiOf(app, definition, { config, keys, log, metrics })
    : undefined;
  const pool = app.get<pg.Pool>(PIPELINE_POOL);
  if (config.roles.some((role) => role !== 'api')) pipelineGauges(metrics.registry, pool);
  const server = await serve(config.host, config.port, {
    graphql: graphql?.endpoint,
    subscriptions: graphql?.subscriptions,
    check: () => pool.query('select 1'),
    registry: metrics.registry,
    pages: graphql && definition.pages?.(app),
    secure: config.production,
  });
  log.info({ roles: config.roles, url: server.url }, 'ready');
  return {
    url: server.url,
    app,
    stop: async () => {
      await server.stop(finishWithin);
      await graphql?.apollo.stop();
      await app.close();
      await keys.close();
      log.info('stopped');
    },
  };
};

/** What must hold before a process answers anybody. */
const checked = async (
  pool: pg.Pool,
  { projections, beforeStart }: ServiceDefinition,
  keys: Keys,
): Promise<void> => {
  if (projections.some(({ table }) => table === 'sealed_content')) await refuseLostKeys(pool, keys.sealing);
  await beforeStart?.({ pool, keeper: keys.keeper });
};

interface ApiParts {
  readonly config: ServiceConfig;
  readonly keys: Keys;
  readonly log: Logger;
  readonly metrics: Metrics;
}

const apiOf = async (
  app: INestApplicationContext,
  definition: ServiceDefinition,
  { config, keys, log, metrics }: ApiParts,
) => {
  const { schema } = app.get(GraphQLSchemaHost);
  guardSchema(schema, definition.policy);
  const apollo = await apolloOn(schema, definition.rejections, subgraphLimits.depth);
  const callers = new Callers(config.tokens);
  const directory = app.get(TenantDirectory);
  const gate = app.get(ConsistencyGate);
  const parts = {
    callers,
    directory,
    gate,
    tokens: new ConsistencyTokens(keys.sealing),
    log,
    metrics,
    showSchemaTo: config.introspectionRoles,
  };
  const { rejections } = definition;
  return {
    apollo,
    endpoint: graphqlEndpoint({ apollo, ...parts }),
    subscriptions: schema.getSubscriptionType()
      ? subscriptionEndpoint({ schema, rejections, streams: new OpenStreams(), ...parts })
      : undefined,
  };
};

/** A service's main: `--role=api|relay|projections` (default all), everything else from the environment. */
export const runService = async (definition: ServiceDefinition): Promise<void> => {
  let log = loggerOf(definition.name, 'info');
  try {
    const config = readServiceConfig();
    log = loggerOf(definition.name, config.logLevel);
    const service = await startService(definition, config, log);
    stopOnSignals(service.stop, log);
    process.send?.({ ready: service.url });
  } catch (error) {
    // Messages about configuration and the database's settings are made for people; others may hold content.
    const plain =
      error instanceof BadConfiguration ||
      error instanceof KeysLost ||
      (error instanceof Error && error.name === 'UnsafeDatabase');
    log.fatal({ ...fieldsOf(error), ...(plain && { message: error.message }) }, 'could not start');
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 500).unref();
  }
};
