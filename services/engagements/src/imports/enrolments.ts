import { ensure, open } from '@securebase/domain-kit';
import { type EventStore, type Write } from '@securebase/event-sourcing';
import {
  type ImportDifference,
  type ImportKind,
  type ImportPlan,
  type ImportScope,
  personIdOf,
} from '@securebase/service-kit';
import { located, managed, type Person, person, type PersonEvent, registered } from '../domain/person.ts';
import { EnrollParticipants, InviteParticipants } from '../domain/program-commands.ts';
import { evolve, type Program, type ProgramEvent } from '../domain/program-state.ts';
import { program } from '../domain/program.ts';
import { type Enrolment, type Known, mistakesIn } from './enrolment-checks.ts';
import { type EnrolmentRow, enrolmentRow } from './enrolment-row.ts';

/** Streams that are read at the same time. */
const atOnce = 50;

const streamOf = (personId: string) => `${person.name}-${personId}`;

interface Read {
  readonly person: Person;
  readonly version: number;
}

/** Those of the people who are in the directory, as they are now. */
const peopleIn = async (
  { tenantId, store }: ImportScope,
  personIds: readonly string[],
): Promise<Map<string, Read>> => {
  const existing = await store.existing(tenantId, personIds.map(streamOf));
  const known = personIds.filter((each) => existing.has(streamOf(each)));
  const found = new Map<string, Read>();
  for (let begin = 0; begin < known.length; begin += atOnce)
    await Promise.all(
      known.slice(begin, begin + atOnce).map(async (personId) => {
        found.set(personId, await readPerson(store, tenantId, personId));
      }),
    );
  return found;
};

const readPerson = async (store: EventStore, tenantId: string, personId: string): Promise<Read> => {
  const { events: sealed, version } = await store.readStream(tenantId, streamOf(personId));
  const events = (await store.opened(sealed)) as unknown as readonly PersonEvent[];
  return { person: events.reduce<Person>(person.evolve, person.initialState), version };
};

/** Who has these addresses in the directory. */
const peopleByEmail = async (
  { tenantId, data }: ImportScope,
  emails: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await data.as(tenantId, (manager) =>
    manager.query<{ id: string; email: string }[]>(
      `select id, lower(email) as email from person_view
       where tenant_id = $1 and status = 'ACTIVE' and lower(email) = any ($2)`,
      [tenantId, emails],
    ),
  );
  return new Map(rows.map(({ id, email }) => [email, id]));
};

/** Whether those who are named as line managers, and are not in the file, are still there. */
const managersIn = async (
  { tenantId, store }: ImportScope,
  ids: readonly string[],
): Promise<Map<string, boolean>> => {
  const last = await store.lastOf(tenantId, ids.map(streamOf), [
    'PersonDeactivated',
    'PersonReactivated',
    'SubjectErased',
  ]);
  return new Map(
    ids.flatMap((id) => {
      const what = last.get(streamOf(id));
      return what === undefined ? [] : [[id, what === null || what === 'PersonReactivated']];
    }),
  );
};

/** What happens to the person of one line, in the order in which it is told. */
const eventsOf = ({ row, personId, managerId }: Enrolment, before: Person): PersonEvent[] => {
  const { reference, name, email, languages, time_zone: timeZone } = row;
  return [
    ...registered(before, { personId, name, email, reference }),
    ...located(before, personId, {
      ...(languages !== undefined && { languages }),
      ...(timeZone !== undefined && { timeZone }),
    }),
    ...(managerId === undefined ? [] : managed(before, personId, managerId)),
  ];
};

const columnOf = { LocaleSet: 'languages', LineManagerNamed: 'line_manager' } as Readonly<
  Record<string, string | undefined>
>;

/** Enrols and invites, one cohort after the other; a program decides as it would for as many commands. */
const programEvents = (
  rows: readonly Enrolment[],
  state: Program,
  { context }: ImportScope,
  programId: string,
) => {
  const events: ProgramEvent[] = [];
  let now = state;
  const decide = (command: EnrollParticipants | InviteParticipants) => {
    const decided = program.decide(command, now);
    now = decided.reduce(evolve, now);
    events.push(...decided);
  };
  for (const [cohortId, members] of Map.groupBy(rows, (each) => each.cohortId ?? ''))
    decide(
      new EnrollParticipants(
        { programId, cohortId, personIds: members.map(({ personId }) => personId) },
        context,
      ),
    );
  const invited = rows.flatMap(({ row, personId }) => (row.invite ? [personId] : []));
  if (invited.length > 0) decide(new InviteParticipants({ programId, personIds: invited }, context));
  return events;
};

const idsIn = (events: readonly ProgramEvent[], type: ProgramEvent['type']): Set<string> =>
  new Set(
    events.flatMap((each) => (each.type === type && 'personIds' in each.data ? each.data.personIds : [])),
  );

