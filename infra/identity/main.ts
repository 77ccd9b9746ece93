// The development provider as a process of its own; started by the platform, which gives it its environment.
import { createServer } from 'node:http';
import { type JWK } from 'jose';
import { z } from 'zod';
import { developmentProvider } from './provider.ts';
import { signIn } from './sign-in.ts';

const environment = z.object({
  NODE_ENV: z.string().optional(),
  ISSUER: z.url(),
  PORT: z.coerce.number().int(),
  SIGNING_KEY: z.string(),
  AUDIENCE: z.string(),
  COOKIE_KEY: z.string(),
  CLIENT_SECRETS: z.string(),
});

const main = async () => {
  const read = environment.parse(process.env);
  if (read.NODE_ENV === 'production')
    throw new Error(
      'The development provider lets anybody be anybody: it does not run in production.\n  → Configure AUTH_ISSUER and AUTH_JWKS_URL of a real provider.',
    );
  const provider = developmentProvider({
    issuer: read.ISSUER,
    signingKey: JSON.parse(read.SIGNING_KEY) as JWK,
    audience: read.AUDIENCE,
    cookieKey: read.COOKIE_KEY,
    secrets: JSON.parse(read.CLIENT_SECRETS) as Record<string, string>,
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/sign-in/')) {
      void answer(request, response);
      return;
    }
    signIn(provider, request, response).catch(() => {
      response.writeHead(400, { 'content-type': 'text/plain' }).end('This sign-in is over. Begin again.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(read.PORT, '127.0.0.1', resolve);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
      if (process.connected) process.disconnect();
    });
  process.send?.({ ready: read.ISSUER });
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : 'could not start');
  process.exit(1);
}
