import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { coachesNow } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An engagement as the engagements' topic tells it: who coaches it now, and whether it has ended. */
@Entity('known_engagement')
export class KnownEngagement {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('jsonb', { name: 'coach_ids' }) coachIds!: readonly string[];
  @Column('text') status!: 'OPEN' | 'ENDED';
}
export type KnownEngagementRow = Omit<KnownEngagement, 'tenantId' | 'id'>;

export const knownEngagement: Projection<EngagementsEvent, KnownEngagementRow> = {
  name: 'known-engagement',
  table: 'known_engagement',
  source: { kind: 'TOPIC', topic: 'engagements.events' },
  rowIds: (event) => ('engagementId' in event.data ? [event.data.engagementId] : []),
  blank: { clientId: '', coachIds: [], status: 'OPEN' },
  on: {
    EngagementProposed: (_, { data }) => ({ clientId: data.clientId }),
    ...coachesNow,
    EngagementCompleted: () => ({ status: 'ENDED' }),
    EngagementEndedEarly: () => ({ status: 'ENDED' }),
  },
};
