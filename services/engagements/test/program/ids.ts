import { createHash } from 'node:crypto';

/** How many of what there are: a coach has ten engagements, five coaches work for a cohort, a program has five cohorts. */
export const perCoach = 10;
export const perCohort = 5 * perCoach;
export const perProgram = 5 * perCohort;

/** What things are numbered by. */
export type Numbered = 'tenant' | 'program' | 'cohort' | 'coach' | 'engagement';
const engagementsOf: Readonly<Record<Numbered, number>> = {
  tenant: Number.POSITIVE_INFINITY,
  program: perProgram,
  cohort: perCohort,
  coach: perCoach,
  engagement: 1,
};

/** Which program, cohort or coach an engagement has, by its number. */
export const numberOf = (engagement: number, by: Numbered): number =>
  Math.floor(engagement / engagementsOf[by]);

/** How many of something a program has. */
export const perProgramOf = (by: Numbered): number => (by === 'tenant' ? 0 : perProgram / engagementsOf[by]);

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const known = new Map<string, string>();

const endOf = (by: Numbered, what: string): string => {
  const name = `${by} ${what}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const hex = digest(name);
  const mark = Object.keys(engagementsOf).indexOf(by);
  const made = `${hex.slice(0, 4)}-4${hex.slice(4, 7)}-8${mark}${hex.slice(7, 9)}-${hex.slice(9, 21)}`;
  known.set(name, made);
  return made;
};

/**
 * The id of something: its first eight digits say the number of what it belongs to, the others what it is. So the ids of one
 * program are those of another with other numbers.
 */
export const idOf = (by: Numbered, number: number, what: string): string =>
  `${number.toString(16).padStart(8, '0')}-${endOf(by, what)}`;

/** An id within a text: its number, and by what it is numbered. */
export const anyId = /([0-9a-f]{8})-([0-9a-f]{4}-4[0-9a-f]{3}-8([0-4])[0-9a-f]{2}-[0-9a-f]{12})/g;
export const numberedBy = (mark: string): Numbered =>
  (Object.keys(engagementsOf) as Numbered[])[Number(mark)] ?? 'tenant';
