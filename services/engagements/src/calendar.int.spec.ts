import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenant, personAs } from '@securebase/testing';
import ical, { type VEvent } from 'node-ical';
import { agreements } from '../test/agreements.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());
const { see, underway } = agreements(() => rig);

const at = (localStart: string, more: object = {}) => ({
  kind: 'COACHING',
  local: { localStart, timeZone: 'Europe/Berlin', minutes: 60, ...more },
  timeZones: [
    { party: 'CLIENT', timeZone: 'Europe/Berlin' },
    { party: 'COACH', timeZone: 'America/New_York' },
  ],
});

describe('A session', () => {
  it('is agreed on by the clock of a place, and shown on the clocks of the parties', async () => {
    const { go } = await underway();
    const { engagement } = await go('COACH', 'scheduleSession', at('2027-10-30T15:00'));
    // Clocks go back a week earlier in Europe than in America; both are in their summer time still, the day before.
    expect(engagement.sessions).toMatchObject([
      {
        localTimes: [
          { party: 'CLIENT', startsAt: '2027-10-30T15:00+02:00', endsAt: '2027-10-30T16:00+02:00' },
          { party: 'COACH', startsAt: '2027-10-30T09:00-04:00', endsAt: '2027-10-30T10:00-04:00' },
        ],
      },
    ]);
    const after = await go('COACH', 'scheduleSession', at('2027-11-01T15:00'));
    expect(after.engagement.sessions[1]).toMatchObject({
      localTimes: [{ startsAt: '2027-11-01T15:00+01:00' }, { startsAt: '2027-11-01T10:00-04:00' }],
    });
  });
  it.each([
    ['LOCAL_TIME_DOES_NOT_EXIST', at('2027-03-28T02:30')],
    ['LOCAL_TIME_COMES_TWICE', at('2027-10-31T02:30')],
    ['TIME_ZONE_UNKNOWN', at('2027-10-30T02:30', { timeZone: 'Europe/Atlantis' })],
    ['SESSION_TIME_MISSING', { kind: 'COACHING' }],
    ['SESSION_TIME_MISSING', { ...at('2027-10-30T02:30'), startsAt: new Date(), endsAt: new Date() }],
  ])('is refused with %s', async (code, input) => {
    const { go } = await underway();
    await expect(go('COACH', 'scheduleSession', input)).rejects.toMatchObject({ codes: [code] });
  });

  it('takes the time of the coach in every engagement, and says no more; of two at once one is granted', async () => {
    const [one, other] = [await underway(), await underway()];
    const same = at('2028-02-01T09:00');
    const both = await Promise.allSettled([one, other].map(({ go }) => go('COACH', 'scheduleSession', same)));
    const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toEqual([expect.objectContaining({ codes: ['TIME_NOT_FREE'] })]);
    expect(JSON.stringify(refused)).not.toMatch(new RegExp(`${one.id}|${other.id}|sleep|The client`));
    const [session] = both.flatMap((each) =>
      each.status === 'fulfilled' ? each.value.engagement.sessions : [],
    );
    const [granted, free] = both[0]?.status === 'fulfilled' ? [one, other] : [other, one];
    await granted.go('CLIENT', 'cancelSession', { sessionId: session?.id, by: 'CLIENT' });
    await free.go('COACH', 'scheduleSession', same);
  });

  it('is held, corrected, and written about by those who take part', async () => {
    const { id, go } = await underway();
    const { engagement } = await go('COACH', 'scheduleSession', at('2028-03-01T09:00'));
    const sessionId = engagement.sessions[0]?.id;
    await go('CLIENT', 'setSessionAgenda', { sessionId, agenda: 'the new role', expectedVersion: 0 });
    const late = go('COACH', 'setSessionAgenda', { sessionId, agenda: 'another', expectedVersion: 0 });
    await expect(late).rejects.toMatchObject({ codes: ['CHANGED_MEANWHILE'] });
    await go('COACH', 'holdSession', { sessionId, minutes: 75 });
    await go('COACH', 'setSessionNotes', { sessionId, notes: 'call on Friday' });
    const { token } = await go('COACH', 'correctSession', { sessionId, status: 'MISSED', by: 'CLIENT' });
    expect(await see('CLIENT', id, token)).toMatchObject({
      sessionsHeld: 0,
      sessions: [
        {
          status: 'MISSED',
          agenda: 'the new role',
          agendaRevision: 1,
          notes: 'call on Friday',
          minutes: null,
        },
      ],
    });
    expect(await see('SPONSOR', id, token)).toMatchObject({ sessions: null, sessionsHeld: 0 });
  });

  it('that is called off says whether that was early enough', async () => {
    const { go } = await underway();
    const { engagement } = await go('COACH', 'scheduleSession', at('2028-04-01T09:00'));
    const by = { sessionId: engagement.sessions[0]?.id, by: 'CLIENT' };
    const early = await go('CLIENT', 'cancelSession', by);
    expect(early.engagement.sessions).toMatchObject([{ status: 'CANCELLED', policy: 'WITHIN' }]);
    const soon = await go('COACH', 'scheduleSession', {
      kind: 'COACHING',
      startsAt: new Date(Date.now() + 47 * 3_600_000),
      endsAt: new Date(Date.now() + 48 * 3_600_000),
    });
    const late = await go('CLIENT', 'cancelSession', { ...by, sessionId: soon.engagement.sessions[1]?.id });
    expect(late.engagement.sessions[1]).toMatchObject({ status: 'CANCELLED', policy: 'OUTSIDE' });
  });
});

