import { entailed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who was asked to own which condition. Disposable: rebuilt from events at any time. */
@Entity('condition_asked_view')
export class ConditionAskedView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  /** `<condition>/<person>` */
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'condition_id' }) conditionId!: string;
  @Column('text', { name: 'person_id' }) personId!: string;
  @Column('timestamptz', { name: 'named_at' }) namedAt!: Date | string;
}
type ConditionAskedRow = Omit<ConditionAskedView, 'tenantId' | 'id'>;

/** What of the row of a condition it is made of. */
interface Asked {
  readonly alsoFor: readonly string[];
  readonly namedAt: Date | string;
}

export const conditionAskedView = entailed<Asked, ConditionAskedRow>({
  table: 'condition_asked_view',
  blank: { conditionId: '', personId: '', namedAt: '' },
  rows: ({ alsoFor, namedAt }, conditionId) =>
    new Map(alsoFor.map((personId) => [`${conditionId}/${personId}`, { conditionId, personId, namedAt }])),
});
