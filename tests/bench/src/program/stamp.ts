import { type Story } from './story.ts';

/** Lines of one program, to be printed for other programs: cut where a number stands. */
export type Stamp = (program: number) => string;

/** @param lines of the program with number 0 */
export const stampOf = ({ anyId, numberedBy, perProgramOf }: Story, lines: string): Stamp => {
  const texts: string[] = [];
  const numbers: number[] = [];
  const steps: number[] = [];
  let from = 0;
  for (const found of lines.matchAll(anyId)) {
    const [, number = '', , mark = ''] = found;
    texts.push(lines.slice(from, found.index));
    numbers.push(Number.parseInt(number, 16));
    steps.push(perProgramOf(numberedBy(mark)));
    from = found.index + number.length;
  }
  const rest = lines.slice(from);
  return (program) => {
    const parts: string[] = [];
    for (const [index, text] of texts.entries()) {
      const number = (numbers[index] ?? 0) + program * (steps[index] ?? 0);
      parts.push(text, number.toString(16).padStart(8, '0'));
    }
    return parts.join('') + rest;
  };
};
