import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { z } from 'zod';
import { BoundedCache } from './bounded-cache.ts';
import { Fault } from './error-codes.ts';
import { roles, type Role } from './roles.ts';

/** Who sent a request, as the verified token says. */
export interface Caller {
  readonly personId: string;
  readonly tenantId: string;
  readonly roles: readonly Role[];
  /** The token's own, when the directory gives more. */
  readonly named?: readonly Role[];
}

export interface TokenSettings {
  /** The public keys: a JWK set in JSON, or where it is. */
  readonly keys: { readonly jwks: string } | { readonly url: string };
  readonly algorithms: readonly string[];
  readonly type: string;
  /** Where in a token they are; dots lead into objects. */
  readonly claims: { readonly person: string; readonly tenant: string; readonly roles: string };
  readonly issuer: string;
  readonly audience: string;
}

const claims = z.object({
  person: z.uuid(),
  tenant: z.uuid(),
  roles: z.array(z.string()).max(100),
  exp: z.number(),
});

/** How long published keys are kept, how soon they are asked for again for a key that is not among them, and how long that may take; in ms. */
const remote = { cacheMaxAge: 600_000, cooldownDuration: 5_000, timeoutDuration: 3_000 };

const keysOf = (keys: TokenSettings['keys']): JWTVerifyGetKey =>
  'url' in keys
    ? createRemoteJWKSet(new URL(keys.url), remote)
    : createLocalJWKSet(JSON.parse(keys.jwks) as JSONWebKeySet);

/** The whole name first: namespaced claims have dots in them. */
const claimIn = (payload: JWTPayload, path: string): unknown =>
  payload[path] ??
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      payload,
    );

/** For so long, in ms, a token that was verified is not verified again: a key that its provider withdraws is good no longer than that. */
const remembered = 60_000;
const longest = 8_192;
const leeway = 5;
const known = (role: string): role is Role => (roles as readonly string[]).includes(role);

/** Verifies access tokens. A token that was verified is remembered for a while. */
export class Callers {
  readonly #keys: JWTVerifyGetKey;
  readonly #settings: TokenSettings;
  readonly #verified = new BoundedCache<string, { caller: Caller; until: number }>(10_000);

  constructor(settings: TokenSettings) {
    this.#settings = settings;
    this.#keys = keysOf(settings.keys);
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
    if (token === undefined || token.length > longest) throw new Fault('UNAUTHENTICATED');
    const { exp, person, tenant, roles: named } = await this.#claimsOf(token);
    const caller = Object.freeze({
      personId: person.toLowerCase(),
      tenantId: tenant.toLowerCase(),
      roles: Object.freeze(named.filter(known)),
    });
    this.#verified.set(authorization, {
      caller,
      until: Math.min((exp + leeway) * 1000, Date.now() + remembered),
    });
    return caller;
  }

  async #claimsOf(token: string): Promise<z.infer<typeof claims>> {
    const { issuer, audience, algorithms, type, claims: named } = this.#settings;
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        typ: type,
        clockTolerance: leeway,
        requiredClaims: ['exp'],
      });
      return claims.parse({
        person: claimIn(payload, named.person),
        tenant: claimIn(payload, named.tenant),
        roles: claimIn(payload, named.roles),
        exp: payload.exp,
      });
    } catch (error) {
      if (isAway(error)) throw new Fault('IDENTITY_UNAVAILABLE');
      // Which check failed would help a forger more than anybody else.
      throw new Fault('UNAUTHENTICATED');
    }
  }
}

/** The provider's keys could not be fetched: nothing can be said about the token. */
const isAway = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  (error instanceof TypeError && error.message === 'fetch failed') ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');
