import { describe, expect, it } from '@jest/globals';
import { specification } from '@securebase/domain-kit/testing';
import { type CalendarEvent, calendars } from './calendar.ts';
import * as commands from './engagement-commands.ts';
import { amal, as, engagementId, jonas, noor, sessionId, times } from './story.ts';

const [ofClient, ofCoach, ofThird] = calendars;
if (!ofClient || !ofCoach || !ofThird) throw new Error('There are places for the client and three coaches.');
const givenCoach = specification(ofCoach);
const givenClient = specification(ofClient);
const another = { engagementId: '6f1f7b3e-0000-4000-8000-0000000000e2', sessionId: 'another' };
const of = { engagementId, sessionId };
const facts = { attendeeIds: [amal, noor] };
const asOf = '2026-11-23T09:00:00.000Z';
const schedule = (from: string, until: string) =>
  new commands.ScheduleSession(
    {
      ...of,
      kind: 'COACHING',
      startsAt: `2026-12-01T${from}:00.000Z`,
      endsAt: `2026-12-01T${until}:00.000Z`,
    },
    as(noor),
    facts,
  );
const booked = (personId: string, session = of, { startsAt, endsAt } = times): CalendarEvent => ({
  type: 'TimeBooked',
  data: { personId, ...session, startsAt, endsAt, asOf },
});
const freed = (personId: string, session = of): CalendarEvent => ({
  type: 'TimeFreed',
  data: { personId, ...session, asOf },
});

describe('A calendar', () => {
  it('is the one of each who takes part', () => {
    const command = schedule('09:00', '10:00');
    expect(calendars.map((each) => each.streamId(command))).toEqual([amal, noor, undefined, undefined]);
    givenClient().when(command).then(booked(amal));
    givenCoach().when(command).then(booked(noor));
  });
  it.each([
    ['the same time', '09:00', '10:00'],
    ['a time that begins within', '09:59', '11:00'],
    ['a time that ends within', '08:00', '09:01'],
    ['a time around it', '08:00', '12:00'],
    ['a time within it', '09:15', '09:45'],
  ])('is not booked twice: %s, whosever the other session is', (_, from, until) => {
    givenCoach(booked(noor, another)).when(schedule(from, until)).rejects('TIME_NOT_FREE');
  });
  it.each([
    ['before', '08:00', '09:00'],
    ['after', '10:00', '11:00'],
  ])('is free right %s', (_, from, until) => {
    const startsAt = `2026-12-01T${from}:00.000Z`;
    const endsAt = `2026-12-01T${until}:00.000Z`;
    givenCoach(booked(noor, another))
      .when(schedule(from, until))
      .then(booked(noor, of, { startsAt, endsAt }));
  });
  it('is free where a session was that moves or is called off', () => {
    const move = new commands.RescheduleSession(
      { ...of, startsAt: '2026-12-01T09:30:00.000Z', endsAt: '2026-12-01T10:30:00.000Z' },
      as(noor),
      facts,
    );
    const { startsAt, endsAt } = move.data;
    givenCoach(booked(noor))
      .when(move)
      .then(booked(noor, of, { startsAt, endsAt }));
    const cancel = new commands.CancelSession({ ...of, by: 'CLIENT' }, as(noor), facts);
    givenCoach(booked(noor), booked(noor, another)).when(cancel).then(freed(noor));
    givenCoach(booked(noor), freed(noor)).when(schedule('09:00', '10:00')).then(booked(noor));
    givenCoach().when(cancel).then();
  });
  it('is free when the engagement ends, but for the sessions of others', () => {
    const later = { startsAt: '2026-12-02T09:00:00.000Z', endsAt: '2026-12-02T10:00:00.000Z' };
    const end = new commands.EndEngagementEarly({ engagementId }, as(amal), facts);
    givenCoach(booked(noor), booked(noor, another, later))
      .when(end)
      .then(freed(noor));
  });
  it('passes from the coach who cannot go on to the one who does', () => {
    const upcoming = [{ sessionId, ...times }];
    const command = new commands.ReassignCoach({ engagementId, fromId: noor, coachId: jonas }, as(amal), {
      upcoming,
    });
    givenClient(booked(noor)).when(command).then(freed(noor));
    givenCoach().when(command).then(booked(jonas));
    givenCoach(booked(jonas, another)).when(command).rejects('TIME_NOT_FREE');
    const decline = new commands.DeclineMatch({ engagementId, coachId: noor }, as(noor));
    givenClient(booked(noor), booked(noor, another)).when(decline).then(freed(noor));
    const add = new commands.AddCoach({ engagementId, coachId: jonas }, as(amal), { upcoming });
    givenClient().when(add).then(booked(jonas));
    expect(ofThird.streamId(add)).toBeUndefined();
  });
  it('does not grow: what was over a month before is forgotten, and its state is plain JSON', () => {
    const events = Array.from({ length: 1_000 }, (_, day): CalendarEvent => {
      const at = (hours: number) => new Date(Date.UTC(2026, 0, 1 + day, hours)).toISOString();
      const data = { personId: noor, engagementId, sessionId: String(day), asOf: at(8) };
      return { type: 'TimeBooked', data: { ...data, startsAt: at(9), endsAt: at(10) } };
    });
    const state = events.reduce(ofCoach.evolve, ofCoach.initialState);
    expect(state.length).toBeLessThanOrEqual(32);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});
