import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who takes part in which cohort, as the engagements' topic tells it. */
@Entity('known_participant')
export class KnownParticipant {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** See `participantId`. */
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'cohort_id' }) cohortId!: string;
}
export type KnownParticipantRow = Omit<KnownParticipant, 'tenantId' | 'id'>;

export const participantId = (cohortId: string, personId: string): string => `${cohortId}:${personId}`;

export const knownParticipant: Projection<EngagementsEvent, KnownParticipantRow> = {
  name: 'known-participant',
  table: 'known_participant',
  source: { kind: 'TOPIC', topic: 'engagements.events' },
  rowIds: ({ type, data }) =>
    type === 'ParticipantsEnrolled'
      ? data.personIds.map((personId) => participantId(data.cohortId, personId))
      : [],
  blank: { cohortId: '' },
  on: { ParticipantsEnrolled: (_, { data }) => ({ cohortId: data.cohortId }) },
};
