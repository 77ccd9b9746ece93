import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { testGateways } from '../test/started.ts';

let gateways: Awaited<ReturnType<typeof testGateways>>;
beforeAll(async () => {
  gateways = await testGateways();
});
afterAll(() => gateways.stop());

const askedFor = async (DEPLOYMENT: string) => {
  const { url } = await gateways.start({ DEPLOYMENT });
  return fetch(new URL('/', url), { headers: { accept: 'text/html' } });
};

describe('The query page', () => {
  it('is one document with no outside script, under a strict policy', async () => {
    const response = await askedFor('development');
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(html).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
    const script = html.slice(html.indexOf('<script>') + 8, html.lastIndexOf('</script>'));
    expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(html).toContain('<html lang="en">');
  });

  it('is not there in production', async () => {
    const response = await askedFor('production');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/json');
  });
});