describe('The calendar of a person', () => {
  const fetchCalendar = (path: string, method = 'GET') => fetch(new URL(path, rig.url), { method });
  const issue = async () =>
    (
      await rig.asking<{ issueCalendarFeed: { feedId: string; path: string } }>(
        'CLIENT',
        'mutation { issueCalendarFeed { feedId path } }',
      )
    ).issueCalendarFeed;

  it('is read at a secret address as iCalendar, until the address is revoked', async () => {
    const { go, id } = await underway();
    await go('COACH', 'scheduleSession', at('2028-10-28T09:00'));
    const { engagement, token } = await go('COACH', 'scheduleSession', at('2028-10-30T09:00'));
    await see('CLIENT', id, token); // what the calendar shows is read
    const { feedId, path } = await issue();
    const response = await fetchCalendar(path);
    expect(response.headers.get('content-type')).toContain('text/calendar');
    expect(response.headers.get('cache-control')).toContain('no-store');
    const text = await response.text();
    expect(text).not.toMatch(/sleep|client|coach|sponsor/i);
    const mine = engagement.sessions.map((session) => `${session.id}@securebase`);
    const events = Object.values(ical.sync.parseICS(text)).filter(
      (each): each is VEvent => each?.type === 'VEVENT' && mine.includes(each.uid),
    );
    expect(events.map(({ start }) => start.toISOString())).toEqual([
      '2028-10-28T07:00:00.000Z',
      '2028-10-30T08:00:00.000Z',
    ]);
    expect((await fetchCalendar(path, 'POST')).status).toBe(405);

    const revoke =
      'mutation ($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) { feedId } }';
    await rig.asking('CLIENT', revoke, { input: { feedId } });
    expect((await fetchCalendar(path)).status).toBe(404);
  });

  it('is at one address at a time, which nobody can guess', async () => {
    const [first, second] = [await issue(), await issue()];
    expect((await fetchCalendar(first.path)).status).toBe(404);
    expect((await fetchCalendar(second.path)).status).toBe(200);
    const wrong = [
      second.path.replace(/.\.ics$/, (end) => (end.startsWith('A') ? 'B.ics' : 'A.ics')),
      second.path.replace(personAs('CLIENT'), personAs('COACH')),
      second.path.replace(demoTenant, personAs('COACH')),
      '/calendar/nothing.ics',
      '/calendar/',
    ];
    for (const path of wrong) expect((await fetchCalendar(path)).status).toBe(404);
  });
});
