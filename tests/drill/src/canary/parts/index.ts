import { agreement } from './agreement.ts';
import { coaches } from './coaches.ts';
import { goals } from './goals.ts';
import { matching } from './matching.ts';
import { mutual } from './mutual.ts';
import { practices } from './practices.ts';
import { programs } from './programs.ts';
import { type CanaryPart } from './part.ts';

/** The parts of the story, in the order in which they are told. */
export const parts: readonly CanaryPart[] = [
  agreement,
  programs,
  goals,
  mutual,
  practices,
  coaches,
  matching,
];
