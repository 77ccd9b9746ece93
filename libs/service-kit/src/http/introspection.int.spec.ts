import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send, tokenFor } from '@securebase/testing';
import { startNotebook } from '../../test/start-notebook.ts';

let notebook: Awaited<ReturnType<typeof startNotebook>>;
beforeAll(async () => {
  notebook = await startNotebook();
});
afterAll(() => notebook.stop());

const as = async (role: 'ADMIN' | 'COACH', query: string) => {
  const { data, errors } = await send(notebook.url, query, {}, { token: await tokenFor(role) });
  return { data, code: errors?.[0]?.extensions?.code, message: errors?.[0]?.message };
};

describe('A service asked without the gateway', () => {
  it.each([
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Query") { name } }',
    '{ _service { sdl } }',
  ])('shows its schema to the same roles only: %s', async (query) => {
    expect((await as('ADMIN', query)).code).toBeUndefined();
    expect((await as('COACH', query)).code).toBe('INTROSPECTION_REFUSED');
    expect((await as('COACH', '{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('suggests names to the same roles only', async () => {
    const query = '{ notez { edges { node { id } } } }';
    const shown = await as('ADMIN', query);
    const hidden = await as('COACH', query);
    expect([shown.code, hidden.code]).toEqual(['BAD_QUERY', 'BAD_QUERY']);
    expect(shown.message).toContain('Did you mean');
    expect(hidden.message).not.toContain('Did you mean');
  });

  it('has the headers of protection on its answers', async () => {
    const { headers } = await fetch(new URL('/health/live', notebook.url));
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
