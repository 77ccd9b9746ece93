import { describe, expect, it } from '@jest/globals';
import { type Decider, type Event, Rejected } from '@securebase/domain-kit';
import { engagementStory } from '../test/program/engagement.ts';
import { anyId, idOf, numberedBy, perCohort, perProgram, perProgramOf } from '../test/program/ids.ts';
import { programStory } from '../test/program/program.ts';
import { day, type Wish } from '../test/program/telling.ts';
import { definition } from './service.ts';

type AnyDecider = Decider<{ readonly data: unknown }, Event, unknown>;
const deciders = definition.deciders as unknown as readonly AnyDecider[];
type CommandClass = new (...given: readonly unknown[]) => { readonly data: unknown };
const classes = new Map(
  deciders.flatMap(({ commands }) =>
    commands.map((each) => [each.name, each as unknown as CommandClass] as const),
  ),
);

const today = Date.parse('2026-11-30T00:00:00Z');

/** Carries wishes out in memory, as the command side does. */
const world = () => {
  const states = new Map<string, unknown>();
  return (wish: Wish): Event[] => {
    const Class = classes.get(wish.type);
    if (!Class) throw new Error(`There is no command ${wish.type}.`);
    const command = new Class(wish.data, { at: wish.at, actorId: wish.actorId }, wish.facts);
    const concerned = deciders.flatMap((decider) => {
      if (!decider.commands.some((each) => command instanceof each)) return [];
      const id = decider.streamId(command);
      return id === undefined ? [] : [{ decider, stream: `${decider.name}-${id}` }];
    });
    const stateOf = ({ decider, stream }: (typeof concerned)[number]) =>
      states.has(stream) ? states.get(stream) : decider.initialState;
    const beside = Object.fromEntries(concerned.map((each) => [each.decider.name, stateOf(each)]));
    const decided = concerned.map((each) => ({
      ...each,
      events: each.decider.decide(command, stateOf(each), beside),
    }));
    for (const { decider, stream, events } of decided)
      states.set(stream, events.reduce(decider.evolve, stateOf({ decider, stream })));
    return decided.flatMap(({ events }) => [...events]);
  };
};

/** What happens in these engagements; a wish that is refused says which. */
const told = (engagements: readonly number[], whole: boolean) => {
  const carryOut = world();
  const events = (wish: Wish) => {
    try {
      return carryOut(wish);
    } catch (error) {
      const code = error instanceof Rejected ? error.code : String(error);
      throw new Error(`${wish.type} ${JSON.stringify(wish.data)}: ${code}`, { cause: error });
    }
  };
  for (const wish of programStory(0, today, perCohort)) events(wish);
  return engagements.map((n) => engagementStory(n, { today, whole }).flatMap(events));
};

describe('The story of a program', () => {
  const engagements = Array.from({ length: 20 }, (_, n) => n);

  it('is carried out wish by wish, with about three hundred events an engagement', () => {
    const events = told(engagements, true).map(({ length }) => length);
    const ended = events.filter((_, n) => n === 0 || n === 1);
    for (const count of ended) expect(count).toBeGreaterThan(280);
    const mean = events.reduce((sum, count) => sum + count, 0) / events.length;
    expect(mean).toBeGreaterThan(250);
    expect(mean).toBeLessThan(350);
  });

  it('has twelve sessions, and every part of the method', () => {
    const types = told(engagements, true)[0]?.map(({ type }) => type) ?? [];
    const coaching = types.filter((type) => type === 'SessionScheduled');
    expect(coaching).toHaveLength(14); // with chemistry and follow-up
    for (const type of [
      ...['SettlednessNoted', 'MomentOfMeetingShared', 'PresenceNoted', 'EnergyNoted', 'EnergyRedirected'],
      ...[
        'AllianceShared',
        'RuptureRepaired',
        'ExperimentDebriefed',
        'AlternativeRevised',
        'StrategyAdopted',
      ],
      ...['ConditionRatingReleased', 'TurnedToNoted', 'PracticeRested', 'AbilityRated', 'GoalRated'],
      ...[
        'NoteWritten',
        'EssentialQuestionRested',
        'MidpointReviewHeld',
        'ActionCompleted',
        'EndingPrepared',
      ],
    ])
      expect(types).toContain(type);
  });

  it('is shorter where it is not told whole', () => {
    const [first = []] = told([0], false);
    expect(first.length).toBeGreaterThan(60);
    expect(first.length).toBeLessThan(120);
  });

  it('is the same each time, and in another program with other numbers', () => {
    const tell = (n: number) => engagementStory(n, { today, whole: true });
    expect(tell(7)).toEqual(tell(7));
    expect(JSON.stringify(tell(7))).toContain(idOf('engagement', 7, 'engagement'));
    const renumbered = JSON.stringify(tell(7)).replaceAll(
      anyId,
      (_, number: string, end: string, mark: string) =>
        `${(Number.parseInt(number, 16) + perProgramOf(numberedBy(mark))).toString(16).padStart(8, '0')}-${end}`,
    );
    expect(renumbered).toBe(JSON.stringify(tell(7 + perProgram)));
  });

  it('ends today', () => {
    for (const n of engagements)
      for (const { at } of engagementStory(n, { today, whole: true }))
        expect(at.getTime()).toBeLessThan(today + day);
  });
});
