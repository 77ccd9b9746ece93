import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { z } from 'zod';
import { BoundedCache } from './bounded-cache.ts';
import { Fault } from './error-codes.ts';
import { roles, type Role } from './roles.ts';

/** Who sent a request, as the verified token says. */
export interface Caller {
  readonly personId: string;
  readonly tenantId: string;
  readonly roles: readonly Role[];
}

export interface TokenSettings {
  /** The public keys, as a JWK set in JSON. */
  readonly jwks: string;
  readonly issuer: string;
  readonly audience: string;
}

const claims = z.object({
  sub: z.uuid(),
  tenant: z.uuid(),
  roles: z.array(z.string()).max(20),
  exp: z.number(),
});

const longest = 8_192;
const leeway = 5;
const known = (role: string): role is Role => (roles as readonly string[]).includes(role);

/** Verifies access tokens. A token that was verified is remembered until it expires. */
export class Callers {
  readonly #keys: ReturnType<typeof createLocalJWKSet>;
  readonly #settings: TokenSettings;
  readonly #verified = new BoundedCache<string, { caller: Caller; until: number }>(10_000);

  constructor(settings: TokenSettings) {
    this.#settings = settings;
    this.#keys = createLocalJWKSet(JSON.parse(settings.jwks) as JSONWebKeySet);
  }

  /**
   * The caller that an `Authorization` header stands for; `undefined` without one.
   * @throws Fault UNAUTHENTICATED when the token is not valid (any more).
   */
  of(authorization: string | undefined): Caller | undefined | Promise<Caller> {
    if (authorization === undefined) return undefined;
    const known = this.#verified.get(authorization);
    if (known && known.until > Date.now()) return known.caller;
    if (known) this.#verified.delete(authorization);
    return this.#verify(authorization);
  }

  async #verify(authorization: string): Promise<Caller> {
    const [, token] = /^Bearer +([\w.-]+)$/i.exec(authorization.slice(0, longest + 10)) ?? [];
    if (token === undefined || token.length > longest)
      throw new Fault('UNAUTHENTICATED', 'The Authorization header holds no access token.');
    const { exp, sub, tenant, roles: named } = await this.#claimsOf(token);
    const caller = Object.freeze({
      personId: sub.toLowerCase(),
      tenantId: tenant.toLowerCase(),
      roles: Object.freeze(named.filter(known)),
    });
    this.#verified.set(authorization, { caller, until: (exp + leeway) * 1000 });
    return caller;
  }

  async #claimsOf(token: string): Promise<z.infer<typeof claims>> {
    const { issuer, audience } = this.#settings;
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer,
        audience,
        algorithms: ['EdDSA'],
        typ: 'at+jwt',
        clockTolerance: leeway,
        requiredClaims: ['exp', 'sub'],
      });
      return claims.parse(payload);
    } catch {
      // Which check failed would help a forger more than anybody else.
      throw new Fault('UNAUTHENTICATED', 'The access token is not valid, or no longer.');
    }
  }
}
