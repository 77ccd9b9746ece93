import { describe, expect, it } from '@jest/globals';
import { hoursAhead, isTimeZone, languageOf, overlapOf, primaryOf } from './places.ts';

const winter = new Date('2026-12-01T12:00:00Z');
const summer = new Date('2026-07-01T12:00:00Z');

describe('A time zone', () => {
  it.each([
    ['Europe/Vienna', winter, 1],
    ['Europe/Vienna', summer, 2],
    ['America/New_York', winter, -5],
    ['Asia/Calcutta', winter, 5.5],
    ['Asia/Kathmandu', winter, 5.75],
    ['UTC', winter, 0],
    ['Pacific/Kiritimati', winter, 14],
  ])('%s at %s is %s hours ahead', (zone, at, hours) => {
    expect(hoursAhead(zone, at)).toBe(hours);
  });
  it('is one, or is none', () => {
    expect([isTimeZone('Europe/Vienna'), isTimeZone('Europe/Nowhere'), isTimeZone('')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('Working hours', () => {
  it.each([
    [1, 1, 8],
    [1, -5, 2],
    [0, 5.5, 2.5],
    [14, -10, 8], // the same hours, a day apart
    [-11, 1, 0],
  ])('of %s and %s overlap by %s', (one, other, hours) => {
    expect(overlapOf(one, other)).toBe(hours);
    expect(overlapOf(other, one)).toBe(hours);
  });
});

describe('A language', () => {
  it('has one form', () => {
    expect(['DE-at', 'en-gb', 'zh-hant'].map(languageOf)).toEqual(['de-AT', 'en-GB', 'zh-Hant']);
    expect(languageOf('no language')).toBeUndefined();
  });
  it('is understood where only the country differs', () => {
    expect(primaryOf('de-AT')).toBe(primaryOf('de-CH'));
  });
});
