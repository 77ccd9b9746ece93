import { agreement } from './agreement.ts';
import { coaches } from './coaches.ts';
import { goals } from './goals.ts';
import { matching } from './matching.ts';
import { matters } from './matters.ts';
import { mutual } from './mutual.ts';
import { ownPractice } from './own-practice.ts';
import { practices } from './practices.ts';
import { programQuestions } from './program-questions.ts';
import { programs } from './programs.ts';
import { type Part } from './part.ts';
import { timeline } from './timeline.ts';

/** The parts of the service, in the order in which their aggregates decide on commands that concern several. */
export const parts: readonly Part[] = [
  agreement,
  programs,
  matching,
  goals,
  mutual,
  practices,
  coaches,
  ownPractice,
  timeline,
  matters,
  programQuestions,
];

/** All that the parts list under a name. */
export const ofParts = <K extends Exclude<keyof Part, 'rejections'>>(
  name: K,
): NonNullable<Part[K]>[number][] =>
  parts.flatMap((part) => [...((part[name] ?? []) as readonly NonNullable<Part[K]>[number][])]);

/** The rejections of all parts. */
export const rejectionsOfParts: Readonly<Record<string, string>> = Object.fromEntries(
  parts.flatMap(({ rejections }) => Object.entries(rejections)),
);
