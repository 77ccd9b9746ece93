import { z } from 'zod';

const issue = (code: string) => ({ params: { code } });

/** Characters that no name has: control characters, line breaks among them. */
const control = /[\u0000-\u001f\u007f-\u009f]/;

const number = (pattern: RegExp, sentence: string, least: number, most: number) =>
  z.string({ error: 'A value is missing.' }).transform((text, context) => {
    const value = Number(text);
    if (pattern.test(text) && value >= least && value <= most) return value;
    const range = `The number is between ${least} and ${most}.`;
    if (pattern.test(text)) context.addIssue({ code: 'custom', message: range, ...issue('OUT_OF_RANGE') });
    else context.addIssue({ code: 'custom', message: sentence, ...issue('BAD_NUMBER') });
    return z.NEVER;
  });

/** What a cell of a file may hold. Messages never repeat the cell. */
export const cell = {
  text: (longest = 200) =>
    z
      .string({ error: 'A value is missing.' })
      .trim()
      .min(1, 'A value is missing.')
      .max(longest, `At most ${longest} characters.`),
  /** A text of one line, such as a name; each mistake has a code of its own. */
  line: (longest = 200) =>
    z
      .string({ error: 'A value is missing.' })
      .trim()
      .superRefine((text, context) => {
        const add = (code: string, message: string) => {
          context.addIssue({ code: 'custom', message, ...issue(code) });
        };
        if (control.test(text))
          add('CONTROL_CHARACTER', 'A character that cannot be seen stands in the cell.');
        if (text.length > longest) add('TOO_LONG', `At most ${longest} characters.`);
      }),
  whole: (least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER) =>
    number(/^[+-]?\d{1,15}$/, 'A whole number in digits, such as 3.', least, most),
  decimal: (least = -Infinity, most = Infinity) =>
    number(/^[+-]?\d{1,15}(\.\d{1,15})?$/, 'A number with a point, such as 3.5.', least, most),
  email: () => z.email({ error: 'An e-mail address, such as name@example.org.' }).max(254),
  oneOf: <const T extends readonly [string, ...string[]]>(values: T) =>
    z.enum(values, { error: `One of: ${values.join(', ')}.` }),
};
