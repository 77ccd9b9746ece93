import { describe, expect, it } from '@jest/globals';
import ical, { type VEvent } from 'node-ical';
import { instantsOf } from '../domain/local-time.ts';
import { type SessionItem } from '../read-models/session-items.ts';
import { writeCalendar } from './write-calendar.ts';

const now = new Date('2026-10-20T09:00:00Z');
const session = (id: string, localStart: string, more: Partial<SessionItem> = {}): SessionItem => ({
  id,
  kind: 'COACHING',
  ...instantsOf({ localStart, timeZone: 'Europe/Berlin', minutes: 90 }),
  status: 'SCHEDULED',
  by: null,
  policy: null,
  minutes: null,
  timeZones: [],
  agenda: null,
  notes: null,
  sequence: 0,
  changedAt: '2026-10-01T10:00:00.000Z',
  ...more,
});
const read = (text: string) =>
  Object.values(ical.sync.parseICS(text)).filter(
    (each): each is VEvent => (each as { type?: string } | undefined)?.type === 'VEVENT',
  );
const berlin = (instant: Date) =>
  instant.toLocaleString('en-GB', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' });

describe('A calendar as iCalendar', () => {
  it('says the same time of day before and after clocks change, as a parser that is not ours reads it', () => {
    const days = ['2026-10-24', '2026-10-26', '2027-03-27', '2027-03-29'];
    const sessions = days.map((day) => session(day, `${day}T09:00`));
    const events = read(writeCalendar([{ status: 'ACTIVE', sessions }], now));
    expect(events.map(({ start }) => berlin(start))).toEqual([
      '24/10/2026, 09:00',
      '26/10/2026, 09:00',
      '27/03/2027, 09:00',
      '29/03/2027, 09:00',
    ]);
    expect(events.map(({ start, end }) => Number(end) - Number(start))).toEqual(days.map(() => 90 * 60_000));
    expect(events.map(({ start }) => start.toISOString())).toEqual(sessions.map(({ startsAt }) => startsAt));
  });

  it('calls a session by the same name however often it moves, and says which is the newest', () => {
    const moved = { sequence: 2, changedAt: '2026-10-19T10:00:00.000Z' };
    const [event] = read(
      writeCalendar([{ status: 'ACTIVE', sessions: [session('one', '2026-10-26T11:00', moved)] }], now),
    );
    expect(event).toMatchObject({ uid: 'one@securebase', sequence: 2, status: 'CONFIRMED' });
    expect(event?.dtstamp).toEqual(new Date('2026-10-19T10:00:00Z'));
  });

  it('shows what was called off as cancelled, also by the end of the engagement', () => {
    const off = session('off', '2026-10-26T09:00', { status: 'CANCELLED', sequence: 1 });
    const still = session('still', '2026-10-27T09:00');
    const events = read(writeCalendar([{ status: 'ENDED_EARLY', sessions: [off, still] }], now));
    expect(events.map(({ status, sequence }) => [status, Number(sequence)])).toEqual([
      ['CANCELLED', 1],
      ['CANCELLED', 1],
    ]);
  });

  it('tells neither with whom nor what for, and forgets what was over a year ago', () => {
    const sessions = [
      session('now', '2026-10-26T09:00', { kind: 'ENDING' }),
      session('then', '2025-10-01T09:00'),
    ];
    const text = writeCalendar([{ status: 'PAUSED', sessions }], now);
    expect(text).not.toMatch(/ENDING|COACH|PAUSED|then@|ATTENDEE|ORGANIZER|DESCRIPTION|LOCATION/i);
    expect(read(text).map(({ summary }) => summary)).toEqual(['Session']);
  });

  it('is made of lines as RFC 5545 wants them: ended by CRLF, of at most 75 octets, each event whole', () => {
    const text = writeCalendar(
      [{ status: 'ACTIVE', sessions: [session('x'.repeat(120), '2026-10-26T09:00')] }],
      now,
    );
    const lines = text.split('\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
    for (const name of [
      'VERSION:2.0',
      'PRODID:',
      'UID:',
      'DTSTAMP:20261001T100000Z',
      'DTSTART:20261026T080000Z',
      'SEQUENCE:0',
    ])
      expect(unfolded.filter((line) => line.startsWith(name))).toHaveLength(1);
  });

  it('is empty for who has none', () => {
    expect(read(writeCalendar([], now))).toEqual([]);
  });
});
