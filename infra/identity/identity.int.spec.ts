import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, keysIn, personAs, roles } from '@securebase/embedded';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { browserClient, resource } from './accounts.ts';
import { type Identity, startIdentity } from './start.ts';
import { insecure, tokensFor } from './token.ts';

let identity: Identity;
const folder = mkdtempSync(join(tmpdir(), 'identity-'));
beforeAll(async () => {
  identity = await startIdentity({
    folder,
    keys: await keysIn(join(folder, 'keys.json')),
    port: await freePort(),
  });
});
afterAll(async () => {
  await identity.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('The development provider', () => {
  it.each(roles)('gives the %s an access token by the flow of a real client', async (role) => {
    const { access, refresh } = await tokensFor(identity.issuer, role, identity.secrets);
    const keys = createRemoteJWKSet(new URL(identity.jwksUrl));
    const { payload, protectedHeader } = await jwtVerify(access, keys, {
      issuer: identity.issuer,
      audience: 'securebase',
      typ: 'at+jwt',
      algorithms: ['EdDSA'],
    });
    expect(payload).toMatchObject({ sub: personAs(role), roles: [role] });
    expect(protectedHeader.typ).toBe('at+jwt');
    expect(refresh === undefined).toBe(['PARTNER', 'OPERATOR'].includes(role));
  });

  it('renews a token once for each refresh token', async () => {
    const { refresh = '' } = await tokensFor(identity.issuer, 'COACH', identity.secrets);
    const config = await oidc.discovery(
      new URL(identity.issuer),
      browserClient,
      undefined,
      oidc.None(),
      insecure,
    );
    const renewed = await oidc.refreshTokenGrant(config, refresh, { resource });
    expect(decodeJwt(renewed.access_token)).toMatchObject({ roles: ['COACH'] });
    await expect(oidc.refreshTokenGrant(config, refresh, { resource })).rejects.toThrow();
    expect(() => decodeProtectedHeader(refresh)).toThrow(); // opaque: it cannot pass for an access token
  });

  it('wants PKCE', async () => {
    const url = new URL(`${identity.issuer}/auth`);
    url.search = new URLSearchParams({
      client_id: browserClient,
      response_type: 'code',
      redirect_uri: 'http://127.0.0.1/signed-in',
      scope: 'openid',
    }).toString();
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.headers.get('location')).toContain('error=invalid_request');
  });

  it('does not run in production', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        ISSUER: 'http://127.0.0.1:1',
        PORT: '1',
        SIGNING_KEY: '{}',
        AUDIENCE: 'x',
        COOKIE_KEY: 'x',
        CLIENT_SECRETS: '{}',
      },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('does not run in production');
  });
});
