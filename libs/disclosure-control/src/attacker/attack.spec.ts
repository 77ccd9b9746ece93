import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claims, twoPeriods, twoRoles } from './attack.ts';
import { type Attack, type Claim, type Hit, scored } from './claim.ts';
import { type AttackedPublished } from './published.ts';
import { cellsOf, type PublicKnowledge, seenOf } from './seen.ts';
import { smallGroups, spanOfKeys } from './span.ts';
import { differencing, rollUp, siblingSubtraction } from './subtraction.ts';
import { byTable, byThreshold, knowledge, releasesOf, world } from './test/cubes.ts';

const K = 5;
const range = (from: number, until: number): number[] =>
  Array.from({ length: until - from }, (_, at) => from + at);
const cell = (
  key: Record<string, string>,
  people: readonly number[],
  { cube = 'staff', period = '2026', role = 'HR' } = {},
): AttackedPublished => {
  const of = { cube, period, role, key, people: Uint32Array.from(people) };
  return people.length >= K
    ? { cell: of, state: 'PUBLISHED', count: people.length }
    : { cell: of, state: 'WITHHELD' };
};
const flat: PublicKnowledge = { hierarchy: [] };
const nested: PublicKnowledge = {
  hierarchy: [{ child: 'team', parent: 'department', of: { a: 'x', b: 'x', c: 'y', d: 'y' } }],
};
const hits = (found: readonly Claim[], published: readonly AttackedPublished[]): Hit[] =>
  found.flatMap((claim) => scored(claim, cellsOf([published]), K) ?? []);

describe('Each attack finds the case it is named after', () => {
  it('differencing: a cell less a cell inside it', () => {
    const published = [
      cell({}, range(0, 20)),
      cell({ site: 's' }, range(0, 18)),
      cell({ site: 't' }, [18, 19]),
    ];
    expect(hits(differencing(seenOf([published]), flat, K), published)).toEqual([
      expect.objectContaining({ people: [18, 19] }),
    ]);
  });

  it('differencing: everybody less those who answered, of the same department', () => {
    const published = [
      cell({ department: 'x' }, range(0, 12)),
      cell({ department: 'x' }, range(0, 9), { cube: 'answered' }),
    ];
    const found = differencing(seenOf([published]), { ...flat, population: { answered: 'answered' } }, K);
    expect(hits(found, published).map(({ people }) => people)).toEqual([[9, 10, 11]]);
  });

  it('sibling subtraction: a total less all published siblings, where no pair gives anything', () => {
    const published = [
      cell({}, range(0, 23)),
      cell({ team: 'a' }, range(0, 10)),
      cell({ team: 'b' }, range(10, 20)),
      cell({ team: 'c' }, range(20, 23)),
    ];
    const seen = seenOf([published]);
    expect(differencing(seen, flat, K)).toEqual([]);
    expect(hits(siblingSubtraction(seen, flat, K), published).map(({ people }) => people)).toEqual([
      [20, 21, 22],
    ]);
  });

  it('roll-up: a withheld department is put together from its teams', () => {
    // Department x is withheld to protect y; its teams are published elsewhere.
    const withheld = { cell: cell({ department: 'x' }, range(0, 12)).cell, state: 'WITHHELD' } as const;
    const published = [
      cell({}, range(0, 16)),
      withheld,
      cell({ department: 'y' }, range(12, 16)),
      cell({ team: 'a' }, range(0, 6), { cube: 'teams' }),
      cell({ team: 'b' }, range(6, 12), { cube: 'teams' }),
    ];
    const found = rollUp(seenOf([published]), nested, K);
    expect(hits(found, published).map(({ people }) => people)).toEqual([[12, 13, 14, 15]]);
    expect(rollUp(seenOf([published]), flat, K)).toEqual([]);
  });

  it('two periods: one leaver', () => {
    const published = [cell({}, range(0, 20), { period: '2025' }), cell({}, range(0, 19))];
    expect(hits(twoPeriods(seenOf([published]), flat, K), published).map(({ people }) => people)).toEqual([
      [19],
    ]);
  });

  it('two periods: a claim that is a coincidence is not scored', () => {
    const published = [cell({}, range(0, 20), { period: '2025' }), cell({}, range(2, 21))];
    const found = twoPeriods(seenOf([published]), flat, K);
    expect(found).toHaveLength(1);
    expect(hits(found, published)).toEqual([]);
  });

  it('two roles: neither sees enough alone', () => {
    const published = [cell({}, range(0, 20)), cell({ department: 'x' }, range(0, 17), { role: 'SPONSOR' })];
    const seen = seenOf([published]);
    for (const role of ['HR', 'SPONSOR'])
      expect(
        claims(
          seen.filter((one) => one.role === role),
          flat,
          K,
        ),
      ).toEqual([]);
    expect(hits(twoRoles(seen, flat, K), published)[0]?.people).toEqual([17, 18, 19]);
  });

  it('span: the total of a table and two overlapping sums, which no subtraction reaches', () => {
    // Rows a, b and columns s, t: (a) + (t) − (total) = (a, t) − (b, s); with (a, t) published, (b, s) is known.
    const groups = { as: range(0, 6), at: range(6, 12), bs: range(12, 15), bt: range(15, 21) };
    const published = [
      cell({}, range(0, 21)),
      cell({ team: 'a' }, [...groups.as, ...groups.at]),
      cell({ site: 't' }, [...groups.at, ...groups.bt]),
      cell({ team: 'a', site: 't' }, groups.at),
      cell({ team: 'b', site: 's' }, groups.bs),
    ];
    const seen = seenOf([published]);
    expect([...differencing(seen, flat, K), ...siblingSubtraction(seen, flat, K)]).toEqual([]);
    expect(hits(spanOfKeys(seen, flat, K), published).map(({ people }) => people)).toEqual([groups.bs]);
  });
});

