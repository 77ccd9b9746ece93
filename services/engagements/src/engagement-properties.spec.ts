import { describe, expect, it } from '@jest/globals';
import { type Party } from '@securebase/contracts';
import { Rejected } from '@securebase/domain-kit';
import fc from 'fast-check';
import * as commands from './domain/engagement-commands.ts';
import { type EngagementEvent, type State } from './domain/engagement-state.ts';
import { engagement, partiesOf } from './domain/engagement.ts';
import { rejections } from './rejections.ts';
import { amal, as, engagementId, ilse, jonas, noor, times } from './domain/story.ts';

const people = fc.constantFrom(amal, noor, ilse, jonas);
const parties = fc.constantFrom<Party>('CLIENT', 'COACH', 'SPONSOR');
const sessions = fc.constantFrom('session 1', 'session 2').map((sessionId) => ({ engagementId, sessionId }));
const kinds = fc.constantFrom('CHEMISTRY', 'COACHING', 'FOLLOW_UP' as const);
const of = { engagementId };

const propose = (kind: 'TEAM' | 'INDIVIDUAL', sponsorId?: string) =>
  new commands.ProposeEngagement({ ...of, kind, clientId: amal, purpose: 'to sleep', sponsorId }, as(noor));
const match = (coachId: string) => new commands.ConfirmMatch({ ...of, coachId }, as(amal));
const draft = new commands.DraftAgreement({ ...of, sessions: 8, objectives: 'sleep' }, as(noor));
const sign = (party: Party, by: string, agreementVersion: number) =>
  new commands.SignAgreement({ ...of, agreementVersion, party }, as(by));
const start = new commands.StartEngagement(of, as(noor));

/** Whatever anybody may wish of one engagement. */
const wish: fc.Arbitrary<commands.EngagementCommand> = fc.oneof(
  fc.constantFrom(propose('TEAM', ilse), propose('INDIVIDUAL')),
  people.map(match),
  fc.constant(draft),
  fc
    .tuple(parties, people, fc.integer({ min: 1, max: 3 }))
    .map(([party, by, version]) => sign(party, by, version)),
  fc
    .constantFrom(
      commands.StartEngagement,
      commands.PauseEngagement,
      commands.ResumeEngagement,
      commands.CompleteEngagement,
      commands.EndEngagementEarly,
    )
    .map((Move) => new Move(of, as(noor))),
  fc
    .array(people, { minLength: 1 })
    .map((personIds) => new commands.AddMembers({ ...of, personIds }, as(noor))),
  fc
    .tuple(sessions, kinds)
    .map(([session, kind]) => new commands.ScheduleSession({ ...session, kind, ...times }, as(noor))),
  sessions.map((session) => new commands.RescheduleSession({ ...session, ...times }, as(noor))),
  sessions.map((session) => new commands.HoldSession(session, as(noor))),
  fc
    .tuple(sessions, parties)
    .map(([session, by]) => new commands.CancelSession({ ...session, by }, as(noor))),
  fc.tuple(sessions, parties).map(([session, by]) => new commands.MissSession({ ...session, by }, as(noor))),
);

/** Wishes in any order, from the very beginning or from where most of them would never come by chance. */
const beginnings = fc.constantFrom<commands.EngagementCommand[]>(
  [],
  [propose('TEAM', ilse), match(noor), draft, sign('CLIENT', amal, 1), sign('SPONSOR', ilse, 1)],
  [propose('INDIVIDUAL'), match(noor), draft, draft, sign('COACH', noor, 2)],
  [propose('TEAM'), match(noor), draft, sign('CLIENT', amal, 1), sign('COACH', noor, 1), start],
);
const lives = fc
  .tuple(beginnings, fc.array(wish, { maxLength: 40 }))
  .map(([beginning, all]) => live([...beginning, ...all]));

interface Lived {
  readonly events: readonly EngagementEvent[];
  readonly state: State;
  readonly refusals: readonly unknown[];
}
const live = (all: readonly commands.EngagementCommand[]): Lived =>
  all.reduce<Lived>(
    ({ events, state, refusals }, wish) => {
      try {
        const now = engagement.decide(wish, state);
        return { events: [...events, ...now], state: now.reduce(engagement.evolve, state), refusals };
      } catch (error) {
        return { events, state, refusals: [...refusals, error] };
      }
    },
    { events: [], state: engagement.initialState, refusals: [] },
  );

const whatever = (holds: (lived: Lived) => void) => {
  fc.assert(fc.property(lives, holds), { numRuns: 100 });
};

describe('Whatever is wished of an engagement, in whatever order', () => {
  it('is carried out, or refused with a code that has an explanation', () => {
    whatever(({ refusals }) => {
      for (const refusal of refusals) {
        expect(refusal).toBeInstanceOf(Rejected);
        expect(rejections).toHaveProperty((refusal as Rejected).code);
      }
    });
  });

  it('is contracted at most once, when every party has signed the version it names', () => {
    let seen = 0;
    whatever(({ events, state }) => {
      const contracts = events.filter(({ type }) => type === 'EngagementContracted');
      expect(contracts.length).toBeLessThanOrEqual(1);
      seen += contracts.length;
      for (const { data } of contracts) {
        const version = 'agreementVersion' in data ? data.agreementVersion : undefined;
        const signed = events.flatMap((event) =>
          event.type === 'AgreementSigned' && event.data.agreementVersion === version
            ? [event.data.party]
            : [],
        );
        expect(signed.sort()).toEqual(state ? [...partiesOf(state)].sort() : []);
      }
    });
    expect(seen).toBeGreaterThan(0);
  });

  it('starts only after the contract, and has one ending at most', () => {
    whatever(({ events }) => {
      const types = events.map(({ type }) => type);
      const start = types.indexOf('EngagementStarted');
      if (start !== -1) expect(types.slice(0, start)).toContain('EngagementContracted');
      const endings = types.filter(
        (each) => each === 'EngagementCompleted' || each === 'EngagementEndedEarly',
      );
      expect(endings.length).toBeLessThanOrEqual(1);
    });
  });

  it('numbers drafts 1, 2, 3 …', () => {
    whatever(({ events }) => {
      const versions = events.flatMap((event) =>
        event.type === 'AgreementDrafted' ? [event.data.agreementVersion] : [],
      );
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    });
  });

  it('decides about each session once', () => {
    whatever(({ events }) => {
      const over = events.flatMap((event) =>
        event.type === 'SessionHeld' || event.type === 'SessionCancelled' || event.type === 'SessionMissed'
          ? [event.data.sessionId]
          : [],
      );
      expect(new Set(over).size).toBe(over.length);
    });
  });
});
