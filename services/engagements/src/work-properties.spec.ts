import { describe, expect, it } from '@jest/globals';
import { contracts } from '@securebase/contracts';
import { type Event, type Projection, type Recorded, Rejected, rowOf, rowsOf } from '@securebase/domain-kit';
import fc from 'fast-check';
import { deciderOf, type Lived, workedLives } from '../test/work-wishes.ts';
import { type ConditionEvent } from './domain/condition.ts';
import { type EngagementEvent, type State } from './domain/engagement-state.ts';
import { engagement } from './domain/engagement.ts';
import { type PracticesEvent } from './domain/practices.ts';
import { doersOf, isNamedManager } from './domain/work.ts';
import { parts, rejectionsOfParts } from './parts/index.ts';
import { type ConditionRow, conditionView } from './read-models/condition-view.ts';
import { engagementView } from './read-models/engagement-view.ts';
import { type ExperimentRow } from './read-models/experiment-view.ts';
import { timelineView } from './read-models/timeline-view.ts';
import { rejections } from './rejections.ts';

type AnyProjection = Projection<Event, object>;
const projections = [
  engagementView,
  timelineView,
  ...parts.flatMap((part) => part.projections ?? []),
] as unknown as readonly AnyProjection[];
const ofLog = projections.filter(({ source }) => source.kind === 'LOG');

const whatever = (holds: (lived: Lived) => void) => {
  fc.assert(fc.property(workedLives, holds), { numRuns: 100 });
};
const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const states = (lived: Lived, name: string) =>
  [...lived.states].flatMap(([place, state]) =>
    place.startsWith(`${name}-`) ? [[place.slice(name.length + 1), state] as const] : [],
  );
const inStreams = <E extends Event>({ log }: Lived, name: string) => {
  const streams = new Map<string, Recorded<E>[]>();
  for (const event of log as readonly Recorded<E>[])
    if (event.stream.startsWith(`${name}-`))
      streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return [...streams.values()];
};

describe('Whatever is wished of the work of an engagement, in whatever order', () => {
  it('is carried out, or refused with a code that has an explanation', () => {
    whatever(({ refusals }) => {
      for (const refusal of refusals) {
        expect(refusal).toBeInstanceOf(Rejected);
        expect({ ...rejections, ...rejectionsOfParts }).toHaveProperty((refusal as Rejected).code);
      }
    });
  });

  it('is said in events that keep their contract', () => {
    const schemas = new Map(contracts['engagements']?.map(({ type, schema }) => [type, schema]));
    const seen = new Set<string>();
    whatever(({ log }) => {
      for (const { type, data } of log) {
        seen.add(type);
        expect([type, schemas.get(type)?.safeParse(data).error?.issues]).toEqual([type, undefined]);
      }
    });
    // Chance has been everywhere, or most of this would hold of nothing.
    expect(seen.size).toBeGreaterThan(45);
  });

  it('leaves every aggregate as its log says, whoever replays it', () => {
    whatever(({ log, states: all }) => {
      for (const [place, state] of all) {
        const decider = deciderOf(place);
        const events = asStored(log.filter(({ stream }) => stream === place));
        expect(decider && events.reduce(decider.evolve, decider.initialState)).toEqual(state);
        expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
      }
    });
  });

  it('leaves the same read models when the log is replayed, with what is made of them', () => {
    whatever(({ log }) => {
      const again = asStored(log);
      for (const projection of ofLog) expect(rowsOf(projection, again)).toEqual(rowsOf(projection, log));
    });
  });

  it('is read as the deciders know it', () => {
    let seen = 0;
    whatever((lived) => {
      for (const name of ['experiment', 'strategy']) {
        const view = ofLog.find((each) => each.name === `${name}-view`);
        for (const [id, state] of states(lived, name)) {
          seen += state === undefined ? 0 : 1;
          const row = view && (rowOf(view, lived.log, id) as ExperimentRow | undefined);
          expect(row?.status).toEqual((state as ExperimentRow | undefined)?.status);
        }
      }
      for (const [id, state] of states(lived, 'condition')) {
        const row = rowOf(conditionView, lived.log as Recorded<ConditionEvent>[], id);
        const known = state as
          { ownerId?: string; commitments: ReadonlySet<string>; asked: ReadonlySet<string> } | undefined;
        expect(row && saidOf(row)).toEqual(
          known && {
            ownerId: known.ownerId ?? null,
            commitments: [...known.commitments],
            asked: [...known.asked],
          },
        );
      }
    });
    expect(seen).toBeGreaterThan(0);
  });

  it('moves each practice from offered to in use, and between use and rest', () => {
    const after: Readonly<Record<string, readonly string[]>> = {
      '': ['PracticeOffered'],
      PracticeOffered: ['PracticeTaken'],
      PracticeTaken: ['PracticeRested'],
      PracticeRested: ['PracticeTaken'],
    };
    let seen = 0;
    whatever((lived) => {
      for (const events of inStreams<PracticesEvent>(lived, 'practices')) {
        const last: Record<string, string> = {};
        for (const event of events) {
          if (event.type === 'AbilityRated') continue;
          const { practice } = event.data;
          expect(after[last[practice] ?? '']).toContain(event.type);
          seen += event.type === 'PracticeRested' ? 1 : 0;
          last[practice] = event.type;
        }
      }
    });
    expect(seen).toBeGreaterThan(0);
  });

  it('lets only whom it was brought to accept a condition, only its owner commit, only the rater release', () => {
    const seen = { accepted: 0, committed: 0, released: 0 };
    whatever((lived) => {
      for (const events of inStreams<ConditionEvent>(lived, 'condition'))
        events.forEach((event, index) => {
          const before = events.slice(0, index);
          const some = (holds: (each: Recorded<ConditionEvent>) => boolean) => before.some(holds);
          if (event.type === 'ConditionAccepted') {
            seen.accepted++;
            const owner = before.findLast(({ type }) => type === 'ConditionAccepted')?.actorId;
            // Somebody else, when the one who accepted it before has no part in the engagement any more.
            expect(owner !== undefined && hasPart(engagementBefore(lived, event), owner)).toBe(false);
            expect(
              some((each) => each.type === 'ConditionBroughtForward' && each.data.ownerId === event.actorId),
            ).toBe(true);
          }
          if (event.type === 'CommitmentMade') {
            seen.committed++;
            const owner = before.findLast(({ type }) => type === 'ConditionAccepted')?.actorId;
            expect(event.actorId).toBe(owner);
          }
          if (event.type === 'ConditionRatingReleased') {
            seen.released++;
            const { ratingId } = event.data;
            expect(
              some(
                (each) =>
                  each.type === 'ConditionRated' &&
                  each.data.ratingId === ratingId &&
                  each.actorId === event.actorId,
              ),
            ).toBe(true);
          }
        });
    });
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
  });
});

const engagementBefore = ({ log }: Lived, event: Recorded): State =>
  (log.slice(0, log.indexOf(event)) as Recorded<EngagementEvent>[])
    .filter(({ stream }) => stream.startsWith(`${engagement.name}-`))
    .reduce(engagement.evolve, engagement.initialState);
const hasPart = (state: State, personId: string): boolean =>
  state !== undefined && (doersOf(state, personId).length > 0 || isNamedManager(state, personId));

const saidOf = ({ ownerId, commitments, alsoFor }: ConditionRow) => ({
  ownerId,
  commitments: commitments.map(({ id }) => id),
  asked: alsoFor,
});
