/** Something the person at the keyboard can mend: printed without a stack, and it says what to do. */
export class Problem extends Error {
  constructor(what: string, whatToDo: string) {
    super(`${what}\n  → ${whatToDo.replaceAll('\n', '\n    ')}`);
    this.name = 'Problem';
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** True for the errors of the operating system that mean: no room left. */
export const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes(String(codeOf(error))) ||
  (error instanceof Error && /no space left on device|disk quota exceeded/i.test(error.message));

/** True when the program that was to be run does not exist. */
export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const diskFull = (where: string): Problem =>
  new Problem(`The disk is full: nothing more can be written to ${where}.`, 'Make room, then start again.');
