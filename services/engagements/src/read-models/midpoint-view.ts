import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { begunBy, nobodys, rowOfStream, WorkEntry } from './work-entry.ts';

/** A midpoint review. Disposable: rebuilt from events at any time; what is personal stays sealed here. */
@Entity('midpoint_view')
@ObjectType('MidpointReview', { description: 'Looking back and ahead, half-way.' })
export class MidpointView extends WorkEntry {
  @Column('text', { name: 'session_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The session in which it was held.' })
  sessionId!: string | null;
  @Column('jsonb', { name: 'looked_at', nullable: true }) lookedAt!: Sealed | null;
  @Column('jsonb', { name: 'to_change', nullable: true }) toChange!: Sealed | null;
  @Column('timestamptz', { name: 'held_at' })
  @Field(() => DateTime, { description: 'When it was written down.' })
  heldAt!: Date | string;
}
export type MidpointRow = Omit<MidpointView, 'tenantId' | 'id'>;

export const midpointView: Projection<EngagementsEvent, MidpointRow> = {
  name: 'midpoint-view',
  table: 'midpoint_view',
  source: { kind: 'LOG' },
  rowIds: rowOfStream('midpoint'),
  blank: { ...nobodys, sessionId: null, lookedAt: null, toChange: null, heldAt: '' },
  on: {
    MidpointReviewHeld: (_, event) => {
      const { sessionId = null, lookedAt, toChange } = event.data;
      return { ...begunBy(event, event.data.audience), sessionId, lookedAt, toChange, heldAt: event.at };
    },
  },
};
