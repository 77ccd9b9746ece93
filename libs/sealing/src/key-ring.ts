import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import DataLoader from 'dataloader';
import type pg from 'pg';
import { decrypt, encrypt, keyLength } from './cipher.ts';
import { KeysUnavailable } from './errors.ts';
import { Kept } from './kept.ts';
import { MasterKeys, type MasterKeysOptions } from './masters.ts';

/** A subject's key; `ERASED` when it was destroyed; `undefined` when there never was one. */
export type DataKey = KeyObject | 'ERASED' | undefined;

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

/** The key of a tenant that wraps new data keys, itself wrapped: how long it stays in memory is decided in one place. */
interface Newest {
  readonly generation: number;
  readonly master: string;
  readonly wrapped: Buffer;
}

interface Made {
  readonly key: KeyObject;
  readonly wrapped: Buffer;
}

interface Row {
  readonly subject_id: string;
  readonly wrapped: Buffer | null;
  readonly generation: number;
  readonly master: string;
  readonly tenant_wrapped: Buffer | null;
}

/** For how many milliseconds a process uses an unwrapped key; within a tenth more it has left its memory. */
export const keysKeptFor = 5_000;
const usuallyMost = 20_000;
const tries = 5;

const find = { name: 'keys.find', text: 'select * from keys.find($1, $2)' };
const newest = { name: 'keys.newest', text: 'select * from keys.newest($1)' };
const begin = 'select keys.begin_tenant($1, $2, $3)';
const take = { name: 'keys.take', text: 'select * from keys.take($1, $2, $3, $4)' };

export const tenantContext = (tenantId: string): Readonly<Record<string, string>> => ({
  purpose: 'securebase tenant key',
  tenant: tenantId,
});
export const dataKeyPlace = (tenantId: string, subject: string): string => `${tenantId}|${subject}|data key`;

/** The bytes do not stay beside the key. */
const keyOf = (bytes: Uint8Array): KeyObject => {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
};

/** The data keys of subjects, unwrapped and kept for seconds. */
export class KeyRing {
  readonly #pool: pg.Pool;
  readonly #masters: MasterKeys;
  readonly #kept: Kept<KeyObject | 'ERASED'>;
  readonly #tenants: Kept<KeyObject>;
  readonly #newest: Kept<Newest>;
  readonly #loader: DataLoader<Wanted, Promise<DataKey>>;

