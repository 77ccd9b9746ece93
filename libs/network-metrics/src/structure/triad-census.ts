import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { type Outcome, value } from '../outcome.ts';
import { type Dyads, dyadsOf } from './dyads.ts';

/** The sixteen kinds of three nodes: mutual, asymmetric and null pairs, and where that leaves a choice, which way they point. */
export const TRIADS = [
  '003',
  '012',
  '102',
  '021D',
  '021U',
  '021C',
  '111D',
  '111U',
  '030T',
  '030C',
  '201',
  '120D',
  '120U',
  '120C',
  '210',
  '300',
] as const;
export type Triad = (typeof TRIADS)[number];

/** Beyond this many nodes the number of triads is no whole number that a double can hold. */
const MOST_NODES = 300_000;

/**
 * The triad census (Holland & Leinhardt 1970; the algorithm of Batagelj & Mrvar 2001): how many of all sets of three nodes are
 * of each kind. As networkx and igraph give it: in 111D the single tie leads to one of the mutual pair, in 111U from one of
 * them. In an undirected network every tie counts as mutual. Strengths and signs play no part.
 * O(Σ over ties of the degrees at both ends).
 * @throws NetworkError OUT_OF_RANGE for more than 300,000 nodes
 */
export const triadCensus = (
  graph: Graph,
): Outcome<{ counts: Readonly<Record<Triad, number>>; n: number }, never> => {
  const n = graph.nodes.length;
  if (n > MOST_NODES) throw new NetworkError('OUT_OF_RANGE', { parameter: 'graph.nodes' });
  const counts = counted(dyadsOf(graph));
  const others = counts.reduce((sum, count) => sum + count, 0);
  counts[0] = (n * (n - 1) * (n - 2)) / 6 - others;
  const byName = Object.fromEntries(TRIADS.map((name, at) => [name, counts[at]!])) as Record<Triad, number>;
  return value({ counts: byName, n });
};

/** Counts every set of three with at least one tie, from the pair with a tie that has the lowest nodes. */
const counted = ({ offsets, targets, codes }: Dyads): Float64Array => {
  const n = offsets.length - 1;
  const counts = new Float64Array(TRIADS.length);
  const fromA = new Uint8Array(n);
  const fromB = new Uint8Array(n);
  const mark = (marks: Uint8Array, node: number, on: boolean): void => {
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) marks[targets[at]!] = on ? codes[at]! : 0;
  };
  for (let a = 0; a < n; a++) {
    mark(fromA, a, true);
    for (let at = offsets[a]!; at < offsets[a + 1]!; at++) {
      const b = targets[at]!;
      if (b <= a) continue;
      mark(fromB, b, true);
      const pair = codes[at]!;
      let near = 0;
      for (let next = offsets[b]!; next < offsets[b + 1]!; next++) {
        const c = targets[next]!;
        if (c === a) continue;
        near++;
        if (c > b || (c > a && fromA[c] === 0)) counts[KINDS[pair + 4 * fromA[c]! + 16 * fromB[c]!]!]!++;
      }
      for (let next = offsets[a]!; next < offsets[a + 1]!; next++) {
        const c = targets[next]!;
        if (c === b || fromB[c] !== 0) continue;
        near++;
        if (c > b) counts[KINDS[pair + 4 * fromA[c]!]!]!++;
      }
      counts[pair === 3 ? 2 : 1]! += n - 2 - near;
      mark(fromB, b, false);
    }
    mark(fromA, a, false);
  }
  return counts;
};

const directionOf = (ins: readonly number[], outs: readonly number[]): string => {
  if (outs.includes(2)) return 'D';
  return ins.includes(2) ? 'U' : 'C';
};

/**
 * The kind of three nodes a, b, c by the codes of their pairs: (a, b) + 4 (a, c) + 16 (b, c), each 1 for a tie from the first
 * to the second, 2 for one back, 3 for both.
 */
const kindOf = (code: number): Triad => {
  const pairs = [
    [0, 1, code & 3],
    [0, 2, (code >> 2) & 3],
    [1, 2, code >> 4],
  ] as const;
  const mutual = pairs.filter(([, , ties]) => ties === 3);
  const single = pairs.flatMap(([x, y, ties]) => (ties === 1 ? [[x, y]] : ties === 2 ? [[y, x]] : []));
  const name = `${mutual.length}${single.length}${3 - mutual.length - single.length}`;
  const outs = [0, 1, 2].map((node) => single.filter(([from]) => from === node).length);
  const ins = [0, 1, 2].map((node) => single.filter(([, to]) => to === node).length);
  const suffix = (): string => {
    if (name === '021' || name === '120') return directionOf(ins, outs);
    if (name === '030') return outs.includes(2) ? 'T' : 'C';
    if (name !== '111') return '';
    const [, to] = single[0]!;
    return mutual.some(([x, y]) => x === to || y === to) ? 'D' : 'U';
  };
  return (name + suffix()) as Triad;
};

const KINDS = Uint8Array.from({ length: 64 }, (_, code) => TRIADS.indexOf(kindOf(code)));
