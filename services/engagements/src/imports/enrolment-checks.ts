import { type ImportedRow, type ImportError } from '@securebase/service-kit';
import { type Person } from '../domain/person.ts';
import { type Program } from '../domain/program-state.ts';
import { type EnrolmentErrorCode, enrolmentErrorCodes, type EnrolmentRow } from './enrolment-row.ts';

/** A line of the file, with the person whom it is about. */
export interface Enrolment extends ImportedRow<EnrolmentRow> {
  readonly personId: string;
  readonly managerId: string | undefined;
  /** Undefined when the program has none of that name. */
  readonly cohortId: string | undefined;
}

/** What is known beside the file. */
export interface Known {
  readonly program: Program;
  readonly people: ReadonlyMap<string, Person>;
  /** Of whom languages are known. */
  readonly stated: ReadonlySet<string>;
  /** Whom the directory has by these addresses, in small letters. */
  readonly byEmail: ReadonlyMap<string, string>;
  /** Line managers who are in the directory and not in the file: whether they are still there. */
  readonly managers: ReadonlyMap<string, boolean>;
  /** References of lines that are wrong: they are in the file all the same. */
  readonly refused: ReadonlySet<string>;
}

const at = (line: number, column: string, code: EnrolmentErrorCode): ImportError => ({
  line,
  column,
  code,
  message: enrolmentErrorCodes[code],
});

/** The first line that has each key. */
const firstLines = (rows: readonly Enrolment[], keyOf: (row: EnrolmentRow) => string) => {
  const lines = new Map<string, Enrolment>();
  for (const each of rows) if (!lines.has(keyOf(each.row))) lines.set(keyOf(each.row), each);
  return lines;
};

/** What is wrong between lines of the file. */
const between = (rows: readonly Enrolment[], { byEmail }: Known): ImportError[] => {
  const small = (row: EnrolmentRow) => row.reference.toLowerCase();
  const address = (row: EnrolmentRow) => row.email.toLowerCase();
  const [references, addresses] = [firstLines(rows, small), firstLines(rows, address)];
  return rows.flatMap((each) => {
    const { line, row, personId } = each;
    const errors: ImportError[] = [];
    if (references.get(small(row)) !== each) errors.push(at(line, 'reference', 'DUPLICATE_BUT_FOR_CASE'));
    else if (addresses.get(address(row)) !== each) errors.push(at(line, 'email', 'EMAIL_TWICE'));
    const owner = byEmail.get(address(row));
    if (owner !== undefined && owner !== personId) errors.push(at(line, 'email', 'EMAIL_TAKEN'));
    return errors;
  });
};

const ofPerson = (
  { line, personId, cohortId, row }: Enrolment,
  { people, program }: Known,
): ImportError[] => {
  const person = people.get(personId);
  const errors: ImportError[] = [];
  if (person?.status === 'DEACTIVATED') errors.push(at(line, 'reference', 'PERSON_HAS_LEFT'));
  if (person?.status === 'ERASED') errors.push(at(line, 'reference', 'PERSON_ERASED'));
  if (cohortId === undefined) return [...errors, at(line, 'cohort', 'UNKNOWN_COHORT')];
  const isIn = (id: string) => program.cohorts.get(id)?.participants.has(personId) === true;
  if ([...program.cohorts.keys()].some((id) => id !== cohortId && isIn(id)))
    errors.push(at(line, 'cohort', 'IN_ANOTHER_COHORT'));
  else if (program.cohorts.get(cohortId)?.closed && !isIn(cohortId))
    errors.push(at(line, 'cohort', 'COHORT_CLOSED'));
  return row.line_manager === row.reference
    ? [...errors, at(line, 'line_manager', 'OWN_LINE_MANAGER')]
    : errors;
};

const ofPreferences = ({ line, row, personId }: Enrolment, { stated }: Known): ImportError[] => {
  const says = row.line_manager !== undefined || row.time_zone !== undefined;
  return says && row.languages === undefined && !stated.has(personId)
    ? [at(line, 'languages', 'LANGUAGES_MISSING')]
    : [];
};

const ofManager = (
  { line, row, managerId }: Enrolment,
  inFile: ReadonlyMap<string, Enrolment>,
  { managers, refused }: Known,
): ImportError[] => {
  if (managerId === undefined || row.line_manager === row.reference) return [];
  if (inFile.has(managerId) || refused.has(row.line_manager ?? '')) return [];
  const isThere = managers.get(managerId);
  if (isThere) return [];
  return [at(line, 'line_manager', isThere === false ? 'LINE_MANAGER_HAS_LEFT' : 'UNKNOWN_LINE_MANAGER')];
};

/** One line of each circle of line managers, the first that is come to. */
const circles = (rows: readonly Enrolment[], inFile: ReadonlyMap<string, Enrolment>): ImportError[] => {
  const seen = new Set<string>();
  return rows.flatMap((begin) => {
    const path = new Set<string>();
    let next: Enrolment | undefined = begin;
    while (next && !seen.has(next.personId)) {
      seen.add(next.personId);
      path.add(next.personId);
      const { managerId, personId }: Enrolment = next;
      if (managerId === undefined || managerId === personId) return [];
      if (path.has(managerId))
        return [at((inFile.get(managerId) ?? next).line, 'line_manager', 'LINE_MANAGERS_IN_A_CIRCLE')];
      next = inFile.get(managerId);
    }
    return [];
  });
};

/** Everything that is wrong with the lines, though each of them is in the right form. */
export const mistakesIn = (rows: readonly Enrolment[], known: Known): ImportError[] => {
  const inFile = new Map(rows.map((each) => [each.personId, each]));
  return [
    ...between(rows, known),
    ...rows.flatMap((each) => [
      ...ofPerson(each, known),
      ...ofPreferences(each, known),
      ...ofManager(each, inFile, known),
    ]),
    ...circles(rows, inFile),
  ];
};