describe('A group in the span of published cells', () => {
  it('is found with fractions: half of the sum of three overlapping pairs', () => {
    // (ab + ac − bc) / 2 = a: groups of 3, pairs of 6.
    const [a, b, c] = [range(0, 3), range(3, 6), range(6, 9)];
    const published = [
      cell({ v: '1' }, [...a, ...b]),
      cell({ v: '2' }, [...a, ...c]),
      cell({ v: '3' }, [...b, ...c]),
    ];
    const { hits: found, complete } = smallGroups(seenOf([published]), cellsOf([published]), K);
    expect(complete).toBe(true);
    expect(found.map(({ people }) => people).sort()).toEqual([a, b, c]);
    for (const { claim } of found) expect(scored(claim, cellsOf([published]), K)).toBeDefined();
  });

  const sets = fc.array(fc.uniqueArray(fc.nat(8), { minLength: 3, maxLength: 9 }), {
    minLength: 1,
    maxLength: 7,
  });
  const rank = (rows: readonly (readonly number[])[]): number => {
    // Gauss over the integers modulo 1,000,003; the determinants of so small a 0/1 matrix are below that.
    const prime = 1_000_003;
    const inverse = (value: number): number => {
      let [result, base, power] = [1, value, prime - 2];
      for (; power > 0; power = Math.floor(power / 2)) {
        if (power % 2 === 1) result = (result * base) % prime;
        base = (base * base) % prime;
      }
      return result;
    };
    const left = rows.map((row) => [...row]);
    let found = 0;
    for (let column = 0; column < 9; column++) {
      const at = left.findIndex((row, number) => number >= found && row[column] !== 0);
      const [pivot] = at < 0 ? [] : left.splice(at, 1);
      if (!pivot) continue;
      left.splice(found, 0, pivot);
      const one = inverse(pivot[column] ?? 1);
      for (const row of left.slice(found + 1)) {
        const times = ((row[column] ?? 0) * one) % prime;
        for (let of = 0; of < 9; of++)
          row[of] = ((((row[of] ?? 0) - times * (pivot[of] ?? 0)) % prime) + prime) % prime;
      }
      found += 1;
    }
    return found;
  };

  it('is exactly one whose membership leaves the rank as it is (all groups of 9 people, by brute force)', () => {
    let groups = 0;
    fc.assert(
      fc.property(sets, (of) => {
        const published = of.map((people, v) => ({
          ...cell({ v: String(v) }, people),
          ...{ state: 'PUBLISHED' as const, count: people.length },
        }));
        const rows = of.map((people) => range(0, 9).map((person) => (people.includes(person) ? 1 : 0)));
        const expected = range(1, 512)
          .map((bits) => range(0, 9).filter((person) => (bits >> person) & 1))
          .filter((group) => group.length < K)
          .filter(
            (group) =>
              rank([...rows, range(0, 9).map((person) => (group.includes(person) ? 1 : 0))]) === rank(rows),
          );
        groups += expected.length;
        const found = smallGroups(seenOf([published]), cellsOf([published]), K).hits;
        expect(found.map(({ people }) => people.join()).sort()).toEqual(
          expected.map((group) => group.join()).sort(),
        );
      }),
      { numRuns: 40, seed: 4 },
    );
    expect(groups).toBeGreaterThan(60);
  }, 30_000);

  it('says when its budget did not suffice', () => {
    const published = range(0, 12).map((at) => cell({ v: String(at) }, [at * 2, at * 2 + 1, 90, 91, 92]));
    expect(smallGroups(seenOf([published]), cellsOf([published]), K, 3).complete).toBe(false);
  });
});

