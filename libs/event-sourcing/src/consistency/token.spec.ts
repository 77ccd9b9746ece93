import { describe, expect, it } from '@jest/globals';
import { BadConsistencyToken, consistencyToken, mergeTokens, partsOf } from './token.ts';

const headsOf = (many: number) =>
  Array.from({ length: many }, (_, index) => ({ stream: `note-${1_000 + index}`, version: 1 }));

describe('A token', () => {
  it('says how far the service’s log and the streams were', () => {
    const token = consistencyToken('engagements', { position: 7, stream: 'note-1', version: 2 });
    expect(partsOf(token)).toEqual({ engagements: { p: 7, s: { 'note-1': 2 } } });
  });

  it('of a command without events names no stream', () => {
    const token = consistencyToken('engagements', { position: 7, stream: 'note-1', version: 0 });
    expect(partsOf(token)).toEqual({ engagements: { p: 7, s: {} } });
  });

  it('of an import of thousands of streams stays short, and names the last', () => {
    const token = consistencyToken('engagements', { position: 9_000, heads: headsOf(3_000) });
    expect(token.length).toBeLessThan(4_000);
    const streams = Object.keys(partsOf(token)['engagements']?.s ?? {});
    expect(streams.at(-1)).toBe('note-3999');
  });

  it('is merged with others into one that waits for all', () => {
    const one = consistencyToken('engagements', { position: 7, stream: 'note-1', version: 3 });
    const two = consistencyToken('engagements', { position: 9, stream: 'note-1', version: 2 });
    const three = consistencyToken('assessments', { position: 1, stream: 'sheet-1', version: 1 });
    expect(partsOf(mergeTokens(one, two, three))).toEqual({
      engagements: { p: 9, s: { 'note-1': 3 } },
      assessments: { p: 1, s: { 'sheet-1': 1 } },
    });
  });

  it.each([
    '',
    '{}x',
    'not a token',
    Buffer.from('{"a":{"p":-1,"s":{}}}').toString('base64url'),
    'a'.repeat(10_000),
  ])('that no mutation returned is refused: %.20s', (text) => {
    expect(() => partsOf(text)).toThrow(BadConsistencyToken);
  });
});
