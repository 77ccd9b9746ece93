import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type TieColumns } from '../src/index.ts';

const TEAM = 10;
const DEPARTMENT = 100;

/**
 * A made-up undirected network of an organization: teams of 10 in departments of 10 teams; half of the ties within a team or
 * between teams next to each other, three in ten within a department, the rest anywhere. Exactly `ties` different ties with
 * strengths of 1 … 5; the same for the same seed.
 */
export const organization = (actors: number, ties: number, seed = 1): TieColumns => {
  const random = xoroshiro128plus(seed);
  const draw = (below: number): number => uniformInt(random, 0, below - 1);
  const near = (actor: number, group: number): number => {
    const start = Math.floor(actor / group) * group;
    return start + draw(Math.min(group, actors - start));
  };
  const other = (actor: number): number => {
    const kind = draw(10);
    if (kind < 5) return (near(actor, TEAM) + (draw(3) === 0 ? TEAM : 0)) % actors;
    return kind < 8 ? near(actor, DEPARTMENT) : draw(actors);
  };
  const seen = new Set<number>();
  const columns = {
    from: new Int32Array(ties),
    to: new Int32Array(ties),
    weights: new Float64Array(ties),
  };
  while (seen.size < ties) {
    const from = draw(actors);
    const to = other(from);
    const key = Math.min(from, to) * actors + Math.max(from, to);
    if (from === to || seen.has(key)) continue;
    columns.from[seen.size] = from;
    columns.to[seen.size] = to;
    columns.weights[seen.size] = 1 + draw(5);
    seen.add(key);
  }
  return { directed: false, nodes: Array.from({ length: actors }, (_, actor) => `a${actor}`), ...columns };
};
