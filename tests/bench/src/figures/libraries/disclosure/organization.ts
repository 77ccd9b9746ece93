// Quarters of a made-up organization, as release cells.
import { type Cell, cellsOfCube, type Cube } from '@securebase/disclosure-control';

const cube: Cube = {
  cube: 'engagement/1',
  dimensions: ['division', 'department', 'team', 'country', 'level', 'tenure', 'gender'],
  tables: [
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
  ],
  kind: 'OPERATIONAL',
  range: [1, 5],
};

interface Member {
  readonly person: number;
  readonly country: number;
  readonly level: number;
  readonly tenure: number;
  readonly gender: number;
  readonly value: number;
}

/**
 * Teams of 20 in departments of 50 teams in divisions of 12 departments, with countries, levels, tenure and gender across; from
 * one quarter to the next `turnover` of the places are taken by somebody new. 100,000 people make about 7,600 cells.
 */
export const quarters = (people: number, count: number, turnover: number): readonly (readonly Cell[])[] => {
  let state = 20_240_501;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const memberOf = (person: number): Member => ({
    person,
    country: Math.min(draw(12), draw(12)),
    level: Math.min(draw(5), draw(5)),
    tenure: draw(4),
    gender: draw(2),
    value: 1 + draw(5),
  });
  let next = people;
  let members = Array.from({ length: people }, (_, person) => memberOf(person));
  return Array.from({ length: count }, (_, quarter) => {
    if (quarter > 0)
      members = members.map((member) => (draw(10_000) < turnover * 10_000 ? memberOf(next++) : member));
    const facts = members.map(({ person, value, ...of }, place) => {
      const team = Math.floor(place / 20);
      const [department, division] = [Math.floor(team / 50), Math.floor(team / 600)];
      const words = Object.entries({ ...of, team, department, division });
      return { person, value, words: Object.fromEntries(words.map(([name, word]) => [name, String(word)])) };
    });
    return cellsOfCube(cube, { period: `q${quarter}`, role: 'HR' }, facts);
  });
};
