import {
  ability,
  commitmentStatus,
  conditionRatings,
  confidentialityLimit,
  findingSource,
  goalRater,
  howMuch,
  occasion,
  pairOrTeam,
  practiceName,
  redirectedTo,
  settledness,
  turnedTo,
} from '@securebase/contracts';
import { type Decider, type Event, type Recorded } from '@securebase/domain-kit';
import fc from 'fast-check';
import * as conditions from '../src/domain/condition.ts';
import { type State } from '../src/domain/engagement-state.ts';
import { engagement } from '../src/domain/engagement.ts';
import { MarkMomentOfMeeting } from '../src/domain/moment.ts';
import { OfferPractice, RestPractice, TakePractice } from '../src/domain/practices.ts';
import { NoteSettledness } from '../src/domain/settledness.ts';
import { amal, as, engagementId, ilse, jonas, noor } from '../src/domain/story.ts';
import { type WorkCommand } from '../src/domain/work.ts';
import { workCommands, type WorkCommandClass } from '../src/domain/work-commands.ts';
import { goals } from '../src/parts/goals.ts';
import { mutual } from '../src/parts/mutual.ts';
import { practices } from '../src/parts/practices.ts';
import { schedule, sessionIds, underway, type Wish, wish } from './wishes.ts';

type AnyCommand = ReturnType<Wish> | WorkCommand;
type AnyDecider = Decider<AnyCommand, Event, unknown>;
type Place = string;

/** Who decides on the work of an engagement, in their order: the engagement first. */
export const deciders = [
  engagement,
  ...[goals, mutual, practices].flatMap((part) => [...(part.deciders ?? [])]),
] as unknown as readonly AnyDecider[];

const [session = ''] = sessionIds;
/** Mostly the one, at times the other: what is refused always leads nowhere. */
const often = <T, U>(one: fc.Arbitrary<T>, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 6, arbitrary: one }, { weight: 1, arbitrary: other });
const people = often(fc.constantFrom(amal, noor), fc.constantFrom(ilse, jonas));
/** Few ids for everything, so that things meet. */
const [one, two] = ['1', '2'].map((n) => `6f1f7b3e-0000-4000-8000-00000000ab0${n}`) as [string, string];
const ids = often(fc.constant(one), fc.constant(two));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const oneOf = <T extends string>({ options }: { readonly options: readonly T[] }) =>
  fc.constantFrom(...options);
const someWords = fc.constant('words');
const level = fc.integer({ min: -3, max: 3 });
const score = fc.integer({ min: -1, max: 8 });

/** A value for every property that any wish about the work has, by its name. */
const properties: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  aboutId: often(fc.constant(amal), people),
  ...{ ownerId: people, withId: people },
  sessionId: often(fc.constantFrom(undefined, session), fc.constantFrom(...sessionIds)),
  ...{ goalId: ids, ratingId: ids, corrects: ids, actionId: ids, questionId: ids, reviewId: ids },
  ...{ experimentId: ids, patternId: ids, alternativeId: ids, strategyId: ids, conditionId: ids },
  ...{ commitmentId: ids, findingId: ids, entryId: ids, aspectId: maybe(ids), markId: ids },
  ...{ ruptureId: ids, noteId: ids, mapId: ids, tieId: ids, toId: maybe(ids), administrationId: maybe(ids) },
  ...{ tieOf: fc.constantFrom(engagementId, undefined), toOf: fc.constantFrom(engagementId, undefined) },
  ...{ audience: oneOf(pairOrTeam), party: oneOf(goalRater), occasion: oneOf(occasion) },
  ...{ scaling: fc.integer({ min: 1, max: 2 }), replaces: fc.integer({ min: 1, max: 2 }), level },
  levels: fc.integer({ min: 4, max: 5 }).map((length) => Array.from({ length }, (_, n) => `level ${n}`)),
  weight: fc.integer({ min: 0, max: 2 }),
  ...{ title: someWords, words: someWords, thought: maybe(someWords), lookedAt: someWords },
  ...{ toChange: someWords, relationship: someWords, design: someWords, prediction: someWords },
  ...{ happened: someWords, support: maybe(someWords), learned: someWords, trigger: someWords },
  ...{ expectation: someWords, protectiveStrategy: someWords, alternative: someWords },
  ...{ strategy: someWords, response: someWords, condition: someWords, wouldHelp: maybe(someWords) },
  ...{ commitment: someWords, report: maybe(someWords), helped: someWords },
  dueOn: maybe(fc.constant('2026-12-24')),
  isShared: fc.boolean(),
  ...{ status: oneOf(commitmentStatus), rating: fc.constantFrom(...conditionRatings) },
  ...{ practice: oneOf(practiceName), ability: oneOf(ability), source: oneOf(findingSource) },
  finding: fc.constant('BEGINNING'),
  ...{ arriving: maybe(oneOf(settledness)), leaving: maybe(oneOf(settledness)) },
  ...{ turnedTo: oneOf(turnedTo), limit: oneOf(confidentialityLimit) },
  ...{ guarding: oneOf(howMuch), free: oneOf(howMuch), to: oneOf(redirectedTo) },
  ...{ bond: score, task: score, goal: score },
};

const idFor = (kind: string, ...of: readonly string[]) =>
  `6f1f7b3e-0000-4000-8000-0000${kind}${of.map((each) => each.slice(-3)).join('')}`.padEnd(36, '0');

