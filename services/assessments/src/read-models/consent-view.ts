import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type AssessmentsEvent, type Purpose, purposes } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ConsentPurpose = Object.fromEntries(
  Object.keys(purposes).map((purpose) => [purpose, purpose]),
) as { readonly [P in Purpose]: P };
registerEnumType(ConsentPurpose, {
  name: 'Purpose',
  description: 'For what something personal is used.',
  valuesMap: Object.fromEntries(
    Object.entries(purposes).map(([purpose, { text }]) => [purpose, { description: text }]),
  ),
});

/** What a person has consented to. Disposable: rebuilt from events at any time. */
@Entity('consent_view')
@ObjectType('Consent', {
  description: 'What a person lets be done with something of theirs, in one engagement.',
})
export class ConsentView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The consent.' }) id!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('uuid', { name: 'engagement_id' })
  @Field(() => ID, { description: 'In which engagement.' })
  engagementId!: string;
  @Column('text') @Field(() => ConsentPurpose, { description: 'To what.' }) purpose!: Purpose;
  @Column('int', { name: 'text_version' })
  @Field(() => Int, { description: 'The version of the text that they read.' })
  textVersion!: number;
  @Column('timestamptz', { name: 'given_at' })
  @Field(() => DateTime, { description: 'When it was given last.' })
  givenAt!: Date | string;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was withdrawn; null while it holds.',
  })
  withdrawnAt!: Date | string | null;
}
export type ConsentRow = Omit<ConsentView, 'tenantId' | 'id'>;

export const consentView: Projection<AssessmentsEvent, ConsentRow> = {
  name: 'consent-view',
  table: 'consent_view',
  source: { kind: 'LOG' },
  rowIds: (event) =>
    event.type === 'ConsentGiven' || event.type === 'ConsentWithdrawn' ? [event.data.consentId] : [],
  blank: {
    personId: '',
    engagementId: '',
    purpose: 'COACH_SEES_SCORES',
    textVersion: 0,
    givenAt: '',
    withdrawnAt: null,
  },
  on: {
    ConsentGiven: (_, { data, at }) => {
      const { personId, engagementId, purpose, textVersion } = data;
      return { personId, engagementId, purpose, textVersion, givenAt: at, withdrawnAt: null };
    },
    ConsentWithdrawn: (_, { at }) => ({ withdrawnAt: at }),
  },
};
