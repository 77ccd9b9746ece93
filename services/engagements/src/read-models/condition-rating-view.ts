import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { type ConditionEvent } from '../domain/condition.ts';
import { begunBy, nobodys, WorkEntry } from './work-entry.ts';

/** What somebody affected says of a condition. Theirs alone until they release it. Disposable: rebuilt from events. */
@Entity('condition_rating_view')
@ObjectType('ConditionRating', {
  description:
    'What somebody affected says has become of a condition. Until they release it, it is theirs alone.',
})
export class ConditionRatingView extends WorkEntry {
  @Column('jsonb', { name: 'also_for' }) alsoFor!: readonly string[];
  @Column('text', { name: 'condition_id' })
  @Field(() => ID, { description: 'The condition.' })
  conditionId!: string;
  @Column('jsonb', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'WORSE, NOT_YET_NOTICED, A_LITTLE_BETTER or CLEARLY_BETTER.',
  })
  rating!: Sealed | null;
  @Column('timestamptz', { name: 'rated_at' })
  @Field(() => DateTime, { description: 'When.' })
  ratedAt!: Date | string;
}
export type ConditionRatingRow = Omit<ConditionRatingView, 'tenantId' | 'id'>;

export const conditionRatingView: Projection<ConditionEvent, ConditionRatingRow> = {
  name: 'condition-rating-view',
  table: 'condition_rating_view',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => ('ratingId' in data && 'conditionId' in data ? [data.ratingId] : []),
  blank: { ...nobodys, audience: 'AUTHOR', alsoFor: [], conditionId: '', rating: null, ratedAt: '' },
  on: {
    ConditionRated: (_, event) => {
      const { conditionId, rating } = event.data;
      return { ...begunBy(event, 'AUTHOR'), conditionId, rating, ratedAt: event.at };
    },
    ConditionRatingReleased: (_, { data: { ownerId } }) => ({
      audience: 'TAKES_PART',
      alsoFor: ownerId === undefined ? [] : [ownerId],
    }),
  },
};
