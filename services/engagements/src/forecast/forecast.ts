import { type Cell, type Kind, policyOf, release } from '@securebase/disclosure-control';
import { equivalenceOdds } from '@securebase/psychometrics';

export interface PlannedGroup {
  /** Undefined: nobody has said which. */
  readonly id: string | undefined;
  readonly people: number;
}
export interface PlannedRaters<P> {
  readonly perspective: P;
  readonly raters: number;
}

/** What is planned, as far as figures depend on it. */
export interface Planned<P> {
  readonly groups: readonly PlannedGroup[];
  readonly coaches: number;
  readonly teams: number;
  readonly raters: readonly PlannedRaters<P>[];
  readonly margin: number;
  readonly retest: number;
  /** The tenant's own, which raises the platform's. */
  readonly smallestGroup: number;
}

/** Which figures about a group can be released, when people stay. */
export interface GroupForecast {
  readonly id: string | undefined;
  readonly people: number;
  readonly operational: boolean;
  readonly psychometric: boolean;
  readonly freeText: boolean;
}
export interface RatersForecast<P> extends PlannedRaters<P> {
  /** That an environment that does not change can be shown not to change; null with fewer than two raters. */
  readonly odds: number | null;
  /** Whether so many raters are enough for a figure of that kind at all. */
  readonly operational: boolean;
  readonly psychometric: boolean;
}
export interface Forecast<P> {
  /** All of them first. */
  readonly groups: readonly GroupForecast[];
  readonly raters: readonly RatersForecast<P>[];
}

/** What is asked at most: beyond it a forecast says no more than it says here. */
export const mostGroups = 100;
export const mostPeople = 50_000;
/** The same question has the same answer. */
const seed = 20_260_901;

const fields = { OPERATIONAL: 'operational', PSYCHOMETRIC: 'psychometric', FREE_TEXT: 'freeText' } as const;

/** One number of each person, coach and team; coaches and teams are taken to be spread evenly over the people. */
const cellOf = (
  key: Cell['key'],
  { begin, people, coaches, teams }: { begin: number; people: number; coaches: number; teams: number },
  kind: Kind,
): Cell => {
  const numbers = Uint32Array.from({ length: people }, (_, index) => begin + index);
  return {
    cube: `forecast/${kind}`,
    period: 'planned',
    role: 'ANALYST',
    key,
    kind,
    people: numbers,
    coaches: numbers.map((each) => each % Math.max(1, coaches)),
    teams: numbers.map((each) => each % Math.max(1, teams)),
  };
};

/** Everybody, and each group: what the release itself would publish of them, complementary suppression included. */
const publishedOf = <P>(
  { groups, coaches, teams, smallestGroup }: Planned<P>,
  kind: Kind,
): readonly boolean[] => {
  const base = { OPERATIONAL: 5, PSYCHOMETRIC: 8, FREE_TEXT: 10 } as const;
  const minimum = { [kind]: Math.max(base[kind], smallestGroup) };
  const all = groups.reduce((sum, { people }) => sum + people, 0);
  let begin = 0;
  const cells = groups.map(({ people }, index) => {
    const cell = cellOf({ cohort: String(index) }, { begin, people, coaches, teams }, kind);
    begin += people;
    return cell;
  });
  const everybody = cellOf({}, { begin: 0, people: all, coaches, teams }, kind);
  const { published } = release([everybody, ...cells], [], policyOf({ minimum }));
  return published.map(({ state }) => state === 'PUBLISHED');
};

/**
 * What a program of this size will be able to say, by the very release that will decide it; and how often an environment that
 * truly does not change can be shown not to change by the planned raters.
 */
export const forecastOf = <P>(planned: Planned<P>): Forecast<P> => {
  const { groups, raters, margin, retest, smallestGroup } = planned;
  const people = groups.reduce((sum, each) => sum + each.people, 0);
  const kinds = (Object.keys(fields) as Kind[]).map(
    (kind) => [fields[kind], publishedOf(planned, kind)] as const,
  );
  const shown = [{ id: undefined, people }, ...groups].map(({ id, people: size }, index) => {
    const can = Object.fromEntries(kinds.map(([field, published]) => [field, published[index] === true]));
    return { id, people: size, ...can } as unknown as GroupForecast;
  });
  return {
    groups: shown,
    raters: raters.map((each) => {
      const odds = equivalenceOdds({ raters: each.raters, margin, retest, seed });
      return {
        ...each,
        odds: odds.computed ? odds.odds : null,
        operational: each.raters >= Math.max(5, smallestGroup),
        psychometric: each.raters >= Math.max(8, smallestGroup),
      };
    }),
  };
};
