import { type AssessmentsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That somebody has answered a baseline in an engagement, as the assessments' topic tells it; and not what. */
@Entity('known_baseline')
export class KnownBaseline {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** The engagement. */
  @PrimaryColumn('text') id!: string;
  @Column('timestamptz', { name: 'taken_at' }) takenAt!: Date | string;
}
type Row = Pick<KnownBaseline, 'takenAt'>;

export const knownBaseline: Projection<AssessmentsEvent, Row> = {
  name: 'known-baseline',
  table: 'known_baseline',
  source: { kind: 'TOPIC', topic: 'assessments.events' },
  rowIds: ({ type, data }) =>
    type === 'ResponseSubmitted' && data.occasion === 'BASELINE' && data.engagementId !== undefined
      ? [data.engagementId]
      : [],
  blank: { takenAt: '' },
  on: { ResponseSubmitted: ({ takenAt }, { at }) => ({ takenAt: takenAt === '' ? at : takenAt }) },
};
