import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection, type Source } from '@securebase/domain-kit';
import { coachesNow } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const engagementsTopic: Source = { kind: 'TOPIC', topic: 'engagements.events' };

/** Who is in the directory of the tenant, as the engagements service says: that they are, not who they are. */
@Entity('known_person')
export class KnownPerson {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('boolean') active!: boolean;
}

export const knownPerson: Projection<EngagementsEvent, Pick<KnownPerson, 'active'>> = {
  name: 'known-person',
  table: 'known_person',
  source: engagementsTopic,
  rowIds: (event) =>
    event.type === 'PersonRegistered' ||
    event.type === 'PersonDeactivated' ||
    event.type === 'PersonReactivated' ||
    event.type === 'SubjectErased'
      ? [event.data.personId]
      : [],
  blank: { active: true },
  on: {
    PersonRegistered: () => ({ active: true }),
    PersonDeactivated: () => ({ active: false }),
    PersonReactivated: () => ({ active: true }),
    SubjectErased: () => ({ active: false }),
  },
};

/** The engagements that maps belong to, and who their client is, and who coaches now. */
@Entity('known_engagement')
export class KnownEngagement {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('jsonb', { name: 'coach_ids' }) coachIds!: readonly string[];
}
type Known = Pick<KnownEngagement, 'clientId' | 'coachIds'>;

export const knownEngagement: Projection<EngagementsEvent, Known> = {
  name: 'known-engagement',
  table: 'known_engagement',
  source: engagementsTopic,
  rowIds: (event) =>
    event.type === 'EngagementProposed' || event.type in coachesNow
      ? [(event.data as { readonly engagementId: string }).engagementId]
      : [],
  blank: { clientId: '', coachIds: [] },
  on: {
    EngagementProposed: (_, { data }) => ({ clientId: data.clientId }),
    ...coachesNow,
  },
};
