import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { begunBy, nobodys, rowOfStream, WorkEntry } from './work-entry.ts';

export const ActionStatus = { COMMITTED: 'COMMITTED', COMPLETED: 'COMPLETED', DROPPED: 'DROPPED' } as const;
registerEnumType(ActionStatus, {
  name: 'ActionStatus',
  description: 'What has become of an action.',
  valuesMap: {
    COMMITTED: { description: 'It is to be done.' },
    COMPLETED: { description: 'It is done.' },
    DROPPED: { description: 'It will not be done.' },
  },
});

/** An action. Disposable: rebuilt from events at any time; what is personal stays sealed here. */
@Entity('action_view')
@ObjectType('Action', { description: 'What somebody means to do.' })
export class ActionView extends WorkEntry {
  @Column('text', { name: 'goal_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The goal that it serves.' })
  goalId!: string | null;
  @Column('jsonb', { nullable: true }) words!: Sealed | null;
  @Column('date', { name: 'due_on', nullable: true })
  @Field(() => String, { nullable: true, description: 'By when, as a day: 2026-12-31.' })
  dueOn!: string | null;
  @Column('text')
  @Field(() => ActionStatus, { description: 'What has become of it.' })
  status!: keyof typeof ActionStatus;
  @Column('timestamptz', { name: 'committed_at' })
  @Field(() => DateTime, { description: 'When it was said.' })
  committedAt!: Date | string;
}
export type ActionRow = Omit<ActionView, 'tenantId' | 'id'>;

export const actionView: Projection<EngagementsEvent, ActionRow> = {
  name: 'action-view',
  table: 'action_view',
  source: { kind: 'LOG' },
  rowIds: rowOfStream('action'),
  blank: { ...nobodys, goalId: null, words: null, dueOn: null, status: 'COMMITTED', committedAt: '' },
  on: {
    ActionCommitted: (_, event) => {
      const { words, goalId = null, dueOn = null } = event.data;
      return { ...begunBy(event, event.data.audience), words, goalId, dueOn, committedAt: event.at };
    },
    ActionCompleted: () => ({ status: 'COMPLETED' }),
    ActionDropped: () => ({ status: 'DROPPED' }),
  },
};
