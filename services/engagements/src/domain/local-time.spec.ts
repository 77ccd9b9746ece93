import { describe, expect, it } from '@jest/globals';
import { instantsOf, isTimeZone, localTimeOf } from './local-time.ts';

const at = (localStart: string, ifTwice?: 'EARLIER' | 'LATER', timeZone = 'Europe/Berlin') =>
  instantsOf({ localStart, timeZone, minutes: 60, ifTwice });

describe('A local time', () => {
  it.each([
    ['the Saturday before clocks go forward', '2027-03-27T09:00', '2027-03-27T08:00:00.000Z'],
    ['the Monday after', '2027-03-29T09:00', '2027-03-29T07:00:00.000Z'],
    ['the Saturday before clocks go back', '2026-10-24T09:00', '2026-10-24T07:00:00.000Z'],
    ['the Monday after', '2026-10-26T09:00', '2026-10-26T08:00:00.000Z'],
  ])('is the instant of its place: %s', (_, local, startsAt) => {
    expect(at(local).startsAt).toBe(startsAt);
  });
  it('lasts as long as it does, also while clocks go back', () => {
    expect(instantsOf({ localStart: '2026-10-25T01:30', timeZone: 'Europe/Berlin', minutes: 120 })).toEqual({
      startsAt: '2026-10-24T23:30:00.000Z',
      endsAt: '2026-10-25T01:30:00.000Z',
    });
  });
  it('that is left out is refused, whichever is meant', () => {
    for (const which of [undefined, 'EARLIER', 'LATER'] as const)
      expect(() => at('2027-03-28T02:30', which)).toThrow('LOCAL_TIME_DOES_NOT_EXIST');
  });
  it('that comes twice is refused, unless it says which is meant', () => {
    expect(() => at('2026-10-25T02:30')).toThrow('LOCAL_TIME_COMES_TWICE');
    expect(at('2026-10-25T02:30', 'EARLIER').startsAt).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25T02:30', 'LATER').startsAt).toBe('2026-10-25T01:30:00.000Z');
  });
  it('is of the place, not of Europe: clocks change on other days elsewhere', () => {
    expect(at('2026-10-26T09:00', undefined, 'America/New_York').startsAt).toBe('2026-10-26T13:00:00.000Z');
    expect(at('2026-11-02T09:00', undefined, 'America/New_York').startsAt).toBe('2026-11-02T14:00:00.000Z');
  });
  it.each(['', 'tomorrow', '2026-10-25', '2026-13-01T09:00', '2026-10-25T09:00Z', '2026-10-25T09:00+02:00'])(
    'cannot be read: %j',
    (local) => {
      expect(() => at(local)).toThrow('LOCAL_TIME_UNREADABLE');
    },
  );
  it('is told with the offset that holds there then', () => {
    expect(localTimeOf('2026-10-25T00:30:00.000Z', 'Europe/Berlin')).toBe('2026-10-25T02:30+02:00');
    expect(localTimeOf('2026-10-25T01:30:00.000Z', 'Europe/Berlin')).toBe('2026-10-25T02:30+01:00');
  });
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+1', true],
  ['+01:00', false],
  ['Europe/Atlantis', false],
  ['Europe/Berlin[u-ca=hebrew]', false],
  ['', false],
])('%j is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});