  constructor({ pool, keptFor = keysKeptFor, most = usuallyMost, ...masters }: KeyRingOptions) {
    this.#pool = pool;
    this.#masters = new MasterKeys(masters);
    this.#kept = new Kept(keptFor, most);
    this.#tenants = new Kept(keptFor, most);
    this.#newest = new Kept(keptFor, most);
    this.#loader = new DataLoader((wanted) => this.#load(wanted), {
      cache: false,
      maxBatchSize: 1_000,
      // After this turn of the event loop: requests that came in together ask together.
      batchScheduleFn: setImmediate,
    });
  }

  /** The key when it is at hand. */
  atHand(tenantId: string, subject: string): KeyObject | 'ERASED' | undefined {
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
    this.#newest.clear();
  }

  /** What is asked for at the same time is one statement for each tenant. Nobody waits for, or fails with, another tenant's. */
  #load(wanted: readonly Wanted[]): Promise<Promise<DataKey>[]> {
    const groupOf = ({ tenantId, make }: Wanted) => `${tenantId}/${make}`;
    const groups = Map.groupBy(wanted, groupOf);
    const loading = new Map([...groups].map(([name, group]) => [name, this.#loadGroup(group)]));
    return Promise.resolve(wanted.map(async (each) => (await loading.get(groupOf(each)))?.get(each.subject)));
  }

  /** Of one tenant, all of them either to be made or not. */
  async #loadGroup(group: readonly Wanted[]): Promise<Map<string, DataKey>> {
    const [{ tenantId, make } = { tenantId: '', make: false }] = group;
    const subjects = [...new Set(group.map(({ subject }) => subject))];
    const keys = new Map<string, DataKey>();
    for (let attempt = 1; ; attempt++) {
      const missing = subjects.filter((subject) => !keys.has(subject));
      const asked = performance.now(); // what is destroyed from now on, the answer may not know
      const found = await (make ? this.#take(tenantId, missing) : this.#find(tenantId, missing));
      for (const [subject, key] of found)
        keys.set(subject, this.#kept.set(`${tenantId}/${subject}`, key, asked));
      if (!make || keys.size === subjects.length) return keys;
      if (attempt === tries) throw new KeysUnavailable('new ones could not be added');
      this.#newest.delete(tenantId); // it was not the newest any more
    }
  }

  async #find(tenantId: string, subjects: readonly string[]): Promise<Map<string, KeyObject | 'ERASED'>> {
    return this.#unwrapped(tenantId, await this.#rows(tenantId, subjects));
  }

  /** As `#find`; who has none gets one, unless the tenant has a newer key by now. */
  async #take(tenantId: string, subjects: readonly string[]): Promise<Map<string, KeyObject | 'ERASED'>> {
    const newest = this.#newest.get(tenantId) ?? (await this.#newestOf(tenantId));
    if (!newest) {
      const found = await this.#find(tenantId, subjects);
      if (found.size < subjects.length) throw new KeysUnavailable('those of the tenant were destroyed');
      return found;
    }
    const { generation, master, wrapped } = newest;
    const tenantKey = await this.#tenantKey(tenantId, generation, master, wrapped);
    const made = new Map<string, Made>();
    for (const subject of subjects) {
      const plain = randomBytes(keyLength);
      const closed = encrypt(tenantKey, dataKeyPlace(tenantId, subject), plain);
      made.set(subject, { key: keyOf(plain), wrapped: closed });
    }
    const wrappeds = [...made.values()].map((each) => each.wrapped);
    const { rows } = await this.#query<Row>({ ...take, values: [tenantId, generation, subjects, wrappeds] });
    return this.#unwrapped(tenantId, rows, made);
  }

  async #rows(tenantId: string, subjects: readonly string[]): Promise<Row[]> {
    return (await this.#query<Row>({ ...find, values: [tenantId, subjects] })).rows;
  }

  /** @param made keys that are known: those of which the same wrapped form is there */
  async #unwrapped(
    tenantId: string,
    rows: readonly Row[],
    made?: ReadonlyMap<string, Made>,
  ): Promise<Map<string, KeyObject | 'ERASED'>> {
    const keys = new Map<string, KeyObject | 'ERASED'>();
    for (const { subject_id: subject, wrapped, generation, master, tenant_wrapped: tenantWrapped } of rows) {
      const mine = made?.get(subject);
      if (wrapped === null || tenantWrapped === null) keys.set(subject, 'ERASED');
      else if (mine?.wrapped.equals(wrapped)) keys.set(subject, mine.key);
      else {
        const tenantKey = await this.#tenantKey(tenantId, generation, master, tenantWrapped);
        keys.set(subject, keyOf(decrypt(tenantKey, dataKeyPlace(tenantId, subject), wrapped)));
      }
    }
    return keys;
  }

  async #tenantKey(
    tenantId: string,
    generation: number,
    master: string,
    wrapped: Buffer,
  ): Promise<KeyObject> {
    const name = `${tenantId}/${generation}`;
    const kept = this.#tenants.get(name);
    if (kept) return kept;
    const asked = performance.now();
    const plain = await this.#masters.named(master).unwrap(wrapped, tenantContext(tenantId));
    return this.#tenants.set(name, keyOf(plain), asked);
  }

  /** The first one is made; `undefined` when all were destroyed. */
  async #newestOf(tenantId: string): Promise<Newest | undefined> {
    const { rows } = await this.#query<{ generation: number; master: string; wrapped: Buffer | null }>({
      ...newest,
      values: [tenantId],
    });
    const [tenant] = rows;
    if (!tenant) {
      const master = this.#masters.of(tenantId);
      const wrapped = await master.wrap(randomBytes(keyLength), tenantContext(tenantId));
      await this.#query({ text: begin, values: [tenantId, master.id, wrapped] });
      return this.#newestOf(tenantId);
    }
    const { generation, master, wrapped } = tenant;
    return wrapped === null ? undefined : this.#newest.set(tenantId, { generation, master, wrapped });
  }

  async #query<R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    try {
      return await this.#pool.query<R>(query);
    } catch {
      throw new KeysUnavailable('their database does not answer'); // its own message may name hosts
    }
  }
}