/** What the API adds, which nobody chooses: whose stream it is, and what the actor is in the engagement. */
const factsFor = (actorId: string, state: State, withId: string, sessionId: string | undefined) => ({
  energyId: idFor('e0', actorId),
  allianceId: idFor('a0', actorId),
  momentId: idFor('', sessionId ?? '', ...[actorId, withId].sort()).slice(0, 36),
  settlednessId: idFor('5', sessionId ?? '', actorId),
  asCoach: state?.coachIds.has(actorId) === true,
  sealedFor: state?.coachIds.has(actorId) === true ? state.clientId : actorId,
});

type WorkWish = (state: State) => WorkCommand;
const wished =
  (Wished: WorkCommandClass, by: string, said: Readonly<Record<string, unknown>>): WorkWish =>
  (state) => {
    const sessionId = said['sessionId'] as string | undefined;
    const facts = factsFor(by, state, String(said['withId']), sessionId);
    return new Wished({ engagementId, ...said, ...facts } as never, as(by) as never);
  };

/** These name a session, as the API has it. */
const inSession: readonly WorkCommandClass[] = [MarkMomentOfMeeting, NoteSettledness];

/** Whatever anybody may wish of the work of one engagement. */
const workWish: fc.Arbitrary<WorkWish> = fc
  .tuple(fc.constantFrom(...workCommands), people, fc.record(properties), fc.constantFrom(...sessionIds))
  .map(([Wished, by, said, sessionId]) =>
    wished(Wished, by, inSession.includes(Wished) ? { ...said, sessionId } : said),
  );

export interface Lived {
  /** In the order of the log. */
  readonly log: readonly Recorded[];
  /** By the name of the stream. */
  readonly states: ReadonlyMap<Place, unknown>;
  readonly refusals: readonly unknown[];
}

const placeOf = (decider: AnyDecider, command: AnyCommand): Place | undefined => {
  if (!decider.commands.some((each) => command instanceof each)) return undefined;
  const id = decider.streamId(command);
  return id === undefined ? undefined : `${decider.name}-${id}`;
};

/** The decider whose stream it is. */
export const deciderOf = (place: Place): AnyDecider | undefined =>
  deciders.find(({ name }) => place.startsWith(`${name}-`));

/** What all whom a command concerns say of it, or nothing when one of them says no. */
const carryOut = (lived: Lived, command: AnyCommand): Lived => {
  const states = new Map(lived.states);
  const said: Recorded[] = [];
  const beside: Record<string, unknown> = {};
  try {
    for (const decider of deciders) {
      const stream = placeOf(decider, command);
      if (stream === undefined) continue;
      const before = states.get(stream) ?? decider.initialState;
      beside[decider.name] = before;
      const events = decider.decide(command, before, beside);
      states.set(stream, events.reduce(decider.evolve, before));
      const versions = lived.log.filter((event) => event.stream === stream).length;
      said.push(
        ...events.map((event, index) => {
          const pos = lived.log.length + said.length + index + 1;
          const { tenantId, actorId } = command.context;
          const id = `0198a000-0000-7000-8000-${String(pos).padStart(12, '0')}`;
          return { ...event, tenantId, stream, version: versions + index + 1, id, at: timeOf(pos), actorId };
        }),
      );
    }
    return { ...lived, log: [...lived.log, ...said], states };
  } catch (error) {
    return { ...lived, refusals: [...lived.refusals, error] };
  }
};

const timeOf = (pos: number) => new Date(Date.UTC(2026, 10, 23, 9, 0, pos)).toISOString();

const conditionId = one;
const owned: readonly WorkWish[] = [
  wished(conditions.NameCondition, amal, { conditionId, aboutId: amal, condition: 'words', isShared: true }),
  wished(conditions.BringConditionForward, noor, { conditionId, ownerId: noor }),
  wished(conditions.AcceptCondition, noor, { conditionId }),
  wished(conditions.MakeCommitment, noor, { conditionId, commitmentId: one, commitment: 'words' }),
  wished(conditions.RateCondition, amal, { conditionId, ratingId: one, rating: 'WORSE' }),
  wished(conditions.ReleaseConditionRating, amal, { conditionId, ratingId: one }),
];
const practice = 'SAFE_HAVEN';
const offered: readonly WorkWish[] = [
  wished(OfferPractice, noor, { practice }),
  wished(TakePractice, amal, { practice }),
  wished(RestPractice, amal, { practice }),
];
/** From where most of it would never come by chance. */
const beginnings = fc.constantFrom<readonly (Wish | WorkWish)[]>(
  [...underway, schedule(session)],
  [...underway, schedule(session), ...owned],
  [...underway, schedule(session), ...offered],
);
const wishes = fc.oneof({ weight: 1, arbitrary: wish }, { weight: 30, arbitrary: workWish });

/** Whatever was wished of an engagement and the work in it, and what became of it. */
export const workedLives: fc.Arbitrary<Lived> = fc
  .tuple(beginnings, fc.noBias(fc.array(wishes, { minLength: 80, maxLength: 200, size: 'max' })))
  .map(([beginning, all]) =>
    [...beginning, ...all].reduce<Lived>(
      (lived, each) => carryOut(lived, each(lived.states.get(`engagement-${engagementId}`) as State)),
      { log: [], states: new Map(), refusals: [] },
    ),
  );
