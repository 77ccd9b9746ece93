import { type Level } from './level.ts';

/** A move has to gain at least this share of all ties, so that rounding never moves anything to and fro. */
const GAIN = 1e-13;

/**
 * Local moving (Blondel et al. 2008, with the queue of Traag, Waltman & van Eck 2019): each part in turn moves to the
 * community among its neighbours, or alone, where modularity gains most, until no single move gains anything; a move puts
 * its neighbours back in the queue.
 * @param membership communities by number 0 … n − 1; changed in place
 * @returns whether anything moved
 */
export const moveNodes = (level: Level, membership: Int32Array): boolean => {
  const { offsets, targets, weights } = level.ties;
  const n = membership.length;
  const [out, into] = [new Float64Array(n), new Float64Array(n)];
  const size = new Int32Array(n);
  membership.forEach((community, node) => {
    out[community]! += level.out[node]!;
    into[community]! += level.in[node]!;
    size[community]!++;
  });
  const free = Array.from(size.keys()).filter((community) => size[community] === 0);
  const queue = Int32Array.from({ length: n }, (_, node) => node);
  const isQueued = new Uint8Array(n).fill(1);
  let [head, waiting, moved] = [0, n, false];
  const strength = new Float64Array(n);
  const met = new Int32Array(n);
  const least = GAIN / level.chance;
  while (waiting > 0) {
    const node = queue[head]!;
    head = head + 1 === n ? 0 : head + 1;
    waiting--;
    isQueued[node] = 0;
    const from = membership[node]!;
    const [start, end] = [offsets[node]!, offsets[node + 1]!];
    const [nodeOut, nodeIn] = [level.out[node]!, level.in[node]!];
    out[from]! -= nodeOut;
    into[from]! -= nodeIn;
    size[from]!--;
    let others = 0;
    for (let at = start; at < end; at++) {
      const community = membership[targets[at]!]!;
      if (strength[community] === 0) met[others++] = community;
      strength[community]! += weights[at]!;
    }
    const gain = (community: number): number =>
      strength[community]! - level.chance * (nodeOut * into[community]! + nodeIn * out[community]!);
    let best = from;
    let most = size[from] === 0 ? 0 : gain(from);
    // Alone, where all communities lose; a community that is empty now is as good as any.
    if (size[from]! > 0 && most < -least) {
      best = free.at(-1) ?? from;
      most = 0;
    }
    for (let at = 0; at < others; at++) {
      const community = met[at]!;
      const found = gain(community);
      if (found > most + least) [best, most] = [community, found];
    }
    for (let at = 0; at < others; at++) strength[met[at]!] = 0;
    out[best]! += nodeOut;
    into[best]! += nodeIn;
    size[best]!++;
    if (best === from) continue;
    if (best === free.at(-1)) free.pop();
    if (size[from] === 0) free.push(from);
    moved = true;
    membership[node] = best;
    for (let at = start; at < end; at++) {
      const target = targets[at]!;
      if (isQueued[target] !== 0 || membership[target] === best) continue;
      isQueued[target] = 1;
      queue[head + waiting < n ? head + waiting : head + waiting - n] = target;
      waiting++;
    }
  }
  return moved;
};
