import {
  type ImportedRow,
  type ImportError,
  type ImportScope,
  cell,
  personIdOf,
} from '@securebase/service-kit';
import { z } from 'zod';
import { person } from '../domain/person.ts';
import { rejections } from '../rejections.ts';

/** A file that names people who are in the directory, by reference. */
export const referenceRow = z.object({ reference: cell.text(100) });
export type ReferenceRow = z.infer<typeof referenceRow>;

/** The people of the rows, and a mistake for each row whose person is not in the directory. */
export const peopleOf = async (
  rows: readonly ImportedRow<ReferenceRow>[],
  { tenantId, store }: ImportScope,
): Promise<{ personIds: string[]; errors: ImportError[] }> => {
  const people = rows.map(({ line, row: { reference } }) => ({
    line,
    personId: personIdOf(tenantId, reference),
  }));
  const known = await store.existing(
    tenantId,
    people.map(({ personId }) => `${person.name}-${personId}`),
  );
  const errors = people
    .filter(({ personId }) => !known.has(`${person.name}-${personId}`))
    .map(({ line }) => ({
      line,
      column: 'reference',
      code: 'UNKNOWN_PERSON',
      message: rejections.UNKNOWN_PERSON,
    }));
  return { personIds: people.map(({ personId }) => personId), errors };
};
