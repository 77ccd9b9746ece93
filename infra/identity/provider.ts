// An OpenID provider for development: real flows, accounts that anybody may take. Never for production.
import { type JWK } from 'jose';
import { demoTenant, personAs, type Role } from '@securebase/embedded';
import { Provider, type ClientMetadata, type KoaContextWithOIDC } from 'oidc-provider';
import { accountOf, browserClient, machines, redirectUri, resource } from './accounts.ts';

export interface ProviderOptions {
  readonly issuer: string;
  /** Signs tokens; the same as of tokens for tests. */
  readonly signingKey: JWK;
  readonly audience: string;
  readonly cookieKey: string;
  /** Of the machines, by role. */
  readonly secrets: Readonly<Record<string, string>>;
}

const accessTokenSeconds = 3_600;
const alg = 'EdDSA';

const clientsOf = (secrets: ProviderOptions['secrets']): ClientMetadata[] => [
  {
    client_id: browserClient,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [redirectUri],
    id_token_signed_response_alg: alg,
  },
  ...machines.map((role): ClientMetadata => ({
    client_id: personAs(role),
    client_secret: secrets[role] ?? '',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    id_token_signed_response_alg: alg,
  })),
];

const roleOf = (id: string | undefined): Role | undefined =>
  accountOf(id)?.role ?? machines.find((role) => personAs(role) === id);

/** The provider. It answers requests with `callback()`; signing in is `sign-in.ts`. */
export const developmentProvider = (options: ProviderOptions): Provider => {
  const { issuer, signingKey, audience, cookieKey, secrets } = options;
  return new Provider(issuer, {
    clients: clientsOf(secrets),
    jwks: { keys: [{ ...signingKey, alg, use: 'sig' }] },
    cookies: { keys: [cookieKey] },
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access'],
    issueRefreshToken: () => Promise.resolve(true),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: accessTokenSeconds,
      ClientCredentials: accessTokenSeconds,
      Interaction: 600,
      Session: 86_400,
      Grant: 86_400,
      RefreshToken: 86_400,
      IdToken: 600,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: accessTokenSeconds,
          jwt: { sign: { alg } },
        }),
      },
    },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    findAccount: (_context, id) => accountOf(id) && { accountId: id, claims: () => ({ sub: id }) },
    // Who signs in here has agreed: there is nobody else's data behind it.
    loadExistingGrant: async (context: KoaContextWithOIDC) => {
      const { client, session, provider } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid offline_access');
      grant.addResourceScope(resource, '');
      await grant.save();
      return grant;
    },
    extraTokenClaims: (_context, token) => {
      const role = roleOf('accountId' in token ? token.accountId : token.clientId);
      return role ? { tenant: demoTenant, roles: [role] } : undefined;
    },
    renderError: (context, { error, error_description: description }) => {
      context.type = 'text/plain';
      context.body = `${error}: ${description ?? 'the request does not fit'}`;
    },
  });
};
