import { type PipelineCounts } from '@securebase/event-sourcing';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a process counts, for Prometheus. Labels are names of code, never of people or content. */
export class Metrics {
  readonly registry = new Registry();
  readonly #ok: Histogram.Internal<'outcome'>;
  readonly #failed: Histogram.Internal<'outcome'>;
  readonly #errors: Counter<'code'>;
  readonly #published: Counter;
  readonly #applied: Counter<'projection'>;
  readonly #parked: Counter<'projection'>;
  readonly #left: Gauge<'projection' | 'partition'>;

  constructor(service: string) {
    const registers = [this.registry];
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    const requests = new Histogram({
      name: 'securebase_request_seconds',
      help: 'Duration of GraphQL requests.',
      labelNames: ['outcome'],
      buckets,
      registers,
    });
    this.#ok = requests.labels('ok'); // looked up once
    this.#failed = requests.labels('error');
    this.#errors = new Counter({
      name: 'securebase_errors_total',
      help: 'Errors in answers, by their code.',
      labelNames: ['code'],
      registers,
    });
    this.#published = new Counter({
      name: 'securebase_events_published_total',
      help: 'Events that the relay sent to Kafka.',
      registers,
    });
    this.#applied = new Counter({
      name: 'securebase_events_applied_total',
      help: 'Events that read models took in.',
      labelNames: ['projection'],
      registers,
    });
    this.#parked = new Counter({
      name: 'securebase_events_parked_total',
      help: 'Events that read models could not take in.',
      labelNames: ['projection'],
      registers,
    });
    this.#left = new Gauge({
      name: 'securebase_topic_messages_behind',
      help: 'Messages of a partition that a read model has not taken in yet.',
      labelNames: ['projection', 'partition'],
      registers,
    });
  }

  request(seconds: number, codes: readonly string[]): void {
    (codes.length === 0 ? this.#ok : this.#failed).observe(seconds);
    for (const code of codes) this.#errors.inc({ code });
  }

  get pipeline(): PipelineCounts {
    return {
      published: (count) => {
        this.#published.inc(count);
      },
      applied: (projection, count, parked) => {
        this.#applied.inc({ projection }, count);
        if (parked > 0) this.#parked.inc({ projection }, parked);
      },
      left: (projection, partition, messages) => {
        this.#left.set({ projection, partition: String(partition) }, messages);
      },
    };
  }
}
