import { type Party } from '@securebase/contracts';
import fc from 'fast-check';
import { signedFor } from '../src/domain/agreeing.ts';
import { type WishedTerms } from '../src/domain/agreement-terms.ts';
import { type Calendar, type CalendarCommand, calendars } from '../src/domain/calendar.ts';
import { attendeesOf, upcomingOf } from '../src/domain/coaching.ts';
import * as commands from '../src/domain/engagement-commands.ts';
import { type EngagementEvent, type State } from '../src/domain/engagement-state.ts';
import { engagement, signatoryOf } from '../src/domain/engagement.ts';
import { amal, as, engagementId, ilse, jonas, noor, times } from '../src/domain/story.ts';

const people = fc.constantFrom(amal, noor, ilse, jonas);
const parties = fc.constantFrom<Party>('CLIENT', 'COACH', 'SPONSOR');
export const sessionIds = ['1', '2', '3'].map((n) => `6f1f7b3e-0000-4000-8000-00000000f00${n}`);
const [first = '', second = ''] = sessionIds;
const sessions = fc.constantFrom(...sessionIds).map((sessionId) => ({ engagementId, sessionId }));
const kinds = fc.constantFrom('CHEMISTRY', 'COACHING', 'FOLLOW_UP' as const);
const versions = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const slots = fc.integer({ min: 0, max: 3 }).map((half) => ({
  startsAt: new Date(Date.parse(times.startsAt) + half * 1_800_000).toISOString(),
  endsAt: new Date(Date.parse(times.endsAt) + half * 1_800_000).toISOString(),
}));
const terms = fc.constantFrom<WishedTerms | undefined>(
  undefined,
  { noticeHours: 48, shares: [{ item: 'GOALS', with: ['SPONSOR'] }] },
  {
    measures: [
      { instrumentId: jonas, scale: 'calm', perspectives: [{ perspective: 'SELF', raters: 1 }], delta: 1 },
    ],
  },
);
const of = { engagementId };

/** A wish, with the facts that somebody gathered who saw the engagement as it is. */
export type Wish = (state: State) => commands.EngagementCommand;
const attendees = (state: State) => ({ attendeeIds: state ? attendeesOf(state) : [] });
const upcoming = (state: State) => ({ upcoming: state ? upcomingOf(state) : [] });

const propose =
  (kind: 'TEAM' | 'INDIVIDUAL', sponsorId?: string): Wish =>
  () =>
    new commands.ProposeEngagement({ ...of, kind, clientId: amal, purpose: 'to sleep', sponsorId }, as(noor));
const match =
  (coachId: string): Wish =>
  () =>
    new commands.ConfirmMatch({ ...of, coachId }, as(amal));
const draft: Wish = () => new commands.DraftAgreement({ ...of, sessions: 8, objectives: 'sleep' }, as(noor));
const sign =
  (party: Party, by: string, agreementVersion: number): Wish =>
  (state) =>
    new commands.SignAgreement(
      { ...of, agreementVersion, party, ...(state && signedFor(state, agreementVersion)) },
      as(by),
    );
const start: Wish = () => new commands.StartEngagement(of, as(noor));

