// A made-up organization, the same for both sides: a ring of neighbours in teams, and ties across.

export interface Ties {
  readonly actors: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Ten times as many different ties as actors: six in ten within a hundred, the others anywhere. Speed, not chance. */
export const organization = (actors: number): Ties => {
  let state = 20_240_501;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const seen = new Set<number>();
  while (seen.size < 10 * actors) {
    const from = draw(actors);
    const start = from - (from % 100);
    const to = draw(10) < 6 ? start + draw(Math.min(100, actors - start)) : draw(actors);
    if (from !== to) seen.add(Math.min(from, to) * actors + Math.max(from, to));
  }
  return {
    actors,
    from: Int32Array.from(seen, (key) => Math.floor(key / actors)),
    to: Int32Array.from(seen, (key) => key % actors),
  };
};