const plan = async (
  rows: readonly { readonly line: number; readonly row: EnrolmentRow }[],
  scope: ImportScope,
): Promise<ImportPlan> => {
  const { tenantId, target: programId, store, refused } = scope;
  ensure(programId !== undefined, 'PROGRAM_NOT_FOUND');
  const stream = `${program.name}-${programId}`;
  const { events: sealed, version } = await store.readStream(tenantId, stream);
  const history = (await store.opened(sealed)) as unknown as readonly ProgramEvent[];
  const state = history.reduce(evolve, program.initialState);
  ensure(state.status !== 'UNKNOWN', 'PROGRAM_NOT_FOUND');
  ensure(state.status === 'OPEN', state.status === 'CLOSED' ? 'PROGRAM_CLOSED' : 'PROGRAM_NOT_OPEN');

  const cohorts = cohortsByName(history);
  const enrolments = rows.map(({ line, row }): Enrolment => ({
    line,
    row,
    personId: personIdOf(tenantId, row.reference),
    managerId: row.line_manager === undefined ? undefined : personIdOf(tenantId, row.line_manager),
    cohortId: cohorts.get(row.cohort),
  }));
  const ids = enrolments.map(({ personId }) => personId);
  const inFile = new Set(ids);
  const named = new Set(enrolments.flatMap(({ managerId }) => managerId ?? []));
  const people = await peopleIn(scope, ids);
  const known: Known = {
    program: state,
    people: new Map([...people].map(([id, read]) => [id, read.person])),
    byEmail: await peopleByEmail(
      scope,
      enrolments.map(({ row }) => row.email.toLowerCase()),
    ),
    managers: await managersIn(
      scope,
      [...named].filter((id) => !inFile.has(id)),
    ),
    refused,
  };
  const errors = mistakesIn(enrolments, known);
  if (errors.length > 0 || refused.size > 0)
    return { writes: [], added: 0, changed: 0, unchanged: 0, errors };

  const decided = programEvents(enrolments, state, scope, programId);
  const changes = changesOf(
    enrolments,
    people,
    idsIn(decided, 'ParticipantsEnrolled'),
    idsIn(decided, 'InvitationsRequested'),
  );
  const own = decided.length === 0 ? [] : [{ stream, expected: version, events: decided }];
  return { ...changes, writes: [...changes.writes, ...own], errors: [] };
};

const cohortsByName = (history: readonly ProgramEvent[]): Map<string, string> =>
  new Map(
    history.flatMap((event) =>
      event.type === 'CohortAdded' ? [[open(event.data.name) ?? '', event.data.cohortId] as const] : [],
    ),
  );

const changesOf = (
  rows: readonly Enrolment[],
  people: ReadonlyMap<string, Read>,
  enrolled: ReadonlySet<string>,
  invited: ReadonlySet<string>,
): Omit<ImportPlan, 'errors'> => {
  const writes: Write[] = [];
  const differences: ImportDifference[] = [];
  const counts: Record<string, number> = {};
  const count = (code: string) => (counts[code] = (counts[code] ?? 0) + 1);
  const differ = (line: number, code: string, column?: string) => {
    count(code);
    differences.push(column === undefined ? { line, code } : { line, code, column });
  };
  let unchanged = 0;
  for (const each of rows) {
    const before = people.get(each.personId);
    const events = eventsOf(each, before?.person ?? person.initialState);
    const begin = differences.length;
    if (events.length > 0)
      writes.push({ stream: streamOf(each.personId), expected: before?.version ?? 'NONE', events });
    if (!before) differ(each.line, 'NEW_PERSON');
    else if (events.length === 0) count('KNOWN_PERSON');
    else {
      count('CHANGED_PERSON');
      for (const { type } of events)
        differences.push({ line: each.line, code: 'CHANGED_PERSON', column: columnOf[type] ?? 'name' });
    }
    if (enrolled.has(each.personId)) differ(each.line, 'ENROLLED', 'cohort');
    else count('ALREADY_ENROLLED');
    if (invited.has(each.personId)) differ(each.line, 'INVITED', 'invite');
    if (differences.length === begin) unchanged++;
  }
  const added = counts['NEW_PERSON'] ?? 0;
  return { writes, differences, counts, added, unchanged, changed: rows.length - added - unchanged };
};

/** People and their places in a program, from another system, in one file. */
export const enrolmentsImport: ImportKind<EnrolmentRow> = {
  kind: 'ENROLMENTS',
  description:
    'Participants of a program (the target): reference, name and e-mail address of each, and the name of the cohort; optionally the line manager’s reference, languages, time zone, and whether to invite.',
  header: {
    required: ['reference', 'name', 'email', 'cohort'],
    optional: ['line_manager', 'languages', 'time_zone', 'invite'],
  },
  row: enrolmentRow,
  key: ({ reference }) => reference,
  roles: ['PROGRAM_MANAGER'],
  differences: {
    NEW_PERSON: 'The person is new in the directory.',
    KNOWN_PERSON: 'The person is in the directory, just so.',
    CHANGED_PERSON: 'The person is in the directory, and something of them becomes different.',
    ENROLLED: 'The person is enrolled.',
    ALREADY_ENROLLED: 'The person is enrolled already.',
    INVITED: 'The person is invited.',
  },
  checksAll: true,
  plan,
};
