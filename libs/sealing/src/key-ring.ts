import { randomBytes } from 'node:crypto';
import DataLoader from 'dataloader';
import type pg from 'pg';
import { decrypt, encrypt, keyLength } from './cipher.ts';
import { KeysUnavailable } from './errors.ts';
import { MasterKeys, type MasterKeysOptions } from './masters.ts';

/** A subject's key; `ERASED` when it was destroyed; `undefined` when there never was one. */
export type DataKey = Buffer | 'ERASED' | undefined;

export interface KeyRingOptions extends MasterKeysOptions {
  /** As the services' role in the keys' database. */
  readonly pool: pg.Pool;
  /** For so long a key that was destroyed may still open something, in milliseconds. */
  readonly keptFor?: number;
  /** So many keys at most are kept. */
  readonly most?: number;
}

interface Wanted {
  readonly tenantId: string;
  readonly subject: string;
  /** Make one when there is none. */
  readonly make: boolean;
}

interface Row {
  readonly subject_id: string;
  readonly wrapped: Buffer | null;
  readonly generation: number;
  readonly master: string;
  readonly tenant_wrapped: Buffer | null;
}

/** How many milliseconds an unwrapped key stays in the memory of a process. */
export const keysKeptFor = 5_000;
const usuallyMost = 20_000;
const tries = 5;

const find = { name: 'keys.find', text: 'select * from keys.find($1, $2)' };
const newest = { name: 'keys.newest', text: 'select * from keys.newest($1)' };
const begin = 'select keys.begin_tenant($1, $2, $3)';
const add = { name: 'keys.add', text: 'select keys.add($1, $2, $3, $4) as added' };

export const tenantContext = (tenantId: string): Readonly<Record<string, string>> => ({
  purpose: 'securebase tenant key',
  tenant: tenantId,
});
export const dataKeyPlace = (tenantId: string, subject: string): string => `${tenantId}|${subject}|data key`;

/** What is kept for a while: the oldest goes first. */
class Kept<Value> {
  readonly #values = new Map<string, { readonly value: Value; readonly until: number }>();
  readonly #for: number;
  readonly #most: number;
  constructor(keptFor: number, most: number) {
    this.#for = keptFor;
    this.#most = most;
  }

  get(key: string): Value | undefined {
    const found = this.#values.get(key);
    if (found && found.until > performance.now()) return found.value;
    if (found) this.#values.delete(key);
    return undefined;
  }

  set(key: string, value: Value): Value {
    this.#values.delete(key);
    this.#values.set(key, { value, until: performance.now() + this.#for });
    if (this.#values.size > this.#most) this.#values.delete(this.#values.keys().next().value ?? '');
    return value;
  }

  clear(): void {
    this.#values.clear();
  }
}

/** The data keys of subjects, unwrapped and kept for seconds. */
export class KeyRing {
  readonly #pool: pg.Pool;
  readonly #masters: MasterKeys;
  readonly #kept: Kept<Buffer | 'ERASED'>;
  readonly #tenants: Kept<Buffer>;
  readonly #loader: DataLoader<Wanted, DataKey>;

  constructor({ pool, keptFor = keysKeptFor, most = usuallyMost, ...masters }: KeyRingOptions) {
    this.#pool = pool;
    this.#masters = new MasterKeys(masters);
    this.#kept = new Kept(keptFor, most);
    this.#tenants = new Kept(keptFor, most);
    this.#loader = new DataLoader((wanted) => this.#load(wanted), { cache: false, maxBatchSize: 1_000 });
  }

  /** The key when it is at hand. */
  atHand(tenantId: string, subject: string): Buffer | 'ERASED' | undefined {
    return this.#kept.get(`${tenantId}/${subject}`);
  }

  /**
   * The keys of subjects, by subject.
   * @param make whether who has none gets one
   * @throws KeysUnavailable
   */
  async keysOf(
    tenantId: string,
    subjects: readonly string[],
    make: boolean,
  ): Promise<ReadonlyMap<string, DataKey>> {
    const found = await Promise.all(
      subjects.map(
        async (subject) => this.atHand(tenantId, subject) ?? this.#loader.load({ tenantId, subject, make }),
      ),
    );
    return new Map(subjects.map((subject, index) => [subject, found[index]]));
  }

