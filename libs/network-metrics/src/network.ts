/** A network as a list of ties between nodes 0 … n − 1. */
export interface Network {
  /** Number of nodes; those without a tie count, too. */
  readonly nodes: number;
  /** In a directed network a → b and b → a are two ties; in an undirected one they are the same. */
  readonly directed: boolean;
  /** Ties as pairs of nodes. A tie that is listed again is the same tie. */
  readonly ties: readonly (readonly [from: number, to: number])[];
}

/** The input is not a network: the code says what is wrong, `tie` which entry of `ties`. */
export class NotANetwork extends Error {
  readonly code: 'NODES_NOT_A_COUNT' | 'NO_SUCH_NODE' | 'TIE_TO_ITSELF';
  readonly tie: number | undefined;
  constructor(code: NotANetwork['code'], tie?: number) {
    super(tie === undefined ? code : `${code} in tie ${tie}`);
    this.code = code;
    this.tie = tie;
  }
}

/** The distinct ties, each as one number, from · n + to. @throws NotANetwork */
export const distinctTies = ({ nodes, directed, ties }: Network): Set<number> => {
  if (!Number.isSafeInteger(nodes) || nodes < 0 || nodes > 90_000_000)
    throw new NotANetwork('NODES_NOT_A_COUNT');
  const isNode = (node: number) => Number.isInteger(node) && node >= 0 && node < nodes;
  const distinct = new Set<number>();
  ties.forEach(([from, to], index) => {
    if (!isNode(from) || !isNode(to)) throw new NotANetwork('NO_SUCH_NODE', index);
    if (from === to) throw new NotANetwork('TIE_TO_ITSELF', index);
    const [a, b] = directed || from < to ? [from, to] : [to, from];
    distinct.add(a * nodes + b);
  });
  return distinct;
};
