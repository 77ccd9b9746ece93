import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A cohort as the engagements' topic tells it. */
@Entity('known_cohort')
export class KnownCohort {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'program_id' }) programId!: string;
}
export type KnownCohortRow = Omit<KnownCohort, 'tenantId' | 'id'>;

export const knownCohort: Projection<EngagementsEvent, KnownCohortRow> = {
  name: 'known-cohort',
  table: 'known_cohort',
  source: { kind: 'TOPIC', topic: 'engagements.events' },
  rowIds: (event) => (event.type === 'CohortAdded' ? [event.data.cohortId] : []),
  blank: { programId: '' },
  on: { CohortAdded: (_, { data }) => ({ programId: data.programId }) },
};
