import type pg from 'pg';

export interface Snapshot<S> {
  readonly version: number;
  readonly state: S;
}

const read = {
  name: 'log.read-snapshot',
  text: 'select version, state from log.snapshot where tenant_id = $1 and stream = $2 and decider_version = $3',
};
const write = {
  name: 'log.write-snapshot',
  text: `insert into log.snapshot (tenant_id, stream, decider_version, version, state) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, stream) do update
      set decider_version = excluded.decider_version, version = excluded.version, state = excluded.state
      where (snapshot.decider_version, snapshot.version) < (excluded.decider_version, excluded.version)`,
};

/** States of long streams, so that not every event has to be read again. Disposable: the log knows everything. */
export class Snapshots {
  readonly #pool: pg.Pool;
  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async find<S>(tenantId: string, stream: string, deciderVersion: number): Promise<Snapshot<S> | undefined> {
    const { rows } = await this.#pool.query<Snapshot<S>>({
      ...read,
      values: [tenantId, stream, deciderVersion],
    });
    return rows[0];
  }

  async save<S>(
    tenantId: string,
    stream: string,
    deciderVersion: number,
    { version, state }: Snapshot<S>,
  ): Promise<void> {
    await this.#pool.query({
      ...write,
      values: [tenantId, stream, deciderVersion, version, JSON.stringify(state)],
    });
  }
}
