import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { decrypt, encrypt, keyLength } from './cipher.ts';
import { KeysUnavailable } from './errors.ts';
import { dataKeyPlace, tenantContext } from './key-ring.ts';
import { MasterKeys, type MasterKeysOptions } from './masters.ts';

export interface KeyKeeperOptions extends MasterKeysOptions {
  /** As the keeper's role in the keys' database. */
  readonly pool: pg.Pool;
}

interface TenantKeyRow {
  readonly tenant_id: string;
  readonly generation: number;
  readonly master: string;
  readonly wrapped: Buffer;
}

const batch = 1_000;

/** What is done to keys: destroying them, and wrapping them anew. No event is touched by any of it. */
export class KeyKeeper {
  readonly #pool: pg.Pool;
  readonly #masters: MasterKeys;
  constructor({ pool, ...masters }: KeyKeeperOptions) {
    this.#pool = pool;
    this.#masters = new MasterKeys(masters);
  }

  /** Destroys a subject's key, for good; whoever had none never gets one. Returns when it was destroyed, the first time. */
  async destroySubject(tenantId: string, subject: string): Promise<Date> {
    const { rows } = await this.#pool.query<{ destroyed_at: Date }>(
      `insert into keys.data_key (tenant_id, subject_id, generation, wrapped, destroyed_at)
       values ($1, $2, coalesce((select max(generation) from keys.tenant_key where tenant_id = $1), 1), null, clock_timestamp())
       on conflict (tenant_id, subject_id) do update
         set wrapped = null, destroyed_at = coalesce(data_key.destroyed_at, clock_timestamp())
       returning destroyed_at`,
      [tenantId, subject],
    );
    const [row] = rows;
    if (!row) throw new KeysUnavailable('the key could not be destroyed');
    return row.destroyed_at;
  }

  /** Destroys every key of a tenant, for good. */
  async destroyTenant(tenantId: string): Promise<void> {
    await this.#locked(tenantId, async (client) => {
      for (const table of ['data_key', 'tenant_key'])
        await client.query(
          `update keys.${table} set wrapped = null, destroyed_at = clock_timestamp()
            where tenant_id = $1 and wrapped is not null`,
          [tenantId],
        );
    });
  }

  /**
   * Gives a tenant a new key, wraps every data key with it and destroys the old ones. Interrupted, it can be called again.
   * @returns how many data keys were wrapped anew
   */
  async rotateTenantKey(tenantId: string): Promise<number> {
    const master = this.#masters.of(tenantId);
    const fresh = randomBytes(keyLength);
    const wrapped = await master.wrap(fresh, tenantContext(tenantId));
    const generation = await this.#locked(tenantId, async (client) => {
      const { rows } = await client.query<{ generation: number }>(
        `insert into keys.tenant_key (tenant_id, generation, master, wrapped)
         select $1, coalesce(max(generation), 0) + 1, $2, $3 from keys.tenant_key where tenant_id = $1 returning generation`,
        [tenantId, master.id, wrapped],
      );
      return rows[0]?.generation ?? 1;
    });
    let done = 0;
    for (let moved = batch; moved === batch; done += moved)
      moved = await this.#rewrapSome(tenantId, generation, createSecretKey(fresh));
    await this.#pool.query(
      `update keys.tenant_key set wrapped = null, destroyed_at = clock_timestamp()
        where tenant_id = $1 and generation < $2 and wrapped is not null`,
      [tenantId, generation],
    );
    return done;
  }

  /** Wraps every tenant's key with the master key that it is to be wrapped with, where another one has. Returns how many. */
  async rewrapTenantKeys(): Promise<number> {
    const { rows } = await this.#pool.query<TenantKeyRow>(
      'select tenant_id, generation, master, wrapped from keys.tenant_key where wrapped is not null',
    );
    const moving = rows.filter((row) => row.master !== this.#masters.of(row.tenant_id).id);
    for (const { tenant_id: tenantId, generation, master: from, wrapped } of moving) {
      const plain = await this.#masters.named(from).unwrap(wrapped, tenantContext(tenantId));
      const to = this.#masters.of(tenantId);
      await this.#pool.query(
        'update keys.tenant_key set master = $3, wrapped = $4 where tenant_id = $1 and generation = $2 and wrapped = $5',
        [tenantId, generation, to.id, await to.wrap(plain, tenantContext(tenantId)), wrapped],
      );
    }
    return moving.length;
  }

  async #rewrapSome(tenantId: string, generation: number, fresh: KeyObject): Promise<number> {
    const { rows } = await this.#pool.query<{
      subject_id: string;
      wrapped: Buffer;
      generation: number;
      master: string;
      tenant_wrapped: Buffer;
    }>(
      `select d.subject_id, d.wrapped, d.generation, t.master, t.wrapped as tenant_wrapped
         from keys.data_key d join keys.tenant_key t using (tenant_id, generation)
        where d.tenant_id = $1 and d.generation < $2 and d.wrapped is not null limit $3`,
      [tenantId, generation, batch],
    );
    const old = new Map<number, KeyObject>();
    const made: Buffer[] = [];
    for (const row of rows) {
      const known = old.get(row.generation);
      const key =
        known ??
        createSecretKey(
          await this.#masters.named(row.master).unwrap(row.tenant_wrapped, tenantContext(tenantId)),
        );
      old.set(row.generation, key);
      const place = dataKeyPlace(tenantId, row.subject_id);
      made.push(encrypt(fresh, place, decrypt(key, place, row.wrapped)));
    }
    // What was destroyed since then stays so, and what a later rotation has moved on already.
    await this.#pool.query(
      `update keys.data_key d set generation = $2, wrapped = n.wrapped
         from unnest($3::uuid[], $4::bytea[]) n (subject_id, wrapped)
        where d.tenant_id = $1 and d.subject_id = n.subject_id and d.generation < $2 and d.wrapped is not null`,
      [tenantId, generation, rows.map(({ subject_id: id }) => id), made],
    );
    return rows.length;
  }

  async #locked<T>(tenantId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(keys.tenant_lock($1))', [tenantId]);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }
}
