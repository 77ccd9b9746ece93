import fc from 'fast-check';
import { type PublicKnowledge } from '../seen.ts';
import { grouped } from '../view.ts';

/** A made-up person: number, place in the organization, and in which periods they are there and answer. */
export interface Person {
  readonly number: number;
  readonly team: number;
  readonly site: number;
  readonly from: number;
  readonly until: number;
  readonly answers: boolean;
}

export interface Plan {
  readonly cube: string;
  readonly role: string;
  readonly dimensions: readonly string[];
}

export interface RandomCell {
  readonly cube: string;
  readonly period: string;
  readonly role: string;
  readonly key: Readonly<Record<string, string>>;
  readonly people: Uint32Array;
  readonly values: Float64Array;
}

export interface World {
  readonly people: readonly Person[];
  readonly plans: readonly Plan[];
  readonly periods: number;
}

const TEAMS = 6;
const SITES = 2;
const departmentOf = (team: number): string => `d${Math.floor(team / 2)}`;
const divisionOf = (team: number): string => (team < 4 ? 'north' : 'south');

export const knowledge: PublicKnowledge = {
  hierarchy: [
    {
      child: 'team',
      parent: 'department',
      of: Object.fromEntries(Array.from({ length: TEAMS }, (_, team) => [`t${team}`, departmentOf(team)])),
    },
    { child: 'department', parent: 'division', of: { d0: 'north', d1: 'north', d2: 'south' } },
  ],
  population: { answered: 'those who answered' },
};

const PLANS: readonly Plan[] = [
  { cube: 'staff', role: 'HR', dimensions: [] },
  { cube: 'staff', role: 'HR', dimensions: ['department'] },
  { cube: 'staff', role: 'HR', dimensions: ['team'] },
  { cube: 'sites', role: 'HR', dimensions: ['site'] },
  { cube: 'sites', role: 'HR', dimensions: ['department', 'site'] },
  { cube: 'answered', role: 'HR', dimensions: ['department'] },
  { cube: 'staff', role: 'SPONSOR', dimensions: ['division'] },
  { cube: 'staff', role: 'SPONSOR', dimensions: ['department'] },
  { cube: 'answered', role: 'SPONSOR', dimensions: [] },
  { cube: 'teams', role: 'SPONSOR', dimensions: ['team', 'site'] },
];

const person = fc.record({
  draw: fc.nat(11),
  site: fc.nat(SITES - 1),
  from: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) }),
  until: fc.oneof({ weight: 9, arbitrary: fc.constant(2) }, { weight: 1, arbitrary: fc.nat(2) }),
  answers: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.boolean() }),
});

/**
 * Organizations of 10 … 80 people in 6 teams of very different sizes, 3 departments, 2 divisions and 2 sites, over
 * 1 … 3 periods; all cubes, or some of them.
 */
export const world: fc.Arbitrary<World> = fc
  .record({
    // A person draws one of twelve places; the places are spread over the teams at random.
    places: fc.array(fc.nat(TEAMS - 1), { minLength: 12, maxLength: 12 }),
    drawn: fc.array(person, { minLength: 10, maxLength: 80, size: 'max' }),
    plans: fc.oneof(fc.constant(PLANS), fc.subarray([...PLANS], { minLength: 2 })),
    periods: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ places, drawn, plans, periods }) => ({
    people: drawn.map(({ draw, ...one }, number) => ({ ...one, number, team: places[draw] ?? 0 })),
    plans,
    periods,
  }));

const valueOf = (person: Person, dimension: string): string => {
  if (dimension === 'site') return `s${person.site}`;
  if (dimension === 'team') return `t${person.team}`;
  return dimension === 'department' ? departmentOf(person.team) : divisionOf(person.team);
};

const cellsOfPlan = (
  { cube, role, dimensions }: Plan,
  people: readonly Person[],
  period: string,
): RandomCell[] => {
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    if (cube === 'answered' && !person.answers) continue;
    const key = JSON.stringify(dimensions.map((dimension) => [dimension, valueOf(person, dimension)]));
    const group = groups.get(key);
    if (group) group.push(person);
    else groups.set(key, [person]);
  }
  return [...groups].map(([key, group]) => ({
    ...{ cube, period, role, key: Object.fromEntries(JSON.parse(key) as [string, string][]) },
    people: Uint32Array.from(group, ({ number }) => number),
    values: Float64Array.from(group, ({ number, site }) => 1 + ((number * 7 + site) % 5)),
  }));
};

/** The cells of each release of a world: one release for each period, with the cubes of both roles. */
export const releasesOf = ({ people, plans, periods }: World): readonly (readonly RandomCell[])[] =>
  Array.from({ length: periods }, (_, period) => {
    const present = people.filter(({ from, until }) => from <= period && period <= until);
    return plans.flatMap((plan) => cellsOfPlan(plan, present, `p${period}`));
  });

/** A release without an audit: every cell of at least k people, as a plain threshold would publish it. */
export const byThreshold = (releases: readonly (readonly RandomCell[])[], k: number) =>
  releases.map((cells) =>
    cells.map((cell) =>
      cell.people.length >= k
        ? ({ cell, state: 'PUBLISHED', count: cell.people.length } as const)
        : ({ cell, state: 'WITHHELD' } as const),
    ),
  );

/**
 * A release by table, as usual: in each table a lone cell below k takes the smallest other one with it, so that a total
 * less its siblings gives nothing within the table. Nothing looks across tables, periods and roles.
 */
export const byTable = (releases: readonly (readonly RandomCell[])[], k: number) =>
  releases.map((cells) => {
    const withheld = new Set<RandomCell>();
    const tables = grouped(cells, ({ cube, role, key }) => JSON.stringify([cube, role, Object.keys(key)]));
    for (const table of tables) {
      const small = table.filter(({ people }) => people.length < k);
      const [next] = table
        .filter(({ people }) => people.length >= k)
        .sort((a, b) => a.people.length - b.people.length);
      for (const cell of small) withheld.add(cell);
      if (small.length === 1 && next) withheld.add(next);
    }
    return cells.map((cell) =>
      withheld.has(cell)
        ? ({ cell, state: 'WITHHELD' } as const)
        : ({ cell, state: 'PUBLISHED', count: cell.people.length } as const),
    );
  });
