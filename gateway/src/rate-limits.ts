import { type Caller, Fault } from '@securebase/service-kit/edge';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How much each may ask for per second, averaged over the window. */
export interface RateSettings {
  readonly identity: { readonly requests: number; readonly cost: number };
  readonly tenant: { readonly requests: number; readonly cost: number };
  /** Of callers without a valid token, by address. */
  readonly address: { readonly requests: number };
  /** How many callers each limit remembers; of more, it forgets who asked longest ago. */
  readonly keys: number;
}

/** A limit was reached; when it is worth asking again. */
export class RateLimited extends Fault {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('RATE_LIMITED');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Long enough that a page that asks for much at once is not held up. */
const windowSeconds = 10;

/** One limit for many keys. The library keeps every key of a window; this one no more than it was told. */
class Limit {
  readonly #limiter: RateLimiterMemory;
  readonly #keys = new Set<string>();
  readonly #most: number;

  constructor(perSecond: number, most: number) {
    this.#limiter = new RateLimiterMemory({ points: perSecond * windowSeconds, duration: windowSeconds });
    this.#most = most;
  }

  /** @throws RateLimited */
  async take(key: string, points: number): Promise<void> {
    this.#remember(key);
    try {
      await this.#limiter.consume(key, points);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new RateLimited(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    }
  }

  #remember(key: string): void {
    this.#keys.delete(key);
    this.#keys.add(key);
    if (this.#keys.size <= this.#most) return;
    for (const oldest of this.#keys) {
      this.#keys.delete(oldest);
      void this.#limiter.delete(oldest);
      return;
    }
  }
}

/** The limits of one gateway process. Each process counts for itself: with several, each allows this much. */
export class RateLimits {
  readonly #requests: { readonly identity: Limit; readonly tenant: Limit };
  readonly #cost: { readonly identity: Limit; readonly tenant: Limit };
  readonly #address: Limit;

  constructor({ identity, tenant, address, keys }: RateSettings) {
    this.#requests = {
      identity: new Limit(identity.requests, keys),
      tenant: new Limit(tenant.requests, keys),
    };
    this.#cost = { identity: new Limit(identity.cost, keys), tenant: new Limit(tenant.cost, keys) };
    this.#address = new Limit(address.requests, keys);
  }

  /** Counts an operation before anything is done for it. @throws RateLimited */
  operation(caller: Caller): Promise<void> {
    return taken(this.#requests, caller, 1);
  }

  /** Counts what an operation could return, before it is carried out. @throws RateLimited */
  cost(caller: Caller, points: number): Promise<void> {
    return taken(this.#cost, caller, points);
  }

  /** Counts a request of an organization's directory; its credential is verified behind the gateway. @throws RateLimited */
  provisioning(address: string): Promise<void> {
    return this.#requests.identity.take(`scim:${address}`, 1);
  }

  /** Counts an operation of somebody unknown. @throws RateLimited */
  unknown(address: string): Promise<void> {
    return this.#address.take(address, 1);
  }
}

/** The person first: one who is held up takes nothing from the others of the tenant. */
const taken = async (
  { identity, tenant }: { readonly identity: Limit; readonly tenant: Limit },
  { personId, tenantId }: Caller,
  points: number,
): Promise<void> => {
  if (points <= 0) return;
  await identity.take(`${tenantId}:${personId}`, points);
  await tenant.take(tenantId, points);
};
