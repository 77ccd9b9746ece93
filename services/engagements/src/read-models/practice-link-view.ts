import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const PracticeLinkStatus = { OFFERED: 'OFFERED', LINKED: 'LINKED', ENDED: 'ENDED' } as const;
registerEnumType(PracticeLinkStatus, {
  name: 'PracticeLinkStatus',
  description: 'Whether a link holds.',
  valuesMap: {
    OFFERED: { description: 'Its code was not used yet.' },
    LINKED: { description: 'It holds.' },
    ENDED: { description: 'It holds no more.' },
  },
});

/** A coach's link, in the enterprise. Disposable: rebuilt from events at any time. */
@Entity('practice_link_view')
@ObjectType('PracticeLink', {
  description: 'A link of the caller’s own practice with this enterprise. It says nothing of the practice.',
})
export class PracticeLinkView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The link.' }) id!: string;
  @Column('uuid', { name: 'coach_id' }) coachId!: string;
  @Column('text')
  @Field(() => PracticeLinkStatus, { description: 'Whether it holds.' })
  status!: keyof typeof PracticeLinkStatus;
  @Column('timestamptz', { name: 'offered_at' })
  @Field(() => DateTime, { description: 'Since when its code is there.' })
  offeredAt!: Date | string;
}
export type PracticeLinkRow = Omit<PracticeLinkView, 'tenantId' | 'id'>;

export const practiceLinkView: Projection<EngagementsEvent, PracticeLinkRow> = {
  name: 'practice-link-view',
  table: 'practice_link_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) =>
    type === 'PracticeLinkOffered' || type === 'PracticeLinkTaken' || type === 'PracticeLinkEnded'
      ? [data.linkId]
      : [],
  blank: { coachId: '', status: 'OFFERED', offeredAt: '' },
  on: {
    PracticeLinkOffered: (_, { data, at }) => ({ coachId: data.coachId, offeredAt: at }),
    PracticeLinkTaken: () => ({ status: 'LINKED' }),
    PracticeLinkEnded: () => ({ status: 'ENDED' }),
  },
};
