import { ensure, type Event, open } from '@securebase/domain-kit';
import { type Write } from '@securebase/event-sourcing';
import {
  type ImportDifference,
  type ImportKind,
  type ImportPlan,
  type ImportScope,
  personIdOf,
} from '@securebase/service-kit';
import {
  participant,
  type Participant,
  type ParticipantEvent,
  preferencesStated,
} from '../domain/participant.ts';
import { type Person, person, type PersonEvent, registered } from '../domain/person.ts';
import { EnrollParticipants, InviteParticipants } from '../domain/program-commands.ts';
import { evolve, type Program, type ProgramEvent } from '../domain/program-state.ts';
import { program } from '../domain/program.ts';
import { personView } from '../read-models/person-view.ts';
import { type Enrolment, type Known, mistakesIn } from './enrolment-checks.ts';
import { type EnrolmentRow, enrolmentRow } from './enrolment-row.ts';

/** Streams that are read at the same time. */
const atOnce = 50;

const streamOf = (personId: string) => `${person.name}-${personId}`;
const preferencesOf = (personId: string) => `${participant.name}-${personId}`;

interface Read<State> {
  readonly state: State;
  readonly version: number;
}

/** The aggregates of those people who have one, as they are now. */
const readAll = async <E, State>(
  { tenantId, store }: ImportScope,
  { initialState, evolve: fold }: { initialState: State; evolve: (state: State, event: E) => State },
  nameOf: (personId: string) => string,
  personIds: readonly string[],
): Promise<Map<string, Read<State>>> => {
  const existing = await store.existing(tenantId, personIds.map(nameOf));
  const known = personIds.filter((each) => existing.has(nameOf(each)));
  const found = new Map<string, Read<State>>();
  const read = async (personId: string) => {
    const { events: sealed, version } = await store.readStream(tenantId, nameOf(personId));
    const events = (await store.opened(sealed)) as unknown as readonly E[];
    found.set(personId, { state: events.reduce(fold, initialState), version });
  };
  for (let begin = 0; begin < known.length; begin += atOnce)
    await Promise.all(known.slice(begin, begin + atOnce).map(read));
  return found;
};

/** Who has these addresses in the directory, also since a moment ago. */
const peopleByEmail = async (
  { tenantId, data, store }: ImportScope,
  emails: readonly string[],
): Promise<Map<string, string>> => {
  await store.caughtUp(personView.name);
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

/** What happens to the person of one line. */
const personEvents = ({ row, personId }: Enrolment, before: Person): PersonEvent[] =>
  registered(before, { personId, name: row.name, email: row.email, reference: row.reference });

/** What a line says of languages, time zone and line manager; what it leaves out stays as it was. */
const preferenceEvents = (
  { row, personId, managerId }: Enrolment,
  before: Participant,
  timeZone: string,
): ParticipantEvent[] => {
  const { languages, time_zone: zone } = row;
  if (languages === undefined && zone === undefined && managerId === undefined) return [];
  return preferencesStated(before, {
    participantId: personId,
    languages: languages ?? before.preferences?.languages ?? [],
    timeZone: zone ?? before.preferences?.timeZone ?? timeZone,
    lineManagerId: managerId,
  });
};

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
  const people = await readAll(scope, person, streamOf, ids);
  const preferences = await readAll(scope, participant, preferencesOf, ids);
  const known: Known = {
    program: state,
    people: new Map([...people].map(([id, { state: now }]) => [id, now])),
    stated: new Set([...preferences].flatMap(([id, { state: now }]) => (now.preferences ? [id] : []))),
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
  const changes = changesOf(enrolments, {
    people,
    preferences,
    timeZone: state.terms.timeZone,
    enrolled: idsIn(decided, 'ParticipantsEnrolled'),
    invited: idsIn(decided, 'InvitationsRequested'),
  });
  const own = decided.length === 0 ? [] : [{ stream, expected: version, events: decided }];
  return { ...changes, writes: [...changes.writes, ...own], errors: [] };
};

const cohortsByName = (history: readonly ProgramEvent[]): Map<string, string> =>
  new Map(
    history.flatMap((event) =>
      event.type === 'CohortAdded' ? [[open(event.data.name) ?? '', event.data.cohortId] as const] : [],
    ),
  );

/** What a plan compares the lines with. */
interface Comparison {
  readonly people: ReadonlyMap<string, Read<Person>>;
  readonly preferences: ReadonlyMap<string, Read<Participant>>;
  /** Of those who have said none. */
  readonly timeZone: string;
  readonly enrolled: ReadonlySet<string>;
  readonly invited: ReadonlySet<string>;
}

const changesOf = (
  rows: readonly Enrolment[],
  { people, preferences, timeZone, enrolled, invited }: Comparison,
): Omit<ImportPlan, 'errors'> => {
  const writes: Write[] = [];
  const differences: ImportDifference[] = [];
  const counts: Record<string, number> = {};
  const count = (code: string) => (counts[code] = (counts[code] ?? 0) + 1);
  const write = (stream: string, before: Read<unknown> | undefined, events: readonly Event[]) => {
    if (events.length > 0) writes.push({ stream, expected: before?.version ?? 'NONE', events });
    return events.length > 0;
  };
  let unchanged = 0;
  for (const each of rows) {
    const { line, personId } = each;
    const begin = differences.length;
    const [known, stated] = [people.get(personId), preferences.get(personId)];
    const renamed = write(streamOf(personId), known, personEvents(each, known?.state ?? person.initialState));
    const restated = write(
      preferencesOf(personId),
      stated,
      preferenceEvents(each, stated?.state ?? participant.initialState, timeZone),
    );
    if (!known) differences.push({ line, code: 'NEW_PERSON' });
    else {
      if (renamed) differences.push({ line, code: 'CHANGED_PERSON', column: 'name' });
      if (restated) differences.push({ line, code: 'CHANGED_PERSON', column: 'languages' });
    }
    const whoever = renamed || restated ? 'CHANGED_PERSON' : 'KNOWN_PERSON';
    count(known ? whoever : 'NEW_PERSON');
    if (enrolled.has(personId)) differences.push({ line, code: 'ENROLLED', column: 'cohort' });
    count(enrolled.has(personId) ? 'ENROLLED' : 'ALREADY_ENROLLED');
    if (invited.has(personId)) {
      differences.push({ line, code: 'INVITED', column: 'invite' });
      count('INVITED');
    }
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
