// Access tokens by the flows that real clients use: code with PKCE for people, client credentials for machines.
import { Problem, personAs, type Role } from '@securebase/embedded';
import * as oidc from 'openid-client';
import { CookieJar } from 'tough-cookie';
import { browserClient, machines, redirectUri, resource } from './accounts.ts';

/** Plain HTTP, for a provider on this machine; the library marks the option as deprecated only so that it stands out. */
// eslint-disable-next-line @typescript-eslint/no-deprecated
export const insecure = { execute: [oidc.allowInsecureRequests] };

/** Follows redirects, with the provider's cookies, until one leads to the client. */
const followToClient = async (start: URL): Promise<URL> => {
  const jar = new CookieJar();
  for (let at = start, steps = 0; steps < 10; steps++) {
    if (at.href.startsWith(redirectUri)) return at;
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: await jar.getCookieString(at.href) },
    });
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, at.href);
    const location = response.headers.get('location');
    if (location === null) break;
    at = new URL(location, at);
  }
  throw new Problem(
    'The development provider did not let the account in.',
    'Look at its log, logs/identity.log.',
  );
};

export interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
}

const asPerson = async (issuer: string, role: Role): Promise<Tokens> => {
  const config = await oidc.discovery(new URL(issuer), browserClient, undefined, oidc.None(), insecure);
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid offline_access',
    resource,
    login_hint: role,
    state,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const back = await followToClient(url);
  const tokens = await oidc.authorizationCodeGrant(
    config,
    back,
    { pkceCodeVerifier: verifier, expectedState: state },
    { resource },
  );
  return { access: tokens.access_token, refresh: tokens.refresh_token };
};

const asMachine = async (issuer: string, role: Role, secret: string): Promise<Tokens> => {
  const config = await oidc.discovery(new URL(issuer), personAs(role), secret, undefined, insecure);
  const tokens = await oidc.clientCredentialsGrant(config, { resource });
  return { access: tokens.access_token, refresh: undefined };
};

/** Tokens of the account or machine of a role. @throws Problem when the provider does not answer or refuses */
export const tokensFor = async (
  issuer: string,
  role: Role,
  secrets: Readonly<Record<string, string>>,
): Promise<Tokens> => {
  try {
    return machines.includes(role)
      ? await asMachine(issuer, role, secrets[role] ?? '')
      : await asPerson(issuer, role);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      'The development provider gave no token.',
      'Is the platform running? Start it with npm start.',
    );
  }
};
