import { type Expectation } from '../readers.ts';
import { type World } from '../world.ts';

/** A part of the story of a tenant's world, and who may read what it plants. */
export interface CanaryPart {
  /** Tells every mutation of the part that leaves something; the engagements are there, and the people. */
  readonly tell: (world: World) => Promise<void>;
  /** By the place where something is planted: `scaleGoal.title` */
  readonly expectations: Readonly<Record<string, Expectation>>;
}
