import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Addressed, type Audience, readableBy, readersOf } from './audience.ts';

const people = {
  clientId: 'client',
  coachIds: ['coach', 'second coach'],
  memberIds: ['member', 'colleague'],
  sponsorId: 'sponsor',
};
const entry = { authorId: 'member', aboutId: 'member' };
const all = ['client', 'coach', 'second coach', 'member', 'colleague', 'sponsor', 'former coach'];

describe('An entry of a member', () => {
  it.each<[Audience, string[]]>([
    ['AUTHOR', ['member']],
    ['BOTH', ['member']],
    ['CLIENT', ['client']],
    ['PAIR', ['coach', 'second coach', 'member']],
    ['TAKES_PART', ['client', 'coach', 'second coach', 'member', 'colleague']],
    ['PARTIES', ['client', 'coach', 'second coach', 'member', 'colleague', 'sponsor']],
  ])('for %s is read by nobody else', (audience, readers) => {
    const found = readersOf({ ...entry, audience }, people);
    expect(all.filter((each) => found.includes(each))).toEqual(readers);
  });
});

describe('A note of a coach who has left', () => {
  it('for its author alone stays with the author', () => {
    expect(readersOf({ audience: 'AUTHOR', authorId: 'former coach', aboutId: 'client' }, people)).toEqual([
      'former coach',
    ]);
  });
  it('between coach and client is read by the coaches of today', () => {
    expect(readersOf({ audience: 'PAIR', authorId: 'former coach', aboutId: 'client' }, people)).toEqual([
      'client',
      'coach',
      'second coach',
    ]);
  });
});

describe('A condition that was brought to somebody who could own it', () => {
  it('is read by them, too', () => {
    expect(readersOf({ ...entry, audience: 'PAIR', alsoFor: ['line manager'] }, people)).toEqual([
      'member',
      'coach',
      'second coach',
      'line manager',
    ]);
  });
});

describe('What somebody reads of an engagement', () => {
  const person = fc.constantFrom(...all, 'stranger', 'line manager');
  const outside = fc.constantFrom('sponsor', 'line manager');
  // A record, so that none is forgotten.
  const audiences: Readonly<Record<Audience, true>> = {
    AUTHOR: true,
    BOTH: true,
    CLIENT: true,
    PAIR: true,
    TAKES_PART: true,
    PARTIES: true,
  };
  const audience = fc.constantFrom(...(Object.keys(audiences) as Audience[]));
  const entries = fc.record({ audience, authorId: person, aboutId: person });
  const fits = (entry: Addressed, reader: string, of: typeof people, shared: readonly string[] = []) =>
    readableBy(reader, of, shared.includes(reader)).some(
      (each) =>
        [each.audience].flat().includes(entry.audience) &&
        (each.authorId === undefined || each.authorId === entry.authorId) &&
        (each.aboutId === undefined || each.aboutId === entry.aboutId),
    );

  it('is what it is among the readers of, and nothing else', () => {
    fc.assert(
      fc.property(entries, person, fc.uniqueArray(outside), (entry, reader, shared) => {
        expect(fits(entry, reader, people, shared)).toBe(readersOf(entry, people, shared).includes(reader));
      }),
      { numRuns: 2_000 },
    );
  });

  it('between two is for the two, and not for another coach', () => {
    const shared = { audience: 'BOTH', authorId: 'coach', aboutId: 'client' } as const;
    expect(all.filter((each) => fits(shared, each, people))).toEqual(['client', 'coach']);
  });
});

describe('What an agreement shares with the sponsor', () => {
  it.each(['PAIR', 'TAKES_PART'] as const)('is what is about the client, for %s', (audience) => {
    const own = { audience, authorId: 'coach', aboutId: 'client' };
    expect(readersOf(own, people, ['sponsor'])).toContain('sponsor');
    expect(readersOf(own, people)).not.toContain('sponsor');
  });
  it('is never what is about a member, who has not signed it', () => {
    expect(readersOf({ ...entry, audience: 'PAIR' }, people, ['sponsor'])).not.toContain('sponsor');
  });
  it.each(['AUTHOR', 'BOTH'] as const)('is never what is for %s', (audience) => {
    expect(readersOf({ audience, authorId: 'client', aboutId: 'client' }, people, ['sponsor'])).not.toContain(
      'sponsor',
    );
  });
});
