import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who is in the tenant's directory, as the engagements' topic tells it: nothing but that they are there. */
@Entity('known_person')
export class KnownPerson {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('boolean') active!: boolean;
}
export type KnownPersonRow = Omit<KnownPerson, 'tenantId' | 'id'>;

export const knownPerson: Projection<EngagementsEvent, KnownPersonRow> = {
  name: 'known-person',
  table: 'known_person',
  source: { kind: 'TOPIC', topic: 'engagements.events' },
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
