import { KeysUnavailable } from './errors.ts';
import { type MasterKey } from './master-key.ts';

/** Which master keys a process has. */
export interface MasterKeysOptions {
  /** The first wraps the keys of tenants that have none of their own; the others open what they have wrapped. */
  readonly masters: readonly [MasterKey, ...MasterKey[]];
  /** Of tenants whose key somebody else holds: theirs alone wraps it. */
  readonly ofTenants?: ReadonlyMap<string, MasterKey> | undefined;
}

/** The master keys of a process, by what they are for. */
export class MasterKeys {
  readonly #usual: MasterKey;
  readonly #ofTenants: ReadonlyMap<string, MasterKey>;
  readonly #known: ReadonlyMap<string, MasterKey>;
  constructor({ masters, ofTenants = new Map() }: MasterKeysOptions) {
    [this.#usual] = masters;
    this.#ofTenants = ofTenants;
    this.#known = new Map([...masters, ...ofTenants.values()].map((each) => [each.id, each]));
  }

  /** The one that wraps this tenant's key. */
  of(tenantId: string): MasterKey {
    return this.#ofTenants.get(tenantId) ?? this.#usual;
  }

  /** The one that has wrapped something. @throws KeysUnavailable */
  named(id: string): MasterKey {
    const master = this.#known.get(id);
    if (!master) throw new KeysUnavailable(`this process does not have the master key ${id}`);
    return master;
  }
}
