import { cell } from '@securebase/service-kit';
import { z } from 'zod';
import { languageOf } from '../domain/matching/places.ts';

const issue = (code: string) => ({ params: { code } });

/** Most languages of one person; more is a mistake in the file. */
const mostLanguages = 10;

/** A time zone that this machine knows, such as Europe/Berlin; offsets such as +02:00 know no daylight saving. */
export const isTimeZone = (zone: string): boolean => {
  if (!/^[A-Za-z]/.test(zone) || zone.length > 64) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A code of a language that has a name, such as de or pt-BR, in its usual form. */
export const languageIn = (code: string): string | undefined => {
  const usual = languageOf(code);
  return usual !== undefined && names.of(usual) !== undefined ? usual : undefined;
};

const languages = z.string().transform((text, context) => {
  const given = text.split(/[;|]/).map((each) => each.trim());
  const codes = given.flatMap((each) => languageIn(each) ?? []);
  const refuse = (code: string, message: string) => {
    context.addIssue({ code: 'custom', message, ...issue(code) });
    return z.NEVER;
  };
  if (codes.length < given.length) return refuse('UNKNOWN_LANGUAGE', enrolmentErrorCodes.UNKNOWN_LANGUAGE);
  if (codes.length > mostLanguages)
    return refuse('TOO_MANY_LANGUAGES', enrolmentErrorCodes.TOO_MANY_LANGUAGES);
  return [...new Set(codes)];
});

/** What can be wrong with a line of enrolments, beside what can be wrong with any file. */
export const enrolmentErrorCodes = {
  BAD_EMAIL: 'The cell is not an e-mail address, such as name@example.org.',
  UNKNOWN_TIME_ZONE: 'There is no such time zone. Write it as Europe/Berlin, not as an offset.',
  UNKNOWN_LANGUAGE:
    'There is no such language. Write codes such as de or pt-BR, several with ; between them.',
  TOO_MANY_LANGUAGES: 'At most ten languages of one person.',
  BAD_YES_NO: 'The cell says yes or no.',
  DUPLICATE_BUT_FOR_CASE: 'Another line has the same reference but for capital letters. Make them one.',
  EMAIL_TWICE: 'Another line has the same e-mail address for another reference.',
  EMAIL_TAKEN: 'Somebody else in the directory has this e-mail address.',
  UNKNOWN_COHORT: 'The program has no cohort of this name. Add it first, or write its name as it is.',
  COHORT_CLOSED: 'Nobody is enrolled in this cohort any more.',
  IN_ANOTHER_COHORT: 'The person takes part in another cohort of the program.',
  PERSON_HAS_LEFT: 'The person has left.',
  PERSON_ERASED: 'The person was erased. Nothing can be said of them any more.',
  UNKNOWN_LINE_MANAGER: 'The line manager is neither in the file nor in the directory.',
  LANGUAGES_MISSING:
    'Line manager and time zone are kept with the languages, and none are known. Say these, too.',
  OWN_LINE_MANAGER: 'Nobody manages themselves.',
  LINE_MANAGER_HAS_LEFT: 'The line manager has left.',
  LINE_MANAGERS_IN_A_CIRCLE: 'The line managers of the file manage one another in a circle.',
} as const;
export type EnrolmentErrorCode = keyof typeof enrolmentErrorCodes;

const { BAD_EMAIL, BAD_YES_NO, UNKNOWN_TIME_ZONE } = enrolmentErrorCodes;

/** Who is enrolled, and where; the first three columns are those of the directory. */
export const enrolmentRow = z.object({
  reference: cell.line(100),
  name: cell.line(200),
  email: cell
    .line(254)
    .refine((text) => z.email().safeParse(text).success, { error: BAD_EMAIL, ...issue('BAD_EMAIL') }),
  cohort: cell.line(200),
  line_manager: cell.line(100).optional(),
  languages: languages.optional(),
  time_zone: cell
    .line(64)
    .refine(isTimeZone, { error: UNKNOWN_TIME_ZONE, ...issue('UNKNOWN_TIME_ZONE') })
    .optional(),
  invite: z
    .string()
    .trim()
    .refine((text) => /^(yes|no)$/i.test(text), { error: BAD_YES_NO, ...issue('BAD_YES_NO') })
    .transform((text) => text.toLowerCase() === 'yes')
    .optional(),
});
export type EnrolmentRow = z.infer<typeof enrolmentRow>;
