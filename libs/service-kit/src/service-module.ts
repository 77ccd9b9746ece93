import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventSourcingModule, type EventSourcingOptions } from '@securebase/event-sourcing';
import { KeyKeeper, Sealing } from '@securebase/sealing';
import { type ServiceConfig } from './config.ts';
import { type ServiceDefinition } from './definition.ts';
import { TenantDirectory } from './directory/tenant-directory.ts';
import { subgraph } from './graphql/subgraph.ts';
import { InputValidation } from './graphql/validation.ts';
import { type Logger } from './edge/index.ts';
import { mailerOf } from './mail/mailer.ts';
import { type Metrics } from './metrics.ts';
import { LOG } from './nest-logger.ts';
import { ModelWatch } from './reading/model-watch.ts';
import { ReadModels } from './reading/read-model.ts';
import { TenantData } from './reading/tenant-data.ts';
import { AccessTrail } from './sealing/access-trail.ts';
import { Certificates } from './sealing/certificates.ts';
import { type Keys } from './sealing/keys.ts';
import { Opener } from './sealing/opener.ts';

@Module({})
export class ServiceModule {
  /** What a process of the service needs in its roles. */
  static for(
    definition: ServiceDefinition,
    config: ServiceConfig,
    log: Logger,
    metrics: Metrics,
    keys: Keys,
  ): DynamicModule {
    const { name, catalogue, deciders, projections, reactions = [], duties = [] } = definition;
    const post = { mailer: mailerOf(config.mail), signInUrl: config.signInUrl };
    const api = config.roles.includes('api');
    return {
      module: ServiceModule,
      imports: [
        EventSourcingModule.for({
          service: name,
          config: {
            pipelineUrl: config.pipelineUrl,
            apiUrl: config.apiUrl,
            brokers: config.brokers,
            roles: config.roles,
            topic: `${name}.events`,
          },
          catalogue,
          sealing: keys.sealing,
          // Their own types are narrower than those of a list of any of them.
          deciders: deciders as unknown as EventSourcingOptions['deciders'],
          projections: projections as unknown as EventSourcingOptions['projections'],
          reactions: reactions.map((make) => (store, pool) => make(store, pool, keys.keeper)),
          duties: duties.map((make) => (store, pool) => make(store, pool, keys.keeper, post)),
          log,
          counts: metrics.pipeline,
        }),
        ...(api ? [database(definition, config), subgraph(definition.orphanedTypes)] : []),
      ],
      providers: api
        ? [{ provide: LOG, useValue: log }, ...keyProviders(keys), ...apiProviders(definition)]
        : [],
    };
  }
}

const keyProviders = ({ sealing, keeper, certificates }: Keys): Provider[] => [
  { provide: Certificates, useValue: certificates },
  { provide: Sealing, useValue: sealing },
  ...(keeper ? [{ provide: KeyKeeper, useValue: keeper }] : []),
];

/** What answers requests: resolvers and what they need. */
export const apiProviders = (definition: ServiceDefinition): Provider[] => [
  TenantData,
  TenantDirectory,
  ReadModels,
  ModelWatch,
  AccessTrail,
  Opener,
  { provide: APP_PIPE, useValue: new InputValidation() },
  ...definition.resolvers,
  ...(definition.providers ?? []),
];

const database = ({ entities }: ServiceDefinition, { apiUrl }: ServiceConfig) =>
  TypeOrmModule.forRoot({
    type: 'postgres',
    url: apiUrl,
    entities: [...entities],
    synchronize: false,
    migrationsRun: false,
    retryAttempts: 0,
    extra: { max: 10, application_name: 'securebase' },
  });
