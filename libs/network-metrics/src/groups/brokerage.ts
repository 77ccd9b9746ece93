import { type Graph } from '../graph.ts';
import { value, type Outcome } from '../outcome.ts';
import { type Groups, numberedGroups } from './groups.ts';

/** The five roles of Gould & Fernandez, of b in a → b → c, by the groups of a, b and c. */
export const BROKERAGE_ROLES = [
  'coordinator',
  'itinerant',
  'representative',
  'gatekeeper',
  'liaison',
] as const;
export type BrokerageRole = (typeof BROKERAGE_ROLES)[number];

/**
 * Brokerage (Gould & Fernandez 1989): for each node b the pairs a → b → c, a and c different, without a tie a → c. By groups:
 * coordinator (all of one), itinerant (a and c of one, b of another), representative (a and b of one, c of another),
 * gatekeeper (b and c of one, a of another), liaison (of three). In an undirected network each pair counts in both
 * directions. As R's sna counts them. Strengths and signs play no part. O(Σ ties in · ties out of each node).
 * @returns for each node the number of pairs by role, and altogether; a node whose group is unknown brokers nothing and is
 * left out as an end, too
 * @throws NetworkError LENGTHS_DIFFER
 */
export const brokerage = (
  graph: Graph,
  groups: Groups,
): Outcome<
  { roles: Readonly<Record<BrokerageRole, Float64Array>>; total: Float64Array; unknown: number },
  never
> => {
  const { of, unknown } = numberedGroups(graph, groups);
  const n = graph.nodes.length;
  const array = () => new Float64Array(n);
  const roles = Object.fromEntries(BROKERAGE_ROLES.map((role) => [role, array()])) as Record<
    BrokerageRole,
    Float64Array
  >;
  const total = array();
  const { offsets, targets } = graph.out;
  const toWhom = new Int32Array(n).fill(-1);
  for (let a = 0; a < n; a++) {
    if (of[a]! < 0) continue;
    for (let at = offsets[a]!; at < offsets[a + 1]!; at++) toWhom[targets[at]!] = a;
    for (let first = offsets[a]!; first < offsets[a + 1]!; first++) {
      const b = targets[first]!;
      if (of[b]! < 0) continue;
      for (let second = offsets[b]!; second < offsets[b + 1]!; second++) {
        const c = targets[second]!;
        if (c === a || of[c]! < 0 || toWhom[c] === a) continue;
        roles[roleOf(of[a]!, of[b]!, of[c]!)][b]!++;
        total[b]!++;
      }
    }
  }
  return value({ roles, total, unknown });
};

const roleOf = (a: number, b: number, c: number): BrokerageRole => {
  if (a === c) return a === b ? 'coordinator' : 'itinerant';
  if (a === b) return 'representative';
  return b === c ? 'gatekeeper' : 'liaison';
};
