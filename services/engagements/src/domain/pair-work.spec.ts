import { describe, expect, it } from '@jest/globals';
import { specification } from '@securebase/domain-kit/testing';
import { CommitToAction, CompleteAction } from './action.ts';
import { type Engagement, type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import * as goals from './goal-commands.ts';
import { HoldMidpointReview } from './midpoint.ts';
import {
  amal,
  as,
  atContract,
  completed,
  engagementId,
  ilse,
  jonas,
  noor,
  ofTeam,
  paused,
  scheduled,
  sessionId,
  sponsored,
  underway,
} from './story.ts';
import { ensureMay, type WorkCommand } from './work.ts';

// What the engagement says to wishes about a client's or member's work. Jonas is a member of the team, Ilse pays.
const given = specification(engagement);
const stranger = '6f1f7b3e-0000-4000-8000-0000000000cc';
const joined: EngagementEvent = { type: 'MembersAdded', data: { engagementId, personIds: [jonas] } };
const team = [
  { ...ofTeam, data: { ...ofTeam.data, sponsorId: ilse } },
  ...underway.filter(({ type }) => type !== 'EngagementProposed'),
  joined,
];
const own = (aboutId: string, audience: 'PAIR' | 'TAKES_PART' = 'PAIR') => ({
  engagementId,
  aboutId,
  audience,
});
const begin = (by: string, aboutId: string, audience: 'PAIR' | 'TAKES_PART' = 'PAIR') =>
  new CommitToAction({ ...own(aboutId, audience), actionId: 'action', words: 'ask for a day' }, as(by));
const complete = (by: string, aboutId: string, audience: 'PAIR' | 'TAKES_PART' = 'PAIR') =>
  new CompleteAction({ ...own(aboutId, audience), actionId: 'action' }, as(by));
const rate = (by: string, party: 'CLIENT' | 'COACH' | 'SPONSOR' | 'LINE_MANAGER', aboutId = amal) =>
  new goals.RateGoal(
    {
      ...own(aboutId),
      ...{ goalId: 'goal', ratingId: 'rating', party, occasion: 'BASELINE', scaling: 1, level: 0 },
    },
    as(by),
  );

describe('Something new', () => {
  it.each([
    ['of the client', begin(amal, amal)],
    ['of the client, by the coach', begin(noor, amal)],
    ['of the client, for the team', begin(noor, amal, 'TAKES_PART')],
    ['of a member', begin(jonas, jonas)],
    ['of a member, shared by the member', begin(jonas, jonas, 'TAKES_PART')],
    ['of a member, by the coach', begin(noor, jonas)],
  ])('%s may begin', (_, command) =>
    given(...team)
      .when(command)
      .then(),
  );
  it.each([
    ['ABOUT_YOURSELF_ONLY', begin(jonas, amal)],
    ['ABOUT_YOURSELF_ONLY', begin(amal, jonas)],
    ['NOT_YOURS_TO_SHARE', begin(noor, jonas, 'TAKES_PART')],
    ['ABOUT_CLIENT_OR_MEMBER', begin(noor, noor)],
    ['NOT_A_PARTICIPANT', begin(noor, stranger)],
    ['NOT_FOR_THIS_PARTY', begin(ilse, amal)],
    ['ENGAGEMENT_NOT_FOUND', begin(stranger, stranger)],
  ])('is refused with %s', (code, command) =>
    given(...team)
      .when(command)
      .rejects(code),
  );
  it.each([
    ['before the start', atContract],
    ['while it rests', [...underway, paused]],
    ['after its end', [...underway, completed]],
  ])('does not begin %s', (_, history) =>
    given(...history)
      .when(begin(amal, amal))
      .rejects('ENGAGEMENT_NOT_IN_THIS_PHASE'),
  );
});

describe('Something that is there', () => {
  it.each([
    ['the client', complete(amal, amal)],
    ['the coach', complete(noor, amal)],
    ['a member', complete(jonas, jonas)],
    ['the coach, of a member', complete(noor, jonas)],
  ])('is changed by %s', (_, command) =>
    given(...team)
      .when(command)
      .then(),
  );
  it.each([
    ['a colleague', complete(jonas, amal)],
    ['who speaks for the team', complete(amal, jonas)],
    ['the sponsor', complete(ilse, amal)],
    ['a stranger', complete(stranger, amal)],
  ])('does not exist for %s', (_, command) =>
    given(...team)
      .when(command)
      .rejects('ACTION_NOT_FOUND'),
  );
  it('of the team is seen by its members, and not theirs to change', () =>
    given(...team)
      .when(complete(jonas, amal, 'TAKES_PART'))
      .rejects('NOT_FOR_THIS_PARTY'));
});

describe('A goal', () => {
  it.each([
    ['the client as client', rate(amal, 'CLIENT')],
    ['a member as client', rate(jonas, 'CLIENT', jonas)],
    ['the coach as coach', rate(noor, 'COACH')],
  ])('is rated by %s', (_, command) =>
    given(...team)
      .when(command)
      .then(),
  );
  it.each([
    ['the coach as client', rate(noor, 'CLIENT'), 'NOT_FOR_THIS_PARTY'],
    ['the client as coach', rate(amal, 'COACH'), 'NOT_FOR_THIS_PARTY'],
    ['the client as line manager', rate(amal, 'LINE_MANAGER'), 'NOT_FOR_THIS_PARTY'],
    ['a colleague', rate(jonas, 'CLIENT'), 'GOAL_NOT_FOUND'],
    ['a sponsor who is not asked', rate(ilse, 'SPONSOR'), 'GOAL_NOT_FOUND'],
    ['a stranger', rate(stranger, 'COACH'), 'GOAL_NOT_FOUND'],
  ])('is not rated by %s', (_, command, code) =>
    given(...team)
      .when(command)
      .rejects(code),
  );
  it('is rated by the sponsor where the agreement shares it, and dropped by the client all the same', () => {
    const state = [sponsored, ...underway.slice(1)].reduce(engagement.evolve, engagement.initialState);
    const shared = {
      ...state,
      inForce: { terms: { shares: [{ item: 'GOALS', with: ['SPONSOR'] }] } },
    } as unknown as Engagement;
    const asked = (command: WorkCommand) => () => ensureMay(command, shared);
    expect(asked(rate(ilse, 'SPONSOR'))).not.toThrow();
    const drop = new goals.DropGoal({ ...own(amal), goalId: 'goal' }, as(ilse));
    expect(asked(drop)).toThrow(expect.objectContaining({ code: 'NOT_FOR_THIS_PARTY' }));
  });
  it('is rated for the follow-up after completion, and for nothing else then but the closing', () => {
    const at = (occasion: 'BASELINE' | 'MIDPOINT' | 'CLOSING' | 'FOLLOW_UP') => {
      const { data, context } = rate(amal, 'CLIENT');
      return new goals.RateGoal({ ...data, occasion }, context);
    };
    for (const occasion of ['CLOSING', 'FOLLOW_UP'] as const)
      given(...underway, completed)
        .when(at(occasion))
        .then();
    for (const occasion of ['BASELINE', 'MIDPOINT'] as const)
      given(...underway, completed)
        .when(at(occasion))
        .rejects('ENGAGEMENT_NOT_IN_THIS_PHASE');
    given(...underway)
      .when(at('FOLLOW_UP'))
      .rejects('ENGAGEMENT_NOT_IN_THIS_PHASE');
  });
});

describe('A midpoint review', () => {
  const hold = (of?: string) =>
    new HoldMidpointReview(
      { ...own(amal), reviewId: 'review', sessionId: of, lookedAt: 'goals', toChange: 'pace' },
      as(noor),
    );
  const half = { ...scheduled, data: { ...scheduled.data, kind: 'MIDPOINT' as const } };
  it('stands alone, or belongs to a midpoint session', () => {
    given(...underway)
      .when(hold())
      .then();
    given(...underway, half)
      .when(hold(sessionId))
      .then();
  });
  it('belongs to no other session', () => {
    given(...underway, scheduled)
      .when(hold(sessionId))
      .rejects('NOT_A_MIDPOINT_SESSION');
    given(...underway)
      .when(hold(sessionId))
      .rejects('SESSION_NOT_FOUND');
  });
  it('keeps to the rules of everything between client and coach', () => {
    const { data } = hold();
    given(...underway)
      .when(new HoldMidpointReview({ ...data, aboutId: noor }, as(noor)))
      .rejects('ABOUT_CLIENT_OR_MEMBER');
  });
});
