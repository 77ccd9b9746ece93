// A program's people: participants who speak unequal languages, coaches, and too few places for everybody.
import { demoPerson } from '@securebase/embedded';

const languages = ['de', 'en', 'fr', 'es', 'it', 'pl', 'ja'];
const zones = ['Europe/Vienna', 'Europe/London', 'America/New_York', 'Asia/Tokyo', 'Asia/Kolkata'];
const topics = ['LEADERSHIP', 'NEW_ROLE', 'TEAM', 'CONFLICT', 'COMMUNICATION', 'CHANGE', 'CAREER'];
const credentials = ['ACC', 'PCC', 'MCC'];
export const cohortNames = ['Spring', 'Summer', 'Autumn', 'Winter'];
/** Of those who take part: so many find a place. */
const placesPerParticipant = 0.9;

/** Numbers that look like chance and are the same each time. */
const numbers = (seed: number) => () => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return (seed >>> 8) / 2 ** 24;
};

export interface Offered {
  readonly coachId: string;
  readonly reference: string;
  readonly languages: readonly string[];
  readonly specialities: readonly string[];
  readonly credentials: readonly string[];
  readonly timeZone: string;
  readonly capacity: number;
}
export interface People {
  readonly coaches: readonly Offered[];
  readonly participantIds: readonly string[];
  /** Lines of the file, without its header. */
  readonly lines: readonly string[];
}

export const header = 'reference,name,email,cohort,line_manager,languages,time_zone,invite';
export const fileOf = (lines: readonly string[]): string => [header, ...lines, ''].join('\n');

export const makePeople = (seed: number, participants: number, coaches: number): People => {
  const next = numbers(seed);
  const one = (all: readonly string[]) => all[Math.floor(next() ** 2 * all.length)] ?? '';
  const some = (all: readonly string[], most: number) => [
    ...new Set(Array.from({ length: 1 + Math.floor(next() * most) }, () => one(all))),
  ];
  const each = (participants / coaches) * placesPerParticipant;
  return {
    coaches: Array.from({ length: coaches }, (_, n) => ({
      reference: `coach-${n}`,
      coachId: demoPerson(`coach-${n}`),
      languages: [...new Set(['en', ...some(languages, 3)])],
      specialities: some(topics, 3),
      credentials: some(credentials, 1),
      timeZone: one(zones),
      capacity: Math.max(1, Math.round(each * (0.6 + 0.8 * next()))),
    })),
    participantIds: Array.from({ length: participants }, (_, n) => demoPerson(`p-${n}`)),
    lines: Array.from({ length: participants }, (_, n) => {
      const cohort = cohortNames[n % cohortNames.length] ?? '';
      const spoken = some(languages, 2).join(';');
      return `p-${n},Participant ${n},p-${n}@example.org,${cohort},,${spoken},${one(zones)},no`;
    }),
  };
};

/** The same file with a mistake of each of these kinds in it, far from each other: by code, the line that has it. */
export const faults: Readonly<Record<string, string>> = {
  MISSING_VALUE: 'f-1,,f-1@example.org,Spring,,de,UTC,no',
  DUPLICATE: 'p-1,Again,f-2@example.org,Summer,,de,UTC,no',
  DUPLICATE_BUT_FOR_CASE: 'P-2,In capitals,f-3@example.org,Autumn,,de,UTC,no',
  BAD_EMAIL: 'f-4,Four,nowhere,Spring,,de,UTC,no',
  EMAIL_TWICE: 'f-5,Five,F-0@example.org,Spring,,de,UTC,no',
  EMAIL_TAKEN: 'f-6,Six,coach-0@example.org,Spring,,de,UTC,no',
  UNKNOWN_COHORT: 'f-7,Seven,f-7@example.org,Never,,de,UTC,no',
  COHORT_CLOSED: 'f-8,Eight,f-8@example.org,Past,,de,UTC,no',
  IN_ANOTHER_COHORT: 'somebody,Nine,somebody@example.org,Winter,,de,UTC,no',
  TOO_LONG: `f-10,${'x'.repeat(201)},f-10@example.org,Spring,,de,UTC,no`,
  CONTROL_CHARACTER: 'f-11,"Ele\nven",f-11@example.org,Spring,,de,UTC,no',
  UNKNOWN_TIME_ZONE: 'f-12,Twelve,f-12@example.org,Spring,,de,Mars/Olympus,no',
  UNKNOWN_LANGUAGE: 'f-13,Thirteen,f-13@example.org,Spring,,xx-klingon-quite,UTC,no',
  TOO_MANY_LANGUAGES: 'f-14,Fourteen,f-14@example.org,Spring,,de;en;fr;it;es;pt;nl;pl;cs;sv;da,UTC,no',
  BAD_YES_NO: 'f-15,Fifteen,f-15@example.org,Spring,,de,UTC,maybe',
  UNKNOWN_LINE_MANAGER: 'f-16,Sixteen,f-16@example.org,Spring,nobody,de,UTC,no',
  OWN_LINE_MANAGER: 'f-17,Seventeen,f-17@example.org,Spring,f-17,de,UTC,no',
  LANGUAGES_MISSING: 'f-18,Eighteen,f-18@example.org,Spring,p-1,,,no',
  COLUMN_COUNT: 'f-19,Nineteen,f-19@example.org,Spring',
  MALFORMED_CSV: 'f-20,Twe"nty,f-20@example.org,Spring,,de,UTC,no',
  PERSON_HAS_LEFT: 'left,Left,left@example.org,Spring,,de,UTC,no',
  LINE_MANAGER_HAS_LEFT: 'f-22,Twenty-two,f-22@example.org,Spring,gone,de,UTC,no',
};

/** Somebody who is new, and right; another line has the same address. */
const zero = 'f-0,Zero,f-0@example.org,Spring,,de,UTC,no';

/** The lines with every fault among them. */
export const withFaults = (lines: readonly string[]): string[] => {
  const wrong = Object.values(faults);
  const every = Math.max(1, Math.floor(lines.length / wrong.length));
  return [
    zero,
    ...lines.flatMap((line, at) => {
      const fault = at % every === every - 1 ? wrong[Math.floor(at / every)] : undefined;
      return fault === undefined ? [line] : [line, fault];
    }),
  ];
};
