import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An engagement as the engagements' topic tells it: who coaches it, and whether it has ended. */
@Entity('known_engagement')
export class KnownEngagement {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('uuid', { name: 'coach_id', nullable: true }) coachId!: string | null;
  @Column('text') status!: 'OPEN' | 'ENDED';
}
export type KnownEngagementRow = Omit<KnownEngagement, 'tenantId' | 'id'>;

export const knownEngagement: Projection<EngagementsEvent, KnownEngagementRow> = {
  name: 'known-engagement',
  table: 'known_engagement',
  source: { kind: 'TOPIC', topic: 'engagements.events' },
  rowIds: (event) => ('engagementId' in event.data ? [event.data.engagementId] : []),
  blank: { clientId: '', coachId: null, status: 'OPEN' },
  on: {
    EngagementProposed: (_, { data }) => ({ clientId: data.clientId }),
    MatchConfirmed: (_, { data }) => ({ coachId: data.coachId }),
    MatchDeclined: () => ({ coachId: null }),
    CoachReassigned: ({ coachId }, { data }) => (coachId === data.fromId ? { coachId: data.coachId } : {}),
    EngagementCompleted: () => ({ status: 'ENDED' }),
    EngagementEndedEarly: () => ({ status: 'ENDED' }),
  },
};
