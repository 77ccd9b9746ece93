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
/** Milliseconds before its end from which on a lease is renewed before it is relied on. */
const margin = 1_000;

/** The right to do one thing, of one instance at a time. Its epoch grows with each take-over. */
export class Lease {
  readonly name: string;
  readonly #pool: pg.Pool;
  readonly #owner: string;
  readonly #epoch: string;
  /** On this process's own clock, which goes on while the process is stopped. */
  #oursUntil: number;

  private constructor(pool: pg.Pool, name: string, owner: string, epoch: string, oursUntil: number) {
    this.name = name;
    this.#pool = pool;
    this.#owner = owner;
    this.#epoch = epoch;
    this.#oursUntil = oursUntil;
  }

  /** Name, owner and epoch: with them a statement can fence itself. */
  get identity(): readonly [name: string, owner: string, epoch: string] {
    return [this.name, this.#owner, this.#epoch];
  }

  /** Takes the lease when nobody has it. */
  static async acquire(pool: pg.Pool, name: string, owner: string, ttl: number): Promise<Lease | undefined> {
    const oursUntil = performance.now() + ttl;
    const { rows } = await pool.query<{ epoch: string }>(acquire, [name, owner, ttl]);
    const [row] = rows;
    return row && new Lease(pool, name, owner, row.epoch, oursUntil);
  }

  /** @throws LeaseLost when another instance has it. */
  async renew(ttl: number): Promise<void> {
    const oursUntil = performance.now() + ttl;
    const { rowCount } = await this.#pool.query(renew, [...this.identity, ttl]);
    if (rowCount !== 1) throw new LeaseLost(this.name);
    this.#oursUntil = oursUntil;
  }

  /**
   * Before a write outside the database, which cannot be fenced in a transaction: nobody else can have the lease yet.
   * Asks the database only when its time is nearly over. @throws LeaseLost when another instance has it.
   */
  async confirm(ttl: number): Promise<void> {
    if (performance.now() > this.#oursUntil - margin) await this.renew(ttl);
  }

  /** In the transaction of a write: nobody can take over before it ends. @throws LeaseLost when somebody has. */
  async fence(client: pg.ClientBase): Promise<void> {
    const { rowCount } = await client.query({ ...fence, values: [...this.identity] });
    if (rowCount !== 1) throw new LeaseLost(this.name);
  }

  async release(): Promise<void> {
    await this.#pool.query(release, [...this.identity]);
  }
}
