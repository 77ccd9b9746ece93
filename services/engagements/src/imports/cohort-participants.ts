import {
  type ImportedRow,
  type ImportKind,
  type ImportPlan,
  type ImportScope,
} from '@securebase/service-kit';
import { ensure } from '@securebase/domain-kit';
import { EnrollParticipants, program, type Program } from '../domain/program.ts';
import { CohortView } from '../read-models/program-view.ts';
import { peopleOf, type ReferenceRow, referenceRow } from './references.ts';

const plan = async (rows: readonly ImportedRow<ReferenceRow>[], scope: ImportScope): Promise<ImportPlan> => {
  const { tenantId, target: cohortId, store, data, context } = scope;
  const cohort =
    cohortId === undefined
      ? null
      : await data.as(tenantId, (manager) =>
          manager.getRepository(CohortView).findOneBy({ tenantId, id: cohortId }),
        );
  ensure(cohort && cohortId !== undefined, 'COHORT_NOT_FOUND');
  const { programId } = cohort;
  const stream = `${program.name}-${programId}`;
  const { events: history, version } = await store.readStream(tenantId, stream);
  const state = (history as never[]).reduce<Program>(program.evolve, program.initialState);
  const { personIds, errors } = await peopleOf(rows, scope);
  const events = program.decide(new EnrollParticipants({ programId, cohortId, personIds }, context), state);
  const added = events.reduce((sum, { data }) => sum + ('personIds' in data ? data.personIds.length : 0), 0);
  return {
    writes: events.length === 0 ? [] : [{ stream, expected: version, events }],
    added,
    changed: 0,
    unchanged: personIds.length - added,
    errors,
  };
};

/** Who takes part in a cohort. */
export const cohortParticipantsImport: ImportKind<ReferenceRow> = {
  kind: 'COHORT_PARTICIPANTS',
  description: 'Participants of a cohort (the target), by the reference of each.',
  header: { required: ['reference'] },
  row: referenceRow,
  key: ({ reference }) => reference,
  roles: ['PROGRAM_MANAGER'],
  plan,
};
