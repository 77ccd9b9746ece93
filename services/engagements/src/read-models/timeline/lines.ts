import { type EngagementsEvent, type SharedItem } from '@securebase/contracts';
import { type Audience } from '../../domain/audience.ts';

type DataOf<T extends EngagementsEvent['type']> = Extract<EngagementsEvent, { type: T }>['data'];
type PropertyOf<D> = Extract<keyof D, string>;

/** The three strands of an engagement, each the answer to a question: what did we agree, what did I try, what changed. */
export const strands = {
  AGREED: 'What was agreed: agreement and amendments, goals, actions, commitments of owners of conditions.',
  TRIED: 'What was tried: experiments, alternatives and strategies, and what came of them.',
  CHANGED:
    'What changed: ratings of goals and conditions, findings on abilities, patterns told otherwise, strategies kept or let go, energy, settledness.',
} as const;
export type Strand = keyof typeof strands;

/** How an event of an engagement stands in its timeline. What has no line is not told there. */
export interface Line<D> {
  /** For whom it is. */
  readonly audience: Audience | ((data: D) => Audience);
  /** The property that names somebody for whom it is, too. */
  readonly alsoFor?: PropertyOf<D>;
  /** As what the agreement can share it: then it is for those with whom it is shared, too. */
  readonly item?: SharedItem;
  /** The property that names the goal, experiment or other thing that it is about. */
  readonly thing?: PropertyOf<D>;
  /** What of it is told, each to all readers of the line: sealed values are opened for them, plain ones are told as they are. */
  readonly details?: readonly PropertyOf<D>[];
  /** Which strand it belongs to, where it belongs to one. */
  readonly strand?: Strand;
}

/** Lines by event. Its data name the engagement, and in `aboutId` whom it is about where that is not its author. */
export type Lines = { readonly [T in EngagementsEvent['type']]?: Line<DataOf<T>> };
