import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inParts, type Message } from './messages.ts';

const message = (size: number, at: number): Message => ({
  key: `key ${at}`,
  value: 'x'.repeat(size),
  headers: {},
});

describe('Messages in parts', () => {
  it('stay in their order, all of them, in parts that are no larger than a broker takes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60)), (sizes) => {
        const messages = sizes.map(message);
        const parts = inParts(messages, 100);
        expect(parts.flat()).toEqual(messages);
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          expect(part.reduce((sum, { value }) => sum + value.length, 0)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('are not one part each', () => {
    expect(inParts([40, 40, 40].map(message), 100).map((part) => part.length)).toEqual([2, 1]);
  });

  it('that are too large alone stand alone', () => {
    expect(inParts([10, 200, 10].map(message), 100).map((part) => part.length)).toEqual([1, 1, 1]);
  });
});
