import { describe, expect, it } from '@jest/globals';
import { freePort } from './process.ts';

describe('A free port', () => {
  it('is none that a connection which goes out can take before the process listens, and none is given twice', async () => {
    const ports = await Promise.all(Array.from({ length: 500 }, () => freePort()));
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(11_000);
    expect(Math.max(...ports)).toBeLessThan(32_768);
    expect(new Set(ports).size).toBe(ports.length);
  });
});
