import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { v4 as anyId } from 'uuid';
import { Callers } from './callers.ts';

const [issuer, audience, type] = ['https://identity.example.org', 'securebase', 'at+jwt'];
const claims = { person: 'sub', tenant: 'tenant', roles: 'roles' };
let server: Server;
let published: JWK[] = [];
let fetched = 0;

const key = async (
  kid: string,
): Promise<{ readonly jwk: JWK; readonly privateKey: CryptoKey; readonly kid: string }> => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  return { jwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }, privateKey, kid };
};
const tokenBy = async ({ privateKey, kid }: Awaited<ReturnType<typeof key>>): Promise<string> =>
  `Bearer ${await new SignJWT({ tenant: anyId(), roles: ['COACH', 'EMPEROR'] })
    .setProtectedHeader({ alg: 'EdDSA', typ: type, kid })
    .setSubject(anyId())
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime('1h')
    .sign(privateKey)}`;

beforeAll(async () => {
  server = createServer((_, response) => {
    fetched++;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe('Keys of an identity provider', () => {
  it('are fetched once, and again for a key that is new', async () => {
    const [first, second] = [await key('first'), await key('second')];
    published = [first.jwk];
    const { port } = server.address() as AddressInfo;
    const callers = new Callers({
      ...{ issuer, audience, type, claims, algorithms: ['EdDSA'] },
      keys: { url: `http://127.0.0.1:${port}/jwks` },
    });
    expect((await callers.of(await tokenBy(first)))?.roles).toEqual(['COACH']); // unknown roles are none
    for (let n = 0; n < 20; n++) await callers.of(await tokenBy(first));
    expect(fetched).toBe(1);
    await expect(callers.of(await tokenBy(second))).rejects.toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
    published = [second.jwk];
    await eventually(
      async () => expect((await callers.of(await tokenBy(second)))?.roles).toEqual(['COACH']),
      {
        within: 15_000,
      },
    );
    await expect(callers.of(await tokenBy(first))).rejects.toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
  }, 30_000); // a provider is asked again after five seconds at the soonest
});