  /** Which of these subjects have no key and never had one: what was sealed for them cannot be opened. */
  async without(tenantId: string, subjects: readonly string[]): Promise<string[]> {
    const known = new Set((await this.#rows(tenantId, subjects)).map(({ subject_id: id }) => id));
    return subjects.filter((subject) => !known.has(subject));
  }

  /** Forgets what is kept. */
  forget(): void {
    this.#kept.clear();
    this.#tenants.clear();
  }

  /** What is asked for at the same time is one statement for each tenant. */
  async #load(wanted: readonly Wanted[]): Promise<DataKey[]> {
    const found = new Map<string, DataKey>();
    for (const [tenantId, ofTenant] of Map.groupBy(wanted, (each) => each.tenantId)) {
      const subjects = [...new Set(ofTenant.map(({ subject }) => subject))];
      const made = new Set(ofTenant.filter(({ make }) => make).map(({ subject }) => subject));
      for (const [subject, key] of await this.#ofTenant(tenantId, subjects, made))
        found.set(`${tenantId}/${subject}`, key);
    }
    return wanted.map(({ tenantId, subject }) => found.get(`${tenantId}/${subject}`));
  }

  async #ofTenant(
    tenantId: string,
    subjects: readonly string[],
    make: ReadonlySet<string>,
  ): Promise<Map<string, DataKey>> {
    const keys = new Map<string, DataKey>();
    for (let attempt = 1; ; attempt++) {
      const missing = subjects.filter((subject) => !keys.has(subject));
      for (const row of await this.#rows(tenantId, missing)) {
        const key = await this.#unwrapped(tenantId, row);
        keys.set(row.subject_id, this.#kept.set(`${tenantId}/${row.subject_id}`, key));
      }
      const without = missing.filter((subject) => !keys.has(subject) && make.has(subject));
      if (without.length === 0) return keys;
      if (attempt === tries) throw new KeysUnavailable('new ones could not be added');
      await this.#add(tenantId, without); // somebody else may be quicker: what is there is looked up
    }
  }

  async #rows(tenantId: string, subjects: readonly string[]): Promise<Row[]> {
    return (await this.#query<Row>({ ...find, values: [tenantId, subjects] })).rows;
  }

  async #unwrapped(tenantId: string, row: Row): Promise<Buffer | 'ERASED'> {
    const { subject_id: subject, wrapped, generation, master, tenant_wrapped: tenantWrapped } = row;
    if (wrapped === null || tenantWrapped === null) return 'ERASED';
    const tenantKey = await this.#tenantKey(tenantId, generation, master, tenantWrapped);
    return decrypt(tenantKey, dataKeyPlace(tenantId, subject), wrapped);
  }

  async #tenantKey(tenantId: string, generation: number, master: string, wrapped: Buffer): Promise<Buffer> {
    const name = `${tenantId}/${generation}`;
    const kept = this.#tenants.get(name);
    if (kept) return kept;
    const plain = await this.#masters.named(master).unwrap(wrapped, tenantContext(tenantId));
    return this.#tenants.set(name, Buffer.from(plain));
  }

  async #add(tenantId: string, subjects: readonly string[]): Promise<void> {
    const { rows } = await this.#query<{ generation: number; master: string; wrapped: Buffer | null }>({
      ...newest,
      values: [tenantId],
    });
    const [tenant] = rows;
    if (!tenant) {
      const master = this.#masters.of(tenantId);
      const wrapped = await master.wrap(randomBytes(keyLength), tenantContext(tenantId));
      await this.#query({ text: begin, values: [tenantId, master.id, wrapped] });
      await this.#add(tenantId, subjects);
      return;
    }
    const { generation, master, wrapped } = tenant;
    if (wrapped === null) throw new KeysUnavailable('those of the tenant were destroyed');
    const tenantKey = await this.#tenantKey(tenantId, generation, master, wrapped);
    const made = subjects.map((subject) =>
      encrypt(tenantKey, dataKeyPlace(tenantId, subject), randomBytes(keyLength)),
    );
    await this.#query({ ...add, values: [tenantId, generation, subjects, made] });
  }

  async #query<R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    try {
      return await this.#pool.query<R>(query);
    } catch {
      throw new KeysUnavailable('their database does not answer'); // its own message may name hosts
    }
  }
}
