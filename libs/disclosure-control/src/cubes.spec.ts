import { describe, expect, it } from '@jest/globals';
import { cellsOfCube, type Cube, type Fact, policyOf, release } from './index.ts';

const from = (first: number, until: number) => Array.from({ length: until - first }, (_, at) => first + at);
const refused = (code: string, place: object = {}): unknown => expect.objectContaining({ code, ...place });

describe('a release cube', () => {
  const cube: Cube = {
    cube: 'goal-attainment/1',
    dimensions: ['department', 'level'],
    tables: [[], ['department'], ['department', 'level']],
    kind: 'PSYCHOMETRIC',
    range: [1, 5],
  };
  const when = { period: '2026-Q1', role: 'HR' };
  const fact = (person: number, department: string, level: string): Fact => ({
    person,
    words: { department, level },
    value: (person % 5) + 1,
    coach: person % 3,
    team: person % 4,
  });
  const facts = from(0, 40).map((person) =>
    fact(person, person < 25 ? 'north' : 'south', person % 2 ? 'lead' : 'staff'),
  );

  it('has one cell for each combination of words that somebody has', () => {
    const cells = cellsOfCube(cube, when, facts);
    expect(cells.map(({ key, people }) => [key, people.length])).toEqual([
      [{}, 40],
      [{ department: 'north' }, 25],
      [{ department: 'south' }, 15],
      [{ department: 'north', level: 'lead' }, 12],
      [{ department: 'north', level: 'staff' }, 13],
      [{ department: 'south', level: 'lead' }, 8],
      [{ department: 'south', level: 'staff' }, 7],
    ]);
    expect(release(cells, [], policyOf()).published.map(({ state }) => state === 'PUBLISHED')).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(cellsOfCube(cube, when, facts.toReversed())).toEqual(cells);
  });

  it('leaves a column out that somebody lacks', () => {
    const [first, ...rest] = facts;
    const { value: _, ...without } = first!;
    const cells = cellsOfCube(cube, when, [without, ...rest]);
    expect(cells.map(({ values }) => values !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      false,
      true,
      true,
    ]);
  });

  it('has no other dimensions than those that are allowed, and every person in each once', () => {
    const wrong = { ...cube, tables: [[], ['gender']] };
    expect(() => cellsOfCube(wrong, when, facts)).toThrow(
      refused('DIMENSION_NOT_ALLOWED', { row: 1, column: 'gender' }),
    );
    const nowhere = { person: 99, words: { department: 'north' } };
    expect(() => cellsOfCube(cube, when, [...facts, nowhere])).toThrow(
      refused('DIMENSION_MISSING', { row: 40, column: 'level' }),
    );
    expect(() => cellsOfCube(cube, when, [...facts, facts[3]!])).toThrow(
      refused('PERSON_TWICE', { row: 40, column: 'person' }),
    );
  });
});
