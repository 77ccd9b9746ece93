import { expect, it } from '@jest/globals';
import { ofOrganization, ofTeam, pair } from './agree.ts';
import { type Name } from './cast.ts';
import { onDay, workOf } from './meet.ts';
import { type Steps } from './step.ts';
import { type Story } from './story.ts';

/** Whom it concerns that there was a session: those who take part, who see which; all others that there is one more. */
const attendance: readonly Name[] = [...pair, 'ines', 'leo', 'kofi', 'ada'];

/** Sessions of every kind, over a change of daylight saving, and all that becomes of them. */
export const sessions = (story: Story, steps: Steps): void => {
  course(story, steps);
  endings(story, steps);
  otherSessions(story, steps);
};

/** At nine where the client is. */
const local = (day: string, hour = '09:00') => ({
  kind: 'COACHING',
  local: { localStart: `2027-03-${day}T${hour}`, timeZone: 'Europe/Vienna', minutes: 60 },
  timeZones: [
    { party: 'CLIENT', timeZone: 'Europe/Vienna' },
    { party: 'COACH', timeZone: 'America/New_York' },
  ],
});

const course = (story: Story, { step, refused }: Steps): void => {
  const { go, refuse, schedule } = workOf(story);
  const of = (session: string) => ({ sessionId: story.ids[session] });
  step(
    'They agree on a time, every week at nine where the client is',
    async () => {
      await schedule('amal', 'individual', 'first', local('23'));
      await schedule('noor', 'individual', 'second', local('30'));
    },
    { seenBy: pair, told: { SESSION_SCHEDULED: pair } },
  );
  it('which is another hour for the other after clocks were changed', async () => {
    const query = `query ($id: ID!) { engagement(id: $id) { sessions { startsAt localTimes { party startsAt } } } }`;
    interface Seen {
      engagement: { sessions: { startsAt: string; localTimes: { party: string; startsAt: string }[] }[] };
    }
    const { data } = await story.ask<Seen>('noor', query, { id: story.ids.individual });
    const times = data?.engagement.sessions.slice(-2).map(({ startsAt, localTimes }) => ({
      startsAt,
      ...Object.fromEntries(localTimes.map((each) => [each.party, each.startsAt])),
    }));
    expect(times).toEqual([
      {
        startsAt: '2027-03-23T08:00:00.000Z',
        CLIENT: '2027-03-23T09:00+01:00',
        COACH: '2027-03-23T04:00-04:00',
      },
      {
        startsAt: '2027-03-30T07:00:00.000Z',
        CLIENT: '2027-03-30T09:00+02:00',
        COACH: '2027-03-30T03:00-04:00',
      },
    ]);
  });
  refused(
    'An hour that there is not is no time',
    () => refuse('noor', 'individual', 'scheduleSession', local('28', '02:30')),
    'LOCAL_TIME_DOES_NOT_EXIST',
  );
  refused(
    'Nobody is in two sessions at once, and nobody hears in which other one',
    () => refuse('maja', 'organization', 'scheduleSession', local('30')),
    'TIME_NOT_FREE',
  );
  step(
    'The client moves one',
    () => go('amal', 'individual', 'rescheduleSession', { ...of('second'), ...onDay(91) }),
    { seenBy: pair, told: { SESSION_RESCHEDULED: pair } },
  );
  step(
    'She says what it is to be about',
    () =>
      go('amal', 'individual', 'setSessionAgenda', {
        ...of('first'),
        agenda: 'the meeting on Monday',
        expectedVersion: 0,
      }),
    { seenBy: pair, told: { SESSION_AGENDA_SET: pair } },
  );
  refused(
    'What two write at once is not lost',
    () =>
      refuse('noor', 'individual', 'setSessionAgenda', {
        ...of('first'),
        agenda: 'another one',
        expectedVersion: 0,
      }),
    'CHANGED_MEANWHILE',
  );
  step('They meet', () => go('noor', 'individual', 'holdSession', of('first')), {
    seenBy: attendance,
    told: { SESSION_HELD: pair },
  });
  step(
    'and note what they found, for both',
    () =>
      go('noor', 'individual', 'setSessionNotes', { ...of('first'), notes: 'she asked, and was answered' }),
    { seenBy: pair, told: { SESSION_NOTES_SET: pair } },
  );
};

