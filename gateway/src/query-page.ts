import { createHash } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip as gzipCallback } from 'node:zlib';

const gzip = promisify(gzipCallback);

const welcome = `# Securebase: one graph over all services.
#
# A token: npm run token -- --as coach
# Put it into the pane "Headers" below:   { "authorization": "Bearer <token>" }
#
# Keyboard: Ctrl-Enter runs the query, Ctrl-Space completes.
# Ctrl-M lets Tab leave the editor (and, pressed again, indent).

query Engagements {
  engagements(first: 3) {
    edges {
      node {
        id
        kind
        status
      }
    }
  }
}
`;

interface Page {
  readonly compressed: Buffer;
  readonly headers: Record<string, string>;
}

/** Made when it is first asked for: most gateways never show it. */
const makePage = async (): Promise<Page> => {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({ title: 'Securebase', endpoint: '/graphql', defaultQuery: welcome });
  const start = html.indexOf('<script>') + '<script>'.length;
  const script = html.slice(start, html.lastIndexOf('</script>'));
  const hash = createHash('sha256').update(script).digest('base64');
  return {
    compressed: await gzip(html.trim()),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'content-security-policy': [
        "default-src 'none'",
        `script-src 'sha256-${hash}'`,
        "style-src 'unsafe-inline'", // its editor writes styles while it runs
        'img-src data:',
        'font-src data:',
        "connect-src 'self'",
        'worker-src blob:',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  };
};

/** The page on which people try queries out: one document with no outside script. */
export const queryPage = () => {
  let page: Promise<Page> | undefined;

  return (path: string, request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.method !== 'GET') return false;
    if (path === '/') {
      response.writeHead(302, { location: '/graphql' }).end();
      return true;
    }
    if (path !== '/graphql' || !(request.headers.accept ?? '').includes('text/html')) return false;
    page ??= makePage();
    page.then(
      ({ compressed, headers }) => {
        response.writeHead(200, { ...headers, 'content-length': compressed.length }).end(compressed);
      },
      () => {
        page = undefined;
        response.writeHead(500).end();
      },
    );
    return true;
  };
};
