import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the gateway counts, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  readonly #ok: Histogram.Internal<'outcome'>;
  readonly #failed: Histogram.Internal<'outcome'>;
  readonly #subgraphs: Histogram<'subgraph' | 'outcome'>;
  readonly #errors: Counter<'code'>;
  readonly #reloads: Counter<'outcome'>;

  constructor() {
    const registers = [this.registry];
    this.registry.setDefaultLabels({ service: 'gateway' });
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
    this.#subgraphs = new Histogram({
      name: 'securebase_subgraph_request_seconds',
      help: 'Duration of requests to services.',
      labelNames: ['subgraph', 'outcome'],
      buckets,
      registers,
    });
    this.#errors = new Counter({
      name: 'securebase_errors_total',
      help: 'Errors in answers, by their code.',
      labelNames: ['code'],
      registers,
    });
    this.#reloads = new Counter({
      name: 'securebase_supergraph_reloads_total',
      help: 'How often the supergraph was read again.',
      labelNames: ['outcome'],
      registers,
    });
  }

  request(seconds: number, codes: readonly string[]): void {
    (codes.length === 0 ? this.#ok : this.#failed).observe(seconds);
    for (const code of codes) this.#errors.inc({ code });
  }

  subgraph(subgraph: string, outcome: string, seconds: number): void {
    this.#subgraphs.observe({ subgraph, outcome }, seconds);
  }

  reload(outcome: 'ok' | 'refused'): void {
    this.#reloads.inc({ outcome });
  }
}