const endings = (story: Story, { step, refused }: Steps): void => {
  const { go, refuse, schedule } = workOf(story);
  const of = (session: string) => ({ sessionId: story.ids[session] });
  step(
    'The client cancels one in time',
    () => go('amal', 'individual', 'cancelSession', { ...of('second'), by: 'CLIENT' }),
    { seenBy: pair, told: { SESSION_CANCELLED: pair } },
  );
  step(
    'The coach cancels one too late',
    async () => {
      const inAnHour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
      const soon = { kind: 'COACHING', startsAt: inAnHour(5), endsAt: inAnHour(6) };
      await schedule('noor', 'individual', 'third', soon);
      await go('noor', 'individual', 'cancelSession', { ...of('third'), by: 'COACH' });
    },
    { seenBy: pair, told: { SESSION_SCHEDULED: pair, SESSION_CANCELLED: pair } },
  );
  it('What was in time and what was not, both see', async () => {
    const query = 'query ($id: ID!) { engagement(id: $id) { sessions { id status by policy } } }';
    interface Seen {
      engagement: { sessions: { id: string }[] | null };
    }
    for (const who of pair) {
      const { data } = await story.ask<Seen>(who, query, { id: story.ids.individual });
      expect(data?.engagement.sessions).toEqual(
        expect.arrayContaining([
          { id: story.ids['second'], status: 'CANCELLED', by: 'CLIENT', policy: 'WITHIN' },
          { id: story.ids['third'], status: 'CANCELLED', by: 'COACH', policy: 'OUTSIDE' },
        ]),
      );
    }
  });
  step(
    'One is missed',
    async () => {
      await schedule('noor', 'individual', 'fourth', { kind: 'COACHING', ...onDay(97) });
      await go('noor', 'individual', 'missSession', { ...of('fourth'), by: 'CLIENT' });
    },
    { seenBy: pair, told: { SESSION_SCHEDULED: pair, SESSION_MISSED: pair } },
  );
  refused(
    'Whoever missed it does not correct it',
    () => refuse('amal', 'individual', 'correctSession', { ...of('fourth'), status: 'HELD', minutes: 45 }),
    'FORBIDDEN',
  );
  step(
    'The coach corrects that: it was held, and shorter',
    () => go('noor', 'individual', 'correctSession', { ...of('fourth'), status: 'HELD', minutes: 45 }),
    { seenBy: attendance, told: { SESSION_CORRECTED: pair } },
  );
  step(
    'The three parties meet, and at the midpoint the two',
    async () => {
      for (const [day, kind] of [
        [98, 'THREE_WAY'],
        [99, 'MIDPOINT'],
      ] as const) {
        await schedule('noor', 'individual', kind, { kind, ...onDay(day) });
        await go('noor', 'individual', 'holdSession', of(kind));
      }
    },
    { seenBy: attendance, told: { SESSION_SCHEDULED: pair, SESSION_HELD: pair } },
  );
};

const otherSessions = (story: Story, { step }: Steps): void => {
  const { go, schedule } = workOf(story);
  step(
    'The team meets, and all of it see when',
    async () => {
      await schedule('taro', 'team', 'of the team', { kind: 'COACHING', ...onDay(91) });
      await go('taro', 'team', 'holdSession', { sessionId: story.ids['of the team'] });
    },
    { seenBy: [...ofTeam, 'ines', 'kofi', 'ada'], told: { SESSION_SCHEDULED: ofTeam, SESSION_HELD: ofTeam } },
  );
  const all: readonly Name[] = [...ofOrganization, 'taro'];
  step(
    'The organization meets with both of its coaches',
    async () => {
      await schedule('noor', 'organization', 'of the organization', { kind: 'COACHING', ...onDay(92) });
      await go('noor', 'organization', 'holdSession', { sessionId: story.ids['of the organization'] });
    },
    { seenBy: [...all, 'oskar', 'kofi', 'ada'], told: { SESSION_SCHEDULED: all, SESSION_HELD: all } },
  );
  it('A calendar feed has one’s own sessions, and says neither with whom nor what for', async () => {
    const told = (
      await story.ask<{ told: { path: string } }>('amal', 'mutation { told: issueCalendarFeed { path } }')
    ).data?.told;
    const response = await fetch(new URL(told?.path ?? '', story.running.platform.url));
    const text = await response.text();
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(7);
    expect(text).not.toMatch(/noor|amal|house|finished|Monday/i);
  });
};
