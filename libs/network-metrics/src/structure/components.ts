import { type Graph } from '../graph.ts';
import { type Outcome, value } from '../outcome.ts';
import { pairsOf } from '../pairs.ts';

export interface Components {
  /** For each node the number of its component: 0 is the largest, of equal ones that with the first node. */
  readonly membership: Int32Array;
  /** Nodes in each component, in the order of their numbers. */
  readonly sizes: readonly number[];
}

/**
 * Components: parts in which every node reaches every other, along ties in either direction (WEAK) or along their direction
 * (STRONG, by the algorithm of Tarjan 1972). In an undirected network both are the same. An isolate is a component of its
 * own. O(n + m).
 */
export const components = (graph: Graph, kind: 'WEAK' | 'STRONG'): Outcome<Components, never> =>
  value(numbered(kind === 'WEAK' || !graph.directed ? weak(graph) : strong(graph)));

const weak = (graph: Graph): Int32Array => {
  const { offsets, targets } = pairsOf(graph);
  const found = new Int32Array(graph.nodes.length).fill(-1);
  found.forEach((known, first) => {
    if (known >= 0) return;
    const open = [first];
    found[first] = first;
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        const target = targets[at]!;
        if (found[target]! >= 0) continue;
        found[target] = first;
        open.push(target);
      }
  });
  return found;
};

/** Tarjan's search in depth without recursion: `next` is where a node's row goes on. */
const strong = ({ out: { offsets, targets }, nodes }: Graph): Int32Array => {
  const n = nodes.length;
  const [found, order, low] = [-1, -1, 0].map((start) => new Int32Array(n).fill(start)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const next = offsets.slice(0, n);
  const path: number[] = [];
  const stack: number[] = [];
  let count = 0;
  const enter = (node: number): void => {
    low[node] = order[node] = count++;
    path.push(node);
    stack.push(node);
  };
  const leave = (node: number): void => {
    path.pop();
    const before = path.at(-1);
    if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!);
    if (low[node] !== order[node]) return;
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      found[member] = node;
      if (member === node) break;
    }
  };
  for (let first = 0; first < n; first++) {
    if (order[first]! >= 0) continue;
    enter(first);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      if (next[node]! >= offsets[node + 1]!) {
        leave(node);
        continue;
      }
      const target = targets[next[node]!++]!;
      if (order[target]! < 0) enter(target);
      else if (found[target]! < 0) low[node] = Math.min(low[node]!, order[target]!);
    }
  }
  return found;
};

/** Numbers parts anew by size, then by first node. Also for communities. O(n log n). */
export const numbered = (parts: Int32Array): Components => {
  const sizes = new Map<number, number>();
  for (const part of parts) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  // A map keeps the order in which parts were met first; sorting is stable.
  const sorted = [...sizes].sort(([, a], [, b]) => b - a);
  const numbers = new Map(sorted.map(([part], number) => [part, number]));
  return { membership: parts.map((part) => numbers.get(part)!), sizes: sorted.map(([, size]) => size) };
};
