import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decoded, NotUtf8 } from './utf8.ts';

/** The bytes in pieces of these lengths. */
const inPieces = async function* (bytes: Uint8Array, lengths: readonly number[]) {
  let at = 0;
  for (let n = 0; at < bytes.length; n++) {
    const length = lengths[n % lengths.length] ?? 1;
    yield await Promise.resolve(bytes.subarray(at, at + length));
    at += length;
  }
};
const read = async (bytes: Uint8Array, lengths: readonly number[]) => {
  let text = '';
  for await (const part of decoded(inPieces(bytes, lengths))) text += part;
  return text;
};
const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constant('\n')))
  .map((parts) => parts.join(''));

describe('The text of a file', () => {
  it('is the same however the file was cut', () =>
    fc.assert(
      fc.asyncProperty(text, lengths, async (given, cuts) => {
        const bytes = new TextEncoder().encode(given);
        expect(await read(bytes, cuts)).toBe(given.replace(/^\ufeff/, ''));
      }),
    ));

  it('is refused at the line of its first byte that is not UTF-8', () =>
    fc.assert(
      fc.asyncProperty(text, text, lengths, async (before, after, cuts) => {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
        const error: unknown = await read(bytes, cuts).catch((each: unknown) => each);
        expect(error).toBeInstanceOf(NotUtf8);
        expect((error as NotUtf8).line).toBe(before.split('\n').length);
      }),
    ));
});
