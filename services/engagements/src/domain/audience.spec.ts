import { describe, expect, it } from '@jest/globals';
import { type Audience, readersOf } from './audience.ts';

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
