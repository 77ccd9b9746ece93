// Whoever forges a token learns nothing: neither whether it was nearly right, nor what exists.
import { createSecretKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { audience, demoTenant, makeKeys, personAs } from '@securebase/embedded';
import { tokensFor } from '@securebase/infra/identity';
import { importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { type Running, runPlatform } from '../test/platform.ts';

let running: Running;
beforeAll(async () => {
  running = await runPlatform();
});
afterAll(() => running.stop());

interface Answer {
  readonly status: number;
  readonly body: string;
}
const places = ['gateway', 'engagements', 'assessments', 'system-mapping'] as const;
const urlOf = (place: (typeof places)[number]) =>
  place === 'gateway' ? running.platform.url : running.platform.serviceUrl(place);

const asked = async (place: (typeof places)[number], authorization: string): Promise<Answer> => {
  const response = await fetch(urlOf(place), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  const body = await response.text();
  return { status: response.status, body: body.replaceAll(/"correlationId":"[^"]+"/g, '"correlationId":""') };
};

const honest = { tenant: demoTenant, roles: ['ADMIN'] };

interface Forging {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string;
  readonly subject?: string;
  readonly from?: number;
  readonly until?: number;
  readonly key?: JWK;
}
const now = () => Math.floor(Date.now() / 1_000);

const forged = async ({ header, claims, key, from, until, ...given }: Forging): Promise<string> => {
  const { keys, identity } = running.platform;
  const used = key ?? keys.privateKey;
  return new SignJWT(claims ?? honest)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...(used.kid && { kid: used.kid }), ...header })
    .setIssuer(given.issuer ?? identity.issuer)
    .setAudience(given.audience ?? audience)
    .setSubject(given.subject ?? personAs('ADMIN'))
    .setIssuedAt(now() - 60)
    .setNotBefore(from ?? now() - 60)
    .setExpirationTime(until ?? now() + 600)
    .sign(await importJWK(used, 'EdDSA'));
};

const publicKeyText = () => (JSON.parse(running.platform.keys.jwks) as { keys: JWK[] }).keys[0] ?? {};

const forgeries: Record<string, () => Promise<string>> = {
  'no signature at all': () =>
    Promise.resolve(
      new UnsecuredJWT(honest)
        .setIssuer(running.platform.identity.issuer)
        .setAudience(audience)
        .setSubject(personAs('ADMIN'))
        .setExpirationTime('1h')
        .encode(),
    ),
  'another key': async () => forged({ key: (await makeKeys()).privateKey }),
  'another key under the name of ours': async () => {
    const { privateKey } = await makeKeys();
    return forged({ key: { ...privateKey, kid: running.platform.keys.privateKey.kid ?? '' } });
  },
  'a key that nobody knows the name of': () => forged({ header: { kid: 'unknown' } }),
  'the public key as a shared secret': async () =>
    new SignJWT(honest)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: publicKeyText().kid ?? '' })
      .setIssuer(running.platform.identity.issuer)
      .setAudience(audience)
      .setSubject(personAs('ADMIN'))
      .setExpirationTime('1h')
      .sign(createSecretKey(Buffer.from(publicKeyText().x ?? '', 'base64url'))),
  'a key that it brings itself': async () => {
    const { privateKey, jwks } = await makeKeys();
    const [jwk] = (JSON.parse(jwks) as { keys: JWK[] }).keys;
    return forged({ key: privateKey, header: { jwk } });
  },
  'another audience': () => forged({ audience: 'somebody-else' }),
  'another issuer': () => forged({ issuer: 'https://issuer.example' }),
  'a time that is over': () => forged({ until: now() - 30 }),
  'a time that has not come': () => forged({ from: now() + 300 }),
  'another type': () => forged({ header: { typ: 'JWT' } }),
  'no tenant': () => forged({ claims: { roles: ['ADMIN'] } }),
  'a tenant that is none': () => forged({ claims: { tenant: "x' or true --", roles: ['ADMIN'] } }),
  'roles that are no list': () => forged({ claims: { tenant: demoTenant, roles: 'ADMIN' } }),
  'a person that is none': () => forged({ subject: 'root' }),
  'a claim changed after signing': async () => {
    const [header = '', payload = '', signature = ''] = (await forged({})).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...claims, tenant: personAs('COACH') })).toString('base64url');
    return [header, other, signature].join('.');
  },
  'a refresh token': async () => {
    const { issuer, secrets } = running.platform.identity;
    return (await tokensFor(issuer, 'COACH', secrets)).refresh ?? '';
  },
  'an identity token': () => forged({ header: { typ: 'JWT' }, audience: 'securebase-development' }),
  garbage: () => Promise.resolve('e30.e30.e30'),
};

describe('A forged token', () => {
  it('is told from an honest one', async () => {
    for (const place of places)
      expect(await asked(place, `Bearer ${await forged({})}`)).toEqual({
        status: 200,
        body: '{"data":{"__typename":"Query"}}',
      });
  });

  it.each(Object.keys(forgeries))('with %s is refused everywhere like any other', async (name) => {
    const token = (await forgeries[name]?.()) ?? '';
    expect(token).not.toBe('');
    for (const place of places) {
      const plain = await asked(place, 'Bearer nothing');
      expect(plain.status).toBe(401);
      expect(await asked(place, `Bearer ${token}`)).toEqual(plain);
    }
  });

  it('leaves no trace of itself in a log', async () => {
    const token = await forged({ until: now() - 30, claims: { ...honest, word: 'canary-in-a-token' } });
    await asked('gateway', `Bearer ${token}`);
    expect(running.logs()).not.toContain(token.slice(0, 40));
  });

  it('of a real provider is let in, and no header that a client can set replaces it', async () => {
    const { issuer, secrets } = running.platform.identity;
    const { access } = await tokensFor(issuer, 'COACH', secrets);
    expect((await asked('gateway', `Bearer ${access}`)).status).toBe(200);
    const response = await fetch(running.platform.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-tenant-id': demoTenant,
        'x-user-id': personAs('ADMIN'),
        'x-roles': 'ADMIN',
        'x-forwarded-user': personAs('ADMIN'),
      },
      body: JSON.stringify({ query: '{ people { edges { node { name } } } }' }),
    });
    expect(response.status).toBe(401);
  });
});
