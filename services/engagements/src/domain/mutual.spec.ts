import { describe, expect, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import fc from 'fast-check';
import { engagement } from './engagement.ts';
import { NotePresence, NoteTurnedTo } from './entry-commands.ts';
import { entry } from './entry.ts';
import { MarkMomentOfMeeting, moment, type MomentEvent } from './moment.ts';
import { NoteSettledness, settledness } from './settledness.ts';
import {
  amal,
  as,
  completed,
  endedEarly,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  ofTeam,
  proposed,
  scheduled,
  sessionId,
  sponsored,
  started,
  underway,
} from './story.ts';

const ofEngagement = specification(engagement);
const withSession = [...underway, scheduled];
const anotherSession = '6f1f7b3e-0000-4000-8000-0000000000f9';
const of = { engagementId, sessionId };

describe('Settledness', () => {
  const settlednessId = '6f1f7b3e-0000-4000-8000-000000000041';
  const note = (by: string, said: object, aboutId = amal, session = sessionId) =>
    new NoteSettledness({ engagementId, settlednessId, sessionId: session, aboutId, ...said }, as(by));
  const arrived = note(amal, { arriving: 'RATHER_UNSETTLED' });

  it('is noted on arriving, sealed for the one who lived it', () => {
    specification(settledness)()
      .when(arrived)
      .then({
        type: 'SettlednessNoted',
        data: {
          ...of,
          settlednessId,
          authorId: amal,
          aboutId: amal,
          arriving: seal(amal, 'RATHER_UNSETTLED'),
        },
      });
  });
  it('is noted on leaving, later, by the coach with the client as whom it is about', () => {
    specification(settledness)()
      .when(note(noor, { leaving: 'SETTLED' }))
      .then({
        type: 'SettlednessNoted',
        data: { ...of, settlednessId, authorId: noor, aboutId: amal, leaving: seal(noor, 'SETTLED') },
      });
  });
  it('says something', () => {
    specification(settledness)().when(note(amal, {})).rejects('NOTHING_NOTED');
  });
  it('is noted by client, coach and member', () => {
    ofEngagement(...withSession)
      .when(arrived)
      .then();
    ofEngagement(...withSession)
      .when(note(noor, { leaving: 'SETTLED' }))
      .then();
    const member = { type: 'MembersAdded', data: { engagementId, personIds: [jonas] } } as const;
    ofEngagement(ofTeam, member, matched, started, scheduled)
      .when(note(jonas, {}, jonas))
      .then();
  });
  it('is noted of oneself: not by the client of the coach, nor by a member of a colleague', () => {
    ofEngagement(...withSession)
      .when(note(amal, {}, noor))
      .rejects('ABOUT_YOURSELF_ONLY');
    const member = { type: 'MembersAdded', data: { engagementId, personIds: [jonas] } } as const;
    const team = [ofTeam, member, matched, started, scheduled];
    ofEngagement(...team)
      .when(note(jonas, {}, amal))
      .rejects('ABOUT_YOURSELF_ONLY');
  });
  it('belongs to a session of the engagement that was not called off', () => {
    ofEngagement(...withSession)
      .when(note(amal, {}, amal, anotherSession))
      .rejects('SESSION_NOT_FOUND');
    for (const type of ['SessionCancelled', 'SessionMissed'] as const)
      ofEngagement(...withSession, { type, data: { ...of, by: 'CLIENT' } })
        .when(arrived)
        .rejects('SESSION_DID_NOT_TAKE_PLACE');
  });
  it('is noted from the chemistry session to the follow-up, and not of an engagement broken off', () => {
    ofEngagement(proposed, matched, scheduled).when(arrived).then();
    ofEngagement(...withSession, completed)
      .when(arrived)
      .then();
    ofEngagement(...withSession, endedEarly)
      .when(arrived)
      .rejects('ENGAGEMENT_NOT_IN_THIS_PHASE');
  });
  it('is nothing for the sponsor, and whoever has no part hears that there is no such engagement', () => {
    ofEngagement(sponsored, matched, started, scheduled)
      .when(note(ilse, {}, ilse))
      .rejects('NOT_FOR_THIS_PARTY');
    ofEngagement(...withSession)
      .when(note(jonas, {}, jonas))
      .rejects('ENGAGEMENT_NOT_FOUND');
  });
});

const momentId = '6f1f7b3e-0000-4000-8000-000000000042';
const mark = (by: string, withId: string, words?: string) =>
  new MarkMomentOfMeeting({ ...of, momentId, markId: by, withId, words }, as(by));
const marked = (by: string, withId: string) =>
  ({
    type: 'MomentOfMeetingMarked',
    data: { ...of, momentId, authorId: by, markId: by, withId },
  }) as const satisfies MomentEvent;
const shared = (by: string, aboutId: string) =>
  ({ type: 'MomentOfMeetingShared', data: { ...of, momentId, authorId: by, aboutId } }) as const;

describe('A moment of meeting', () => {
  it('is marked by one, whose words stay their own', () => {
    specification(moment)()
      .when(mark(amal, noor, 'we were silent'))
      .then({
        ...marked(amal, noor),
        data: { ...marked(amal, noor).data, words: seal(amal, 'we were silent') },
      });
  });
  it('is shared together with the second mark, whoever marks first', () => {
    specification(moment)(marked(amal, noor))
      .when(mark(noor, amal))
      .then(marked(noor, amal), shared(noor, amal));
    specification(moment)(marked(noor, amal))
      .when(mark(amal, noor))
      .then(marked(amal, noor), shared(amal, noor));
  });
  it('is marked once by each', () => {
    specification(moment)(marked(amal, noor)).when(mark(amal, noor)).rejects('MOMENT_ALREADY_MARKED');
  });
  it('is between a coach and whom they coach', () => {
    ofEngagement(...withSession)
      .when(mark(amal, noor))
      .then();
    ofEngagement(...withSession)
      .when(mark(noor, amal))
      .then();
    ofEngagement(...withSession)
      .when(mark(amal, amal))
      .rejects('MOMENT_IS_WITH_A_COACH');
    ofEngagement(...withSession)
      .when(mark(amal, jonas))
      .rejects('NOT_A_PARTICIPANT');
    const member = { type: 'MembersAdded', data: { engagementId, personIds: [jonas] } } as const;
    const team = [ofTeam, member, matched, started, scheduled];
    ofEngagement(...team)
      .when(mark(jonas, noor))
      .then();
    ofEngagement(...team)
      .when(mark(jonas, amal))
      .rejects('MOMENT_IS_WITH_A_COACH');
  });

  it('answers the first mark alike whatever the other has done elsewhere, and is shared exactly when both have marked', () => {
    const who = fc.constantFrom([amal, noor] as const, [noor, amal] as const);
    fc.assert(
      fc.property(fc.array(who, { maxLength: 6 }), (order) => {
        let state = moment.initialState;
        const events: MomentEvent[] = [];
        for (const [by, withId] of order) {
          if (state.has(by)) continue;
          const now = moment.decide(mark(by, withId), state);
          if (!state.has(withId)) expect(now).toEqual([marked(by, withId)]);
          events.push(...now);
          state = now.reduce(moment.evolve, state);
        }
        const both = new Set(order.map(([by]) => by)).size === 2;
        expect(events.filter(({ type }) => type === 'MomentOfMeetingShared')).toHaveLength(both ? 1 : 0);
      }),
    );
  });
});

describe('Presence', () => {
  const entryId = '6f1f7b3e-0000-4000-8000-000000000044';
  const note = (by: string) => new NotePresence({ ...of, entryId, words: 'I hurried' }, as(by));
  it('is noted by a coach, sealed with the coach’s own key', () => {
    specification(entry)()
      .when(note(noor))
      .then({
        type: 'PresenceNoted',
        data: { ...of, entryId, authorId: noor, words: seal(noor, 'I hurried') },
      });
  });
  it('is no client’s to note', () => {
    ofEngagement(...withSession)
      .when(note(noor))
      .then();
    ofEngagement(...withSession)
      .when(note(amal))
      .rejects('NOT_FOR_THIS_PARTY');
  });
});

describe('Whom one turned to', () => {
  const entryId = '6f1f7b3e-0000-4000-8000-00000000004b';
  const note = (by: string) => new NoteTurnedTo({ engagementId, entryId, turnedTo: 'MYSELF' }, as(by));
  it('is noted by the client, with or without words', () => {
    specification(entry)()
      .when(note(amal))
      .then({
        type: 'TurnedToNoted',
        data: { engagementId, entryId, authorId: amal, turnedTo: seal(amal, 'MYSELF') },
      });
  });
  it('is no coach’s to note', () => {
    ofEngagement(...underway)
      .when(note(noor))
      .rejects('NOT_FOR_THIS_PARTY');
  });
});
