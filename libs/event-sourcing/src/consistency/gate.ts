import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';
import { partsOf } from './token.ts';

/** The models have not come that far in time. The caller may ask again. */
export class NotYetVisible extends Error {
  readonly code = 'NOT_YET_VISIBLE';
  constructor() {
    super('NOT_YET_VISIBLE');
  }
}

export interface Gated {
  readonly service: string;
  /** Over a pool of the api role: it may see places, no content. */
  readonly pool: pg.Pool;
  /** The names of the read models that follow the own log. */
  readonly own: readonly string[];
  /** The names of the read models that follow another service's topic, by that service. */
  readonly foreign: Readonly<Record<string, readonly string[]>>;
}

const passed = {
  name: 'log.models-passed',
  text: 'select coalesce(bool_and(coalesce(c.pos, 0) >= $2), true) as yes from unnest($1::text[]) n left join log.checkpoint c on c.name = n',
};
const seen = { name: 'log.models-seen', text: 'select log.models_seen($1, $2, $3, $4) as yes' };

const shortest = 5;
const longest = 50;

/** Lets a query through when this service's models have passed what its token names. */
export class ConsistencyGate {
  readonly #gated: Gated;
  constructor(gated: Gated) {
    this.#gated = gated;
  }

  /** @throws NotYetVisible after the time-out; BadConsistencyToken. Parts that no model here follows are ignored. */
  async waitFor(
    tenantId: string,
    token: string | undefined,
    { timeoutMs }: { timeoutMs: number },
  ): Promise<void> {
    if (token === undefined) return;
    const parts = Object.entries(partsOf(token));
    const deadline = performance.now() + timeoutMs;
    for (let pause = shortest; ; pause = Math.min(longest, pause * 1.5)) {
      const states = await Promise.all(
        parts.map(([service, { p, s }]) => this.#passed(tenantId, service, p, s)),
      );
      if (states.every(Boolean)) return;
      if (performance.now() + pause > deadline) throw new NotYetVisible();
      await after(pause);
    }
  }

  async #passed(tenantId: string, service: string, position: number, streams: Record<string, number>) {
    const { pool, own, foreign } = this.#gated;
    if (service === this.#gated.service) {
      const { rows } = await pool.query<{ yes: boolean }>({ ...passed, values: [own, position] });
      return rows[0]?.yes === true;
    }
    const models = Object.hasOwn(foreign, service) ? (foreign[service] ?? []) : [];
    if (models.length === 0) return true;
    const values = [models, tenantId, Object.keys(streams), Object.values(streams)];
    const { rows } = await pool.query<{ yes: boolean }>({ ...seen, values });
    return rows[0]?.yes === true;
  }
}
