// The page on which somebody chooses who to be. No script, no style from elsewhere; works with a keyboard alone.
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Provider } from 'oidc-provider';
import { accountOf, accounts } from './accounts.ts';

const nameOf = (role: string) => role.toLowerCase().replaceAll('_', ' ');

const page = (uid: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in – Securebase for development</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
button { font: inherit; display: block; width: 100%; min-height: 2.75rem; margin: 0 0 .5rem; text-align: left; padding: .5rem 1rem;
  border: 1px solid #595959; border-radius: .25rem; background: #fff; color: #1b1b1b; }
button:hover, button:focus-visible { background: #e8f0fe; outline: 3px solid #0b57d0; outline-offset: 1px; }
</style>
</head>
<body>
<main>
<h1>Sign in for development</h1>
<p>Everybody on this machine may be any of these people of the demo story.</p>
<form method="post" action="/sign-in/${uid}" aria-label="Accounts">
${accounts.map(({ role }) => `<button name="account" value="${role}">The ${nameOf(role)}</button>`).join('\n')}
</form>
</main>
</body>
</html>`;

const send = (response: ServerResponse, status: number, body: string) => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://127.0.0.1:*; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(body);
};

/** Answers requests under /sign-in/. A login hint that names an account signs in without asking. */
export const signIn = async (
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { uid, params, prompt } = await provider.interactionDetails(request, response);
  if (prompt.name === 'consent') {
    // A program on this machine asks: whoever chose the account has agreed.
    await provider.interactionFinished(request, response, { consent: {} }, { mergeWithLastSubmission: true });
    return;
  }
  const hint = typeof params['login_hint'] === 'string' ? params['login_hint'] : undefined;
  const chosen =
    request.method === 'POST' ? (new URLSearchParams(await text(request)).get('account') ?? undefined) : hint;
  const account = accountOf(chosen);
  if (account) await provider.interactionFinished(request, response, { login: { accountId: account.id } });
  else send(response, 200, page(uid));
};
