import { type Claim } from './claim.ts';
import { spanOfKeys } from './span.ts';
import { type PublicKnowledge, type Seen } from './seen.ts';
import { differencing, type Remainder, remainders, rollUp, siblingSubtraction } from './subtraction.ts';
import { grouped, placed } from './view.ts';

/** The attacks within one period, with whatever cells are given. */
const within = (seen: readonly Seen[], knowledge: PublicKnowledge, k: number): readonly Claim[] => [
  ...differencing(seen, knowledge, k),
  ...siblingSubtraction(seen, knowledge, k),
  ...rollUp(seen, knowledge, k),
];

/** What a remainder is about, whatever its period: the same words in two periods mean the same groups. */
const meaning = ({ whole, parts }: Remainder): string =>
  JSON.stringify([
    whole.cell.cube,
    whole.cell.role,
    whole.canonical,
    parts.map(({ cell, canonical }) => [cell.cube, cell.role, canonical]).sort(),
  ]);

/**
 * Two periods: the same published cell, or the same remainder of a cell, before and after. The difference of the counts
 * is those who left (or joined), as long as nobody went the other way.
 */
export const twoPeriods = (
  seen: readonly Seen[],
  knowledge: PublicKnowledge,
  k: number,
): readonly Claim[] => {
  const alone = placed(seen, knowledge).flatMap((whole): Remainder[] =>
    whole.cell.count === undefined ? [] : [{ whole, parts: [], count: whole.cell.count }],
  );
  return grouped([...alone, ...remainders(seen, knowledge)], meaning).flatMap((same) =>
    same.flatMap((more) =>
      same.flatMap((less): Claim[] => {
        const count = more.count - less.count;
        if (more.whole.cell.period === less.whole.cell.period || count < 1 || count >= k) return [];
        const terms = ({ whole, parts }: Remainder, sign: bigint) => [
          { cell: whole.cell.id, times: sign },
          ...parts.map(({ cell }) => ({ cell: cell.id, times: -sign })),
        ];
        return [
          { attack: 'TWO_PERIODS', terms: [...terms(more, 1n), ...terms(less, -1n)], divisor: 1n, count },
        ];
      }),
    ),
  );
};

/** Two roles together: the attacks within a period on what both see, where a cell of each is needed. */
export const twoRoles = (seen: readonly Seen[], knowledge: PublicKnowledge, k: number): readonly Claim[] => {
  const roleOf = new Map(seen.map((cell) => [cell.id, cell.role]));
  const roles = [...new Set(roleOf.values())];
  return roles.flatMap((first, at) =>
    roles.slice(at + 1).flatMap((second) => {
      const both = seen.filter(({ role }) => role === first || role === second);
      return within(both, knowledge, k)
        .filter(({ terms }) => new Set(terms.map(({ cell }) => roleOf.get(cell))).size > 1)
        .map((claim) => ({ ...claim, attack: 'TWO_ROLES' as const }));
    }),
  );
};

/** All attacks that need only keys, counts and paper: every claim that one of them makes. */
export const claims = (seen: readonly Seen[], knowledge: PublicKnowledge, k: number): readonly Claim[] => [
  ...grouped(seen, ({ role }) => role).flatMap((ofRole) => within(ofRole, knowledge, k)),
  ...twoPeriods(seen, knowledge, k),
  ...twoRoles(seen, knowledge, k),
  ...spanOfKeys(seen, knowledge, k),
];
