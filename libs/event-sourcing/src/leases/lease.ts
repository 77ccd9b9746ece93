import type pg from 'pg';

/** Another instance has the lease now: whoever held it before stops before its next write. */
export class LeaseLost extends Error {
  constructor(name: string) {
    super(`Another instance has taken over ${name}.`);
  }
}

const acquire = `
  insert into log.lease (name, owner, epoch, expires_at)
  values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
  on conflict (name) do update
    set owner = excluded.owner, epoch = lease.epoch + 1, expires_at = excluded.expires_at
    where lease.expires_at < clock_timestamp()
  returning epoch`;
const renew = `
  update log.lease set expires_at = clock_timestamp() + $4 * interval '1 millisecond'
  where name = $1 and owner = $2 and epoch = $3`;
const release = `update log.lease set expires_at = '-infinity' where name = $1 and owner = $2 and epoch = $3`;
const fence = {
  name: 'log.fence',
  text: 'select from log.lease where name = $1 and owner = $2 and epoch = $3 for share',
};

/** The right to do one thing, of one instance at a time. Its epoch grows with each take-over. */
export class Lease {
  readonly name: string;
  readonly #pool: pg.Pool;
  readonly #owner: string;
  readonly #epoch: string;

  private constructor(pool: pg.Pool, name: string, owner: string, epoch: string) {
    this.name = name;
    this.#pool = pool;
    this.#owner = owner;
    this.#epoch = epoch;
  }

  /** Takes the lease when nobody has it. */
  static async acquire(pool: pg.Pool, name: string, owner: string, ttl: number): Promise<Lease | undefined> {
    const { rows } = await pool.query<{ epoch: string }>(acquire, [name, owner, ttl]);
    const [row] = rows;
    return row && new Lease(pool, name, owner, row.epoch);
  }

  /** @throws LeaseLost when another instance has it. */
  async renew(ttl: number): Promise<void> {
    const { rowCount } = await this.#pool.query(renew, [this.name, this.#owner, this.#epoch, ttl]);
    if (rowCount !== 1) throw new LeaseLost(this.name);
  }

  /** In the transaction of a write: nobody can take over before it ends. @throws LeaseLost when somebody has. */
  async fence(client: pg.ClientBase): Promise<void> {
    const { rowCount } = await client.query({ ...fence, values: [this.name, this.#owner, this.#epoch] });
    if (rowCount !== 1) throw new LeaseLost(this.name);
  }

  async release(): Promise<void> {
    await this.#pool.query(release, [this.name, this.#owner, this.#epoch]);
  }
}
