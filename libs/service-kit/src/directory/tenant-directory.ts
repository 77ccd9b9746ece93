import { Injectable } from '@nestjs/common';
import { BoundedCache, type Caller, Fault, type Role, roles } from '../edge/index.ts';
import { TenantData } from '../reading/tenant-data.ts';

interface Standing {
  readonly status: 'ACTIVE' | 'DEACTIVATED' | 'ERASED' | null;
  readonly roles: readonly Role[] | null;
  readonly suspended: boolean | null;
  readonly smallestGroup: number | null;
}

/** For so long an answer is remembered, in milliseconds: so long at most somebody who has left is still answered. */
const keptFor = 1_000;
const kept = 10_000;

const nothing: Standing = {
  status: null,
  roles: null,
  suspended: null,
  smallestGroup: null,
};
const standing = `select m.status, m.roles, t.suspended, t.smallest_group as "smallestGroup" from (select 1) one
  left join directory_member m on m.tenant_id = $1 and m.id = $2
  left join tenant_standing t on t.tenant_id = $1 and t.id = $1::text`;

const keyOf = (tenantId: string, personId: string) => `${tenantId}/${personId}`;

/** What the tenant's directory says of those who ask. */
@Injectable()
export class TenantDirectory {
  readonly #data: TenantData;
  readonly #known = new BoundedCache<string, { standing: Promise<Standing>; until: number }>(kept);
  constructor(data: TenantData) {
    this.#data = data;
  }

  /**
   * The caller in the roles of their token and of the directory together; those who run the installation are named by
   * tokens alone. Whom the directory does not know, such as a machine, is who the token says.
   * @throws Fault PERSON_HAS_NO_ACCESS, TENANT_SUSPENDED
   */
  async callerOf(caller: Caller): Promise<Caller> {
    const { status, roles: own, suspended } = await this.#standingOf(caller);
    if (suspended === true && !caller.roles.includes('OPERATOR')) throw new Fault('TENANT_SUSPENDED');
    if (status !== null && status !== 'ACTIVE') throw new Fault('PERSON_HAS_NO_ACCESS');
    if (!own || own.every((role) => role === 'OPERATOR' || caller.roles.includes(role))) return caller;
    const both = roles.filter(
      (role) => caller.roles.includes(role) || (role !== 'OPERATOR' && own.includes(role)),
    );
    return { ...caller, roles: both, named: caller.roles };
  }

  /**
   * Who `callerOf` gave, anew: as the directory says now, and not as was remembered.
   * @throws Fault PERSON_HAS_NO_ACCESS, TENANT_SUSPENDED
   */
  callerNow({ tenantId, personId, roles: all, named = all }: Caller): Promise<Caller> {
    this.#known.delete(keyOf(tenantId, personId));
    return this.callerOf({ tenantId, personId, roles: named });
  }

  /** Below so many people the caller's tenant says nothing of a group; 0 when it has not said. */
  async smallestGroupFor(caller: Pick<Caller, 'tenantId' | 'personId'>): Promise<number> {
    return (await this.#standingOf(caller)).smallestGroup ?? 0;
  }

  /** Whether somebody who is there has this role in the tenant's directory. */
  async has(tenantId: string, role: Role): Promise<boolean> {
    const rows = await this.#data.as(tenantId, (manager) =>
      manager.query<object[]>(
        `select from directory_member where tenant_id = $1 and status = 'ACTIVE' and roles ? $2 limit 1`,
        [tenantId, role],
      ),
    );
    return rows.length > 0;
  }

  /** Whether nobody of the tenant is answered. */
  async isSuspended(tenantId: string): Promise<boolean> {
    const { suspended } = await this.#standingOf({ tenantId, personId: tenantId });
    return suspended === true;
  }

  #standingOf({ tenantId, personId }: Pick<Caller, 'tenantId' | 'personId'>): Promise<Standing> {
    const key = keyOf(tenantId, personId);
    const known = this.#known.get(key);
    if (known && known.until > performance.now()) return known.standing;
    const asked = this.#data
      .as(tenantId, (manager) => manager.query<Standing[]>(standing, [tenantId, personId]))
      .then(([row]) => row ?? nothing);
    asked.catch(() => this.#known.delete(key)); // what could not be asked is asked again
    this.#known.set(key, { standing: asked, until: performance.now() + keptFor });
    return asked;
  }
}