/** Whatever anybody may wish of one engagement. */
export const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.constantFrom(propose('TEAM', ilse), propose('INDIVIDUAL')),
  people.map(match),
  fc.tuple(fc.constantFrom(commands.DraftAgreement, commands.AmendAgreement), terms, versions).map(
    ([Write, wished, expectedVersion]): Wish =>
      () =>
        new Write({ ...of, sessions: 8, objectives: 'sleep', terms: wished, expectedVersion }, as(noor)),
  ),
  fc
    .tuple(parties, people, fc.integer({ min: 1, max: 4 }))
    .map(([party, by, version]) => sign(party, by, version)),
  parties.map(
    (party): Wish =>
      (state) =>
        sign(party, (state && signatoryOf(state, party)) ?? jonas, state?.agreement.version ?? 1)(state),
  ),
  fc
    .constantFrom(
      commands.StartEngagement,
      commands.PauseEngagement,
      commands.ResumeEngagement,
      commands.CompleteEngagement,
    )
    .map(
      (Move): Wish =>
        () =>
          new Move(of, as(noor)),
    ),
  fc.constant<Wish>((state) => new commands.EndEngagementEarly(of, as(amal), attendees(state))),
  fc.array(people, { minLength: 1 }).map(
    (personIds): Wish =>
      () =>
        new commands.AddMembers({ ...of, personIds }, as(noor)),
  ),
  fc.tuple(people, people).map(
    ([coachId, by]): Wish =>
      (state) =>
        new commands.AddCoach({ ...of, coachId }, as(by), upcoming(state)),
  ),
  fc.tuple(people, people).map(
    ([fromId, coachId]): Wish =>
      (state) =>
        new commands.ReassignCoach({ ...of, fromId, coachId }, as(amal), upcoming(state)),
  ),
  fc.tuple(people, people, people).map(
    ([fromId, toId, by]): Wish =>
      () =>
        new commands.RecordHandover({ ...of, handoverId: jonas, fromId, toId, summary: 'all' }, as(by)),
  ),
  fc.tuple(people, versions).map(
    ([by, expectedVersion]): Wish =>
      () =>
        new commands.PrepareEnding({ ...of, learned: 'much', turnsTo: 'friends', expectedVersion }, as(by)),
  ),
  fc.tuple(sessions, kinds, slots).map(
    ([session, kind, slot]): Wish =>
      (state) =>
        new commands.ScheduleSession({ ...session, kind, ...slot }, as(noor), attendees(state)),
  ),
  fc.tuple(sessions, slots).map(
    ([session, slot]): Wish =>
      (state) =>
        new commands.RescheduleSession({ ...session, ...slot }, as(noor), attendees(state)),
  ),
  sessions.map(
    (session): Wish =>
      () =>
        new commands.HoldSession(session, as(noor)),
  ),
  fc.tuple(sessions, parties).map(
    ([session, by]): Wish =>
      (state) =>
        new commands.CancelSession({ ...session, by }, as(noor), attendees(state)),
  ),
  fc.tuple(sessions, parties).map(
    ([session, by]): Wish =>
      () =>
        new commands.MissSession({ ...session, by }, as(noor)),
  ),
  fc
    .tuple(
      sessions,
      fc.constantFrom('HELD', 'CANCELLED', 'MISSED' as const),
      fc.option(parties, { nil: undefined }),
    )
    .map(
      ([session, status, by]): Wish =>
        () =>
          new commands.CorrectSession({ ...session, status, by }, as(noor)),
    ),
  fc.tuple(sessions, people, versions).map(
    ([session, by, expectedVersion]): Wish =>
      () =>
        new commands.SetSessionAgenda({ ...session, agenda: 'work', expectedVersion }, as(by)),
  ),
  fc.tuple(sessions, people, versions).map(
    ([session, by, expectedVersion]): Wish =>
      () =>
        new commands.SetSessionNotes({ ...session, notes: 'work', expectedVersion }, as(by)),
  ),
);

export const underway: readonly Wish[] = [
  propose('TEAM'),
  match(noor),
  draft,
  sign('CLIENT', amal, 1),
  sign('COACH', noor, 1),
  start,
];
const amend: Wish = () => new commands.AmendAgreement({ ...of, sessions: 12, objectives: 'sleep' }, as(noor));
export const schedule =
  (sessionId: string): Wish =>
  (state) =>
    new commands.ScheduleSession(
      { ...of, sessionId, kind: 'COACHING', ...times },
      as(noor),
      attendees(state),
    );

/** Wishes in any order, from the very beginning or from where most of them would never come by chance. */
const beginnings = fc.constantFrom<readonly Wish[]>(
  [],
  [propose('TEAM', ilse), match(noor), draft, sign('CLIENT', amal, 1), sign('SPONSOR', ilse, 1)],
  [propose('INDIVIDUAL'), match(noor), draft, draft, sign('COACH', noor, 2)],
  underway,
  [...underway, amend, sign('CLIENT', amal, 2)],
  [...underway, amend, sign('CLIENT', amal, 2), sign('COACH', noor, 2)],
  [...underway, schedule(first), schedule(second)],
);
/** Whatever was wished, and what became of it. */
export const lives = fc
  .tuple(beginnings, fc.array(wish, { maxLength: 60 }))
  .map(([beginning, all]) => live([...beginning, ...all]));

export interface Lived {
  readonly events: readonly EngagementEvent[];
  readonly state: State;
  /** By person. */
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly refusals: readonly unknown[];
}
/** What all aggregates whom a command concerns say of it, or nothing when one of them says no. */
const live = (all: readonly Wish[]): Lived =>
  all.reduce<Lived>(
    (lived, wish) => {
      const command = wish(lived.state);
      try {
        const now = engagement.decide(command, lived.state);
        const taken = new Map(lived.calendars);
        for (const calendar of calendars) {
          if (!calendar.commands.some((one) => command instanceof one)) continue;
          const personId = calendar.streamId(command as CalendarCommand);
          if (personId === undefined) continue;
          const before = lived.calendars.get(personId) ?? calendar.initialState;
          const said = calendar.decide(command as CalendarCommand, before);
          taken.set(personId, said.reduce(calendar.evolve, before));
        }
        const state = now.reduce(engagement.evolve, lived.state);
        return { ...lived, events: [...lived.events, ...now], state, calendars: taken };
      } catch (error) {
        return { ...lived, refusals: [...lived.refusals, error] };
      }
    },
    { events: [], state: engagement.initialState, calendars: new Map(), refusals: [] },
  );
