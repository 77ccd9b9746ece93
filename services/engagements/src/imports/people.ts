import { type EventStore, type Write } from '@securebase/event-sourcing';
import {
  cell,
  type ImportedRow,
  type ImportKind,
  type ImportPlan,
  type ImportScope,
  personIdOf,
} from '@securebase/service-kit';
import { z } from 'zod';
import { type Person, person, registered } from '../domain/person.ts';

const row = z.object({ reference: cell.text(100), name: cell.text(200), email: cell.email() });
type Row = z.infer<typeof row>;

/** Streams that are read at the same time. */
const atOnce = 50;

const read = async (store: EventStore, tenantId: string, stream: string) => {
  const { events: sealed, version } = await store.readStream(tenantId, stream);
  const events = await store.opened(sealed);
  return { version, state: (events as never[]).reduce<Person>(person.evolve, person.initialState) };
};

const plan = async (
  rows: readonly ImportedRow<Row>[],
  { tenantId, store }: ImportScope,
): Promise<ImportPlan> => {
  const people = rows.map(({ row: { reference, name, email } }) => {
    const personId = personIdOf(tenantId, reference);
    return { stream: `${person.name}-${personId}`, data: { personId, name, email, reference } };
  });
  const known = await store.existing(
    tenantId,
    people.map(({ stream }) => stream),
  );
  const writes: Write[] = people
    .filter(({ stream }) => !known.has(stream))
    .map(({ stream, data }) => ({ stream, expected: 'NONE', events: registered(person.initialState, data) }));
  const added = writes.length;
  const there = people.filter(({ stream }) => known.has(stream));
  for (let begin = 0; begin < there.length; begin += atOnce)
    await Promise.all(
      there.slice(begin, begin + atOnce).map(async ({ stream, data }) => {
        const { state, version } = await read(store, tenantId, stream);
        const events = registered(state, data);
        if (events.length > 0) writes.push({ stream, expected: version, events });
      }),
    );
  const changed = writes.length - added;
  return { writes, added, changed, unchanged: there.length - changed, errors: [] };
};

/** The directory, from another system: who is there already gets the name and address of the file. */
export const peopleImport: ImportKind<Row> = {
  kind: 'PEOPLE',
  description:
    'People of the directory: the organization’s own key of each (reference), name and e-mail address.',
  header: { required: ['reference', 'name', 'email'] },
  row,
  key: ({ reference }) => reference,
  roles: ['ADMIN', 'PROGRAM_MANAGER'],
  plan,
};
