import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent, type GoalRater as Party, type Occasion as At } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { begunBy, nobodys, rowOfStream, WorkEntry } from './work-entry.ts';

export const GoalStatus = { PURSUED: 'PURSUED', DROPPED: 'DROPPED' } as const;
registerEnumType(GoalStatus, {
  name: 'GoalStatus',
  description: 'Whether a goal is pursued.',
  valuesMap: {
    PURSUED: { description: 'It is worked on.' },
    DROPPED: { description: 'It is not pursued any more; its ratings stay.' },
  },
});

/** A rating as the read model keeps it. */
export interface RatingItem {
  readonly id: string;
  readonly raterId: string;
  readonly party: Party;
  readonly occasion: At;
  readonly level: Sealed;
  readonly ratedAt: string;
  readonly corrects: string | null;
  readonly isCorrected: boolean;
}

/** A goal. Disposable: rebuilt from events at any time; what is personal stays sealed here. */
@Entity('goal_view')
@ObjectType('Goal', {
  description: 'What somebody wants to reach, with five levels of attainment described.',
})
export class GoalView extends WorkEntry {
  @Column('jsonb', { nullable: true }) title!: Sealed | null;
  @Column('jsonb', { nullable: true }) levels!: Sealed | null;
  @Column('jsonb', { nullable: true }) weight!: Sealed | null;
  @Column('int')
  @Field(() => Int, { description: 'Which description of its levels this is: 1, 2, 3 …' })
  scaling!: number;
  @Column('text')
  @Field(() => GoalStatus, { description: 'Whether it is pursued.' })
  status!: keyof typeof GoalStatus;
  @Column('timestamptz', { name: 'scaled_at' })
  @Field(() => DateTime, { description: 'When it was set.' })
  scaledAt!: Date | string;
  @Column('jsonb') ratings!: readonly RatingItem[];
}
export type GoalRow = Omit<GoalView, 'tenantId' | 'id'>;

export const goalView: Projection<EngagementsEvent, GoalRow> = {
  name: 'goal-view',
  table: 'goal_view',
  source: { kind: 'LOG' },
  rowIds: rowOfStream('goal'),
  blank: {
    ...nobodys,
    title: null,
    levels: null,
    weight: null,
    scaling: 0,
    status: 'PURSUED',
    scaledAt: '',
    ratings: [],
  },
  on: {
    GoalScaled: (_, event) => {
      const { title, levels, weight, scaling } = event.data;
      return { ...begunBy(event, event.data.audience), title, levels, weight, scaling, scaledAt: event.at };
    },
    GoalRescaled: (_, { data: { title, levels, weight, scaling } }) => ({ title, levels, weight, scaling }),
    GoalRated: ({ ratings }, { data, at }) => {
      const { ratingId: id, raterId, party, occasion, level, corrects = null } = data;
      const before = ratings.map((each) => (each.id === corrects ? { ...each, isCorrected: true } : each));
      const rating = { id, raterId, party, occasion, level, ratedAt: at, corrects, isCorrected: false };
      return { ratings: [...before, rating] };
    },
    GoalDropped: () => ({ status: 'DROPPED' }),
  },
};