/** In how many of 200 random releases each attack finds somebody. */
const brokenBy = (release: typeof byThreshold): { any: number; by: Partial<Record<Attack, number>> } => {
  const by: Partial<Record<Attack, number>> = {};
  let any = 0;
  fc.assert(
    fc.property(world, (one) => {
      const published = release(releasesOf(one), K);
      const [seen, truth] = [seenOf(published), cellsOf(published)];
      const found = claims(seen, knowledge, K).filter((claim) => scored(claim, truth, K));
      for (const attack of new Set(found.map((claim) => claim.attack))) by[attack] = (by[attack] ?? 0) + 1;
      if (found.length > 0) any += 1;
    }),
    { numRuns: 200, seed: 4 },
  );
  return { any, by };
};

describe('A release of random cubes without an audit', () => {
  const rarely = (by: Partial<Record<Attack, number>>, least: Partial<Record<Attack, number>>) =>
    Object.entries(least).filter(([attack, count]) => (by[attack as Attack] ?? 0) < count);

  it('by a plain threshold is broken by every attack within published cells, often', () => {
    const { any, by } = brokenBy(byThreshold);
    expect(any).toBeGreaterThan(150);
    const least = { DIFFERENCING: 80, SIBLING_SUBTRACTION: 60, TWO_PERIODS: 80, TWO_ROLES: 80, SPAN: 80 };
    expect(rarely(by, least)).toEqual([]);
  }, 30_000);

  it('by suppression within each table is broken across tables, also by roll-up', () => {
    const { any, by } = brokenBy(byTable);
    expect(any).toBeGreaterThan(150);
    expect(rarely(by, { ROLL_UP: 10, TWO_PERIODS: 80, TWO_ROLES: 80, SPAN: 80 })).toEqual([]);
  }, 30_000);

  it('gives away no group by keys that the strongest linear attack does not find', () => {
    fc.assert(
      fc.property(world, (one) => {
        const published = byThreshold(releasesOf(one), K);
        const [seen, truth] = [seenOf(published), cellsOf(published)];
        const strongest = smallGroups(seen, truth, K);
        fc.pre(strongest.complete);
        const groups = new Set(strongest.hits.map(({ people }) => people.join()));
        for (const claim of claims(seen, knowledge, K)) {
          const hit = scored(claim, truth, K);
          if (hit) expect(groups).toContain(hit.people.join());
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  }, 30_000);
});
