import { expect, it } from '@jest/globals';
import { Rejected } from '@securebase/domain-kit';
import fc from 'fast-check';
import { type Coach, coach, RegisterCoach } from './domain/coach.ts';
import * as commands from './domain/engagement-commands.ts';
import { type State } from './domain/engagement-state.ts';
import { engagement } from './domain/engagement.ts';
import { amal, as, noor } from './domain/story.ts';

const coachId = noor;
const engagementIds = ['e1', 'e2', 'e3', 'e4'];
const profile = { specialities: [], credentials: [], timeZone: 'UTC' };
const register = (capacity: number) =>
  new RegisterCoach({ coachId, ...profile, languages: ['de'], capacity }, as(noor));

type OfEngagement = Exclude<commands.EngagementCommand, commands.ProposeEngagement>;
const wish: fc.Arbitrary<OfEngagement | RegisterCoach> = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map(register) },
  {
    weight: 12,
    arbitrary: fc.constantFrom(...engagementIds).chain((engagementId) => {
      const of = { engagementId };
      const both = { engagementId, coachId };
      return fc.constantFrom<OfEngagement>(
        new commands.ProposeCoach(both, as(amal)),
        new commands.ConfirmMatch(both, as(amal)),
        new commands.AcceptMatch(both, as(noor)),
        new commands.DeclineMatch(both, as(noor)),
        new commands.DraftAgreement({ ...of, sessions: 8, objectives: 'sleep' }, as(noor)),
        new commands.SignAgreement({ ...of, agreementVersion: 1, party: 'CLIENT' }, as(amal)),
        new commands.SignAgreement({ ...of, agreementVersion: 1, party: 'COACH' }, as(noor)),
        new commands.StartEngagement(of, as(noor)),
        new commands.CompleteEngagement(both, as(noor)),
        new commands.EndEngagementEarly(both, as(amal), { attendeeIds: [amal, noor] }),
      );
    }),
  },
);

interface World {
  readonly engagements: ReadonlyMap<string, State>;
  readonly coach: Coach;
}
const proposed = (engagementId: string): State =>
  engagement
    .decide(
      new commands.ProposeEngagement(
        { engagementId, kind: 'INDIVIDUAL', clientId: amal, purpose: 'to sleep' },
        as(noor),
      ),
      undefined,
    )
    .reduce(engagement.evolve, undefined);

/** What engagement and coach say together, or nothing when one of them refuses: as the event store carries it out. */
const after = (world: World, command: OfEngagement | RegisterCoach): World => {
  try {
    const events = coach.commands.some((each) => command instanceof each)
      ? coach.decide(command as never, world.coach)
      : [];
    const changed = events.reduce(coach.evolve, world.coach);
    if (command instanceof RegisterCoach) return { ...world, coach: changed };
    const { engagementId } = command.data;
    const before = world.engagements.get(engagementId);
    const state = engagement.decide(command, before).reduce(engagement.evolve, before);
    return { engagements: new Map(world.engagements).set(engagementId, state), coach: changed };
  } catch (error) {
    if (error instanceof Rejected) return world;
    throw error;
  }
};

const working = ['MATCHED', 'CONTRACTED', 'ACTIVE', 'PAUSED'];

it('a coach’s places are taken by the engagements that they coach, whatever is wished in whatever order, and never more than there are', () => {
  let full = 0;
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 80 }), (wishes) => {
      let world: World = {
        engagements: new Map(engagementIds.map((id) => [id, proposed(id)])),
        coach: coach.initialState,
      };
      for (const command of wishes) {
        const before = world.coach.engagementIds.length;
        world = after(world, command);
        const { profile: now, engagementIds: taken } = world.coach;
        const coached = [...world.engagements].filter(([, state]) => state && working.includes(state.phase));
        expect(taken.toSorted()).toEqual(coached.map(([id]) => id).toSorted());
        // A coach may offer less than is taken already; then nothing more is.
        if (now && taken.length > before) expect(taken.length).toBeLessThanOrEqual(now.capacity);
        if (now && taken.length === now.capacity) full++;
      }
    }),
    { numRuns: 150 },
  );
  expect(full).toBeGreaterThan(0);
});
