import { ATTACHMENT_FUNCTIONS, type AttachmentFunction, type AttachmentNetwork } from './network.ts';

/** To whom a person turns, for what, and how strongly, all functions added up. */
export interface Attachment {
  readonly to: string;
  readonly strength: number;
  readonly functions: readonly AttachmentFunction[];
}

/**
 * The attachment hierarchy of each person: those to whom they turn, by summed strength, then by the number of functions, then
 * by name; in the order of the people. A finding about a named person: shown to that person only. O(m log m).
 */
export const hierarchy = ({ nodes, functions }: AttachmentNetwork): readonly (readonly Attachment[])[] =>
  nodes.map((_, node) => {
    const found = new Map<string, { to: string; strength: number; functions: AttachmentFunction[] }>();
    for (const one of ATTACHMENT_FUNCTIONS) {
      const { offsets, targets, weights } = functions[one].out;
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        const to = nodes[targets[at]!]!;
        const attachment = found.get(to) ?? { to, strength: 0, functions: [] };
        attachment.strength += weights[at]!;
        attachment.functions.push(one);
        found.set(to, attachment);
      }
    }
    return [...found.values()].sort(
      (a, b) => b.strength - a.strength || b.functions.length - a.functions.length || (a.to < b.to ? -1 : 1),
    );
  });

/** The ties on which one person turns to another for all four functions. Shown to the person who turns only. O(m log m). */
export const allFourFunctions = (
  network: AttachmentNetwork,
): readonly { readonly from: string; readonly to: string; readonly strength: number }[] =>
  hierarchy(network).flatMap((attachments, node) =>
    attachments
      .filter(({ functions }) => functions.length === ATTACHMENT_FUNCTIONS.length)
      .map(({ to, strength }) => ({ from: network.nodes[node]!, to, strength })),
  );
