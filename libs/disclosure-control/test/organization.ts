import { type Cell } from '../src/index.ts';

/** Whole numbers below `below`, the same for the same seed (the minimal standard generator of Park & Miller 1988). */
const drawing = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};

const TEAM = 20;
const TEAMS_IN_DEPARTMENT = 50;
const DEPARTMENTS_IN_DIVISION = 12;

/** A made-up member of an organization. */
interface Member {
  readonly number: number;
  readonly words: Readonly<Record<string, string>>;
  readonly value: number;
}

const memberOf = (number: number, place: number, draw: (below: number) => number): Member => {
  const team = Math.floor(place / TEAM);
  const department = Math.floor(team / TEAMS_IN_DEPARTMENT);
  return {
    number,
    words: {
      division: `v${Math.floor(department / DEPARTMENTS_IN_DIVISION)}`,
      department: `d${department}`,
      team: `t${team}`,
      country: `c${Math.min(draw(12), draw(12))}`,
      level: `l${Math.min(draw(5), draw(5))}`,
      tenure: `y${draw(4)}`,
      gender: `g${draw(2)}`,
    },
    value: 1 + draw(5),
  };
};

const cubes: readonly (readonly string[])[] = [
  [],
  ['division'],
  ['country'],
  ['level'],
  ['tenure'],
  ['gender'],
  ['division', 'country'],
  ['division', 'level'],
  ['department'],
  ['department', 'level'],
  ['department', 'tenure'],
  ['department', 'gender'],
  ['department', 'country'],
  ['team'],
];

/**
 * Releases of an organization, one for each quarter: teams of 20 in departments of 50 teams, with countries, levels,
 * tenure and gender across, and `turnover` of the places taken by somebody new from one quarter to the next.
 * 100,000 people give about 9,000 cells.
 */
export const quarters = (
  people: number,
  count: number,
  { turnover = 0.03, seed = 1 } = {},
): readonly (readonly Cell[])[] => {
  const draw = drawing(seed);
  let next = people;
  let members = Array.from({ length: people }, (_, place) => memberOf(place, place, draw));
  return Array.from({ length: count }, (_, quarter) => {
    if (quarter > 0)
      members = members.map((member, place) =>
        draw(1_000_000) < turnover * 1_000_000 ? memberOf(next++, place, draw) : member,
      );
    return cubes.flatMap((dimensions) => cellsOf(members, dimensions, `q${quarter}`));
  });
};

const cellsOf = (
  members: readonly Member[],
  dimensions: readonly string[],
  period: string,
): readonly Cell[] =>
  [
    ...Map.groupBy(members, ({ words }) => dimensions.map((dimension) => words[dimension]).join()).values(),
  ].map((group) => ({
    cube: `engagement/1`,
    period,
    role: 'HR',
    key: Object.fromEntries(dimensions.map((dimension) => [dimension, group[0]!.words[dimension]!])),
    people: Uint32Array.from(group, ({ number }) => number).sort(),
    values: Float64Array.from(group, ({ value }) => value),
    range: [1, 5],
  }));
