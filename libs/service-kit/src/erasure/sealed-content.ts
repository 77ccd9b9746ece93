import { type Event, type Projection, type Recorded } from '@securebase/domain-kit';
import { eachSealed } from '@securebase/sealing';

export interface SealedContentRow {
  readonly subjectId: string;
  readonly stream: string;
  readonly events: number;
}

const subjectsIn = (data: unknown): Set<string> => {
  const subjects = new Set<string>();
  eachSealed(data, ({ subject }) => subjects.add(subject));
  return subjects;
};

/**
 * Which streams of a service hold something personal of whom, and in how many events.
 * @param types of the service's events that hold something personal
 */
export const sealedContent = (types: readonly string[]): Projection<Event, SealedContentRow> => {
  const count = (row: SealedContentRow, { stream }: Recorded, id: string): SealedContentRow => ({
    subjectId: id.slice(0, id.indexOf('/')),
    stream,
    events: row.events + 1,
  });
  return {
    name: 'sealed-content',
    table: 'sealed_content',
    source: { kind: 'LOG' },
    rowIds: ({ data, stream }) => [...subjectsIn(data)].map((subject) => `${subject}/${stream}`),
    blank: { subjectId: '', stream: '', events: 0 },
    on: Object.fromEntries(types.map((type) => [type, count])),
  };
};
