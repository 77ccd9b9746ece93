import { type Graph } from '../graph.ts';

/** For each node everybody whom it has a tie to or from, ascending, and which ties: 1 to them, 2 from them, 3 both. */
export interface Dyads {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly codes: Uint8Array;
}

/** Undirected ties count as mutual. O(n + m). */
export const dyadsOf = ({ directed, out, in: into, nodes }: Graph): Dyads => {
  const { offsets, targets } = out;
  if (!directed) return { offsets, targets, codes: new Uint8Array(targets.length).fill(3) };
  const n = nodes.length;
  const found = {
    offsets: new Int32Array(n + 1),
    targets: new Int32Array(2 * targets.length),
    codes: new Uint8Array(2 * targets.length),
  };
  let count = 0;
  for (let node = 0; node < n; node++) {
    let [to, from] = [offsets[node]!, into.offsets[node]!];
    const [lastTo, lastFrom] = [offsets[node + 1]!, into.offsets[node + 1]!];
    while (to < lastTo || from < lastFrom) {
      const a = to < lastTo ? targets[to]! : n;
      const b = from < lastFrom ? into.targets[from]! : n;
      found.targets[count] = Math.min(a, b);
      found.codes[count++] = (a <= b ? 1 : 0) + (b <= a ? 2 : 0);
      if (a <= b) to++;
      if (b <= a) from++;
    }
    found.offsets[node + 1] = count;
  }
  return { ...found, targets: found.targets.slice(0, count), codes: found.codes.slice(0, count) };
};
