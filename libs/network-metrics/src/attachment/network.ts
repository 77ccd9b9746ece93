import { type Graph, graphOf } from '../graph.ts';
import { NetworkError } from '../network-error.ts';

/** What people turn to others for (Hazan & Shaver 1994; Trinke & Bartholomew 1997). */
export const ATTACHMENT_FUNCTIONS = [
  'PROXIMITY_SEEKING',
  'SAFE_HAVEN',
  'SECURE_BASE',
  'SEPARATION_DISTRESS',
] as const;
export type AttachmentFunction = (typeof ATTACHMENT_FUNCTIONS)[number];

/** `from` turns to `to` for a function; strength above 0, 1 where none is given. */
export interface AttachmentTie {
  readonly from: string;
  readonly to: string;
  readonly function: AttachmentFunction;
  readonly strength?: number;
}

/** One directed graph for each function, over the same people. */
export interface AttachmentNetwork {
  readonly nodes: readonly string[];
  readonly functions: Readonly<Record<AttachmentFunction, Graph>>;
}

/**
 * @throws NetworkError as `graphOf`, with the row among `ties`; STRENGTH_NEGATIVE for a strength below 0
 */
export const attachmentNetworkOf = (input: {
  readonly nodes: readonly string[];
  readonly ties: readonly AttachmentTie[];
}): AttachmentNetwork => {
  const { nodes, ties } = input;
  const rows = ties.map((tie, row) => ({ ...tie, row }));
  for (const { strength = 1, row } of rows)
    if (strength < 0) throw new NetworkError('STRENGTH_NEGATIVE', { row, column: 'strength' });
  const graphFor = (one: AttachmentFunction): Graph => {
    const own = rows.filter((tie) => tie.function === one);
    const plain = own.map(({ from, to, strength }) => ({ from, to, weight: strength ?? 1 }));
    try {
      return graphOf({ directed: true, nodes, ties: plain });
    } catch (error) {
      if (!(error instanceof NetworkError) || error.row === undefined || error.column === 'nodes')
        throw error;
      const { code, column } = error;
      throw new NetworkError(code, { row: own[error.row]!.row, ...(column === undefined ? {} : { column }) });
    }
  };
  const functions = Object.fromEntries(ATTACHMENT_FUNCTIONS.map((one) => [one, graphFor(one)]));
  return { nodes, functions: functions as Record<AttachmentFunction, Graph> };
};
