import { type Decider, type Event } from '@securebase/domain-kit';
import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type Sealing } from '@securebase/sealing';
import { type Kafka } from 'kafkajs';
import pg from 'pg';
import { ConsistencyGate } from './consistency/gate.ts';
import { type Duty, type PipelineLog } from './following/follower.ts';
import { kafkaClient } from './kafka/publisher.ts';
import { ParkedEvents } from './parked/parked-events.ts';
import { Pipeline, type PipelineCounts, type ServiceRole } from './pipeline.ts';
import { type AnyProjection, openedBy } from './projections/table.ts';
import { type AnyReaction } from './reactions/react.ts';
import { type Catalogue } from './store/catalogue.ts';
import { checkDatabase } from './store/checks.ts';
import { commandHandlers } from './store/command-handlers.ts';
import { EventStore } from './store/event-store.ts';
import { type DomainCommand } from './store/handle.ts';

export interface EventSourcingOptions {
  readonly service: string;
  readonly config: {
    /** As the pipeline's role: append, relay, projections. */
    readonly pipelineUrl: string;
    /** As the api's role: how far the models are. */
    readonly apiUrl: string;
    readonly brokers: readonly string[];
    readonly roles: readonly ServiceRole[];
    readonly topic: string;
  };
  /** Of all services: a read model may follow another's topic. */
  readonly catalogue: Catalogue;
  /** Encrypts and opens personal values; may be missing where there are none. */
  readonly sealing?: Sealing | undefined;
  readonly deciders: readonly Decider<DomainCommand, Event, unknown>[];
  readonly projections: readonly AnyProjection[];
  readonly reactions?: readonly ((store: EventStore, pool: pg.Pool) => AnyReaction)[];
  readonly duties?: readonly ((store: EventStore, pool: pg.Pool) => Duty)[];
  readonly log: PipelineLog;
  readonly counts?: PipelineCounts;
}

/** Injects the pool of the pipeline's role. */
export const PIPELINE_POOL = Symbol('PIPELINE_POOL');
const GATE_POOL = Symbol('GATE_POOL');
const REACTIONS = Symbol('REACTIONS');
const KAFKA = Symbol('KAFKA');
const OPTIONS = Symbol('OPTIONS');

const poolOf = (connectionString: string, max: number, log: PipelineLog): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max, application_name: 'securebase' });
  // An idle connection that the server closed is replaced at the next use.
  pool.on('error', () => {
    log.warn({}, 'the database closed an idle connection');
  });
  return pool;
};

/** Names of the services whose topics are followed, and by which read models. */
const foreignModels = (projections: readonly AnyProjection[]): Record<string, string[]> => {
  const models: Record<string, string[]> = {};
  for (const { name, source } of projections)
    if (source.kind === 'TOPIC') (models[source.topic.replace(/\.events$/, '')] ??= []).push(name);
  return models;
};

/** Read models and reactions keep their places under their names: two of one name would take each other's events. */
const uniquelyNamed = (
  projections: readonly AnyProjection[],
  reactions: readonly AnyReaction[],
): readonly AnyReaction[] => {
  const names = [...projections, ...reactions].map(({ name }) => name);
  const twice = names.find(
    (name, index) => names.indexOf(name) !== index || name === 'relay' || name === 'chain',
  );
  if (twice !== undefined)
    throw new Error(`Two of the service's read models and reactions are called ${twice}.`);
  return reactions;
};

/** The event store of a service, its command handlers, and its relay, projections and reactions as its roles ask for. */
@Module({})
export class EventSourcingModule implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #pipeline: Pipeline;
  readonly #pools: readonly pg.Pool[];

  constructor(
    @Inject(OPTIONS) options: EventSourcingOptions,
    @Inject(EventStore) store: EventStore,
    @Inject(PIPELINE_POOL) pool: pg.Pool,
    @Inject(GATE_POOL) gatePool: pg.Pool,
    @Inject(REACTIONS) reactions: readonly AnyReaction[],
    @Inject(KAFKA) kafka: Kafka,
  ) {
    this.#pools = [pool, gatePool];
    const { service, config, catalogue, projections, duties = [], log, counts } = options;
    this.#pipeline = new Pipeline({
      service,
      topic: config.topic,
      roles: config.roles,
      catalogue,
      projections,
      reactions,
      duties: duties.map((make) => make(store, pool)),
      store,
      pool,
      kafka,
      log,
      ...(counts && { counts }),
    });
  }

  static for(given: EventSourcingOptions): DynamicModule {
    const projections = given.projections.map((each) => openedBy(each, given.sealing));
    const options = { ...given, projections };
    const { service, config, catalogue, deciders, reactions = [], log, sealing } = options;
    const own = projections.filter(({ source }) => source.kind === 'LOG').map(({ name }) => name);
    const foreign = foreignModels(projections);
    return {
      module: EventSourcingModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: OPTIONS, useValue: options },
        {
          provide: PIPELINE_POOL,
          useFactory: async () => {
            const pool = poolOf(config.pipelineUrl, 12, log);
            await checkDatabase(pool);
            return pool;
          },
        },
        { provide: GATE_POOL, useFactory: () => poolOf(config.apiUrl, 4, log) },
        {
          provide: EventStore,
          useFactory: (pool: pg.Pool) => new EventStore({ pool, catalogue, sealing }),
          inject: [PIPELINE_POOL],
        },
        {
          provide: ConsistencyGate,
          useFactory: (pool: pg.Pool) => new ConsistencyGate({ service, pool, own, foreign }),
          inject: [GATE_POOL],
        },
        {
          provide: KAFKA,
          useFactory: () => kafkaClient(service, config.brokers),
        },
        {
          provide: REACTIONS,
          useFactory: (store: EventStore, pool: pg.Pool) =>
            uniquelyNamed(
              projections,
              reactions.map((make) => make(store, pool)),
            ),
          inject: [EventStore, PIPELINE_POOL],
        },
        {
          provide: ParkedEvents,
          useFactory: (pool: pg.Pool, store: EventStore, kafka: Kafka, made: readonly AnyReaction[]) =>
            new ParkedEvents({ pool, store, kafka, catalogue, projections, reactions: made }),
          inject: [PIPELINE_POOL, EventStore, KAFKA, REACTIONS],
        },
        ...commandHandlers(deciders),
      ],
      exports: [CqrsModule, EventStore, ConsistencyGate, ParkedEvents, PIPELINE_POOL],
    };
  }

  onApplicationBootstrap(): void {
    this.#pipeline.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pipeline.stop();
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }
}
