import { type Kafka } from 'kafkajs';
import type pg from 'pg';
import { extendChain } from './chain/extend-chain.ts';
import { type Duty, Follower, type PipelineLog } from './following/follower.ts';
import { watchLog } from './following/watch-log.ts';
import { KafkaPublisher } from './kafka/publisher.ts';
import { batchSize, followLog } from './projections/follow-log.ts';
import { followTopic } from './projections/follow-topic.ts';
import { type AnyProjection } from './projections/table.ts';
import { Tail } from './projections/tail.ts';
import { type AnyReaction, reacting } from './reactions/react.ts';
import { relay } from './relay/relay.ts';
import { type Catalogue } from './store/catalogue.ts';
import { type EventStore } from './store/event-store.ts';

/** What a process takes part in; a service can be one process with all of them, or several. */
export type ServiceRole = 'api' | 'relay' | 'projections';
export const serviceRoles: readonly ServiceRole[] = ['api', 'relay', 'projections'];

/** What happened, for metrics. */
export interface PipelineCounts {
  published(count: number): void;
  applied(projection: string, count: number, parked: number): void;
  /** How many messages of a followed topic's partition are still to come. */
  left?(projection: string, part: number, messages: number): void;
}

export interface PipelineOptions {
  readonly service: string;
  readonly topic: string;
  readonly roles: readonly ServiceRole[];
  readonly catalogue: Catalogue;
  readonly projections: readonly AnyProjection[];
  readonly reactions: readonly AnyReaction[];
  /** What else is done by one instance at a time, beside the projections. */
  readonly duties: readonly Duty[];
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly kafka: Kafka;
  readonly log: PipelineLog;
  readonly counts?: PipelineCounts;
}

const projectionDuty = (options: PipelineOptions, projection: AnyProjection, tail: Tail): Duty => {
  const { pool, catalogue, kafka, counts } = options;
  const applied = (count: number, parked: number) => counts?.applied(projection.name, count, parked);
  const left = (part: number, messages: number) => counts?.left?.(projection.name, part, messages);
  return projection.source.kind === 'LOG'
    ? followLog({ projection, catalogue, pool, tail, applied })
    : followTopic({ projection, topic: projection.source.topic, catalogue, kafka, pool, applied, left });
};

const tailOf = ({ pool, projections }: PipelineOptions): Tail => {
  const own = projections.filter(({ source }) => source.kind === 'LOG');
  return new Tail(pool, [...new Set(own.flatMap(({ on }) => Object.keys(on)))], batchSize);
};

/** Relay, projections and reactions of one process, as its roles ask for. */
export class Pipeline {
  readonly #followers: readonly Follower[];
  readonly #options: PipelineOptions;
  readonly #stop = new AbortController();
  #unsubscribe: () => void = () => undefined;
  #watching: Promise<void> = Promise.resolve();

  constructor(options: PipelineOptions) {
    this.#options = options;
    const { service, topic, roles, store, pool, kafka, catalogue, log, counts } = options;
    const duties: Duty[] = [];
    if (roles.includes('relay')) {
      duties.push(extendChain(pool));
      const published = (count: number) => counts?.published(count);
      duties.push(relay({ service, topic, store, pool, publisher: new KafkaPublisher(kafka), published }));
    }
    if (roles.includes('projections')) {
      const tail = tailOf(options);
      duties.push(
        ...options.projections.map((projection) => projectionDuty(options, projection, tail)),
        ...options.reactions.map((reaction) => reacting({ reaction, store, catalogue, kafka, pool })),
        ...options.duties,
      );
    }
    this.#followers = duties.map((duty) => new Follower(duty, pool, log));
  }

  start(): void {
    for (const follower of this.#followers) follower.start();
    const wake = () => {
      for (const { signal } of this.#followers) signal.wake();
    };
    const { store, pool } = this.#options;
    this.#unsubscribe = store.onAppended(wake);
    if (this.#followers.length > 0) this.#watching = watchLog(pool, wake, this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stop.abort();
    await this.#watching;
    await Promise.all(this.#followers.map((follower) => follower.stop()));
  }
}
