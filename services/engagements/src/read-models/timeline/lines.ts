import { type EngagementsEvent, type SharedItem } from '@securebase/contracts';
import { type Audience } from '../../domain/audience.ts';

type DataOf<T extends EngagementsEvent['type']> = Extract<EngagementsEvent, { type: T }>['data'];
type PropertyOf<D> = Extract<keyof D, string>;

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
}

/** Lines by event. Its data name the engagement, and in `aboutId` whom it is about where that is not its author. */
export type Lines = { readonly [T in EngagementsEvent['type']]?: Line<DataOf<T>> };
