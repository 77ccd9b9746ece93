import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that happened on the way to a match. */
export interface MatchStepItem {
  readonly step: 'PROPOSED' | 'CONFIRMED' | 'DECLINED';
  readonly coachId: string;
  readonly at: string;
}

/** How an engagement came to its coach, with everybody who was asked before. Disposable: rebuilt from events at any time. */
@Entity('match_view')
@ObjectType('CoachRequest', { description: 'A coach is asked whether they take an engagement.' })
export class MatchView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The engagement.' }) id!: string;
  @Column('uuid', { name: 'client_id' }) clientId!: string;
  @Column('uuid', { name: 'program_id', nullable: true }) programId!: string | null;
  /** The coach who is asked now. */
  @Column('uuid', { name: 'asked_id', nullable: true }) askedId!: string | null;
  @Column('timestamptz', { name: 'asked_at', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'Since when an answer is waited for.' })
  askedAt!: Date | string | null;
  @Column('jsonb') steps!: readonly MatchStepItem[];
}
export type MatchRow = Omit<MatchView, 'tenantId' | 'id'>;

const types: readonly string[] = [
  'EngagementProposed',
  'CoachProposed',
  'MatchConfirmed',
  'MatchDeclined',
] satisfies EngagementsEvent['type'][];
const answered = { askedId: null, askedAt: null };

export const matchView: Projection<EngagementsEvent, MatchRow> = {
  name: 'match-view',
  table: 'match_view',
  source: { kind: 'LOG' },
  rowIds: ({ stream, type }) => (types.includes(type) ? [stream.slice('engagement-'.length)] : []),
  blank: { clientId: '', programId: null, ...answered, steps: [] },
  on: {
    EngagementProposed: (_, { data: { clientId, programId } }) => ({
      clientId,
      programId: programId ?? null,
    }),
    CoachProposed: ({ steps }, { data: { coachId }, at }) => ({
      askedId: coachId,
      askedAt: at,
      steps: [...steps, { step: 'PROPOSED', coachId, at }],
    }),
    MatchConfirmed: ({ steps }, { data: { coachId }, at }) => ({
      ...answered,
      steps: [...steps, { step: 'CONFIRMED', coachId, at }],
    }),
    MatchDeclined: ({ steps }, { data: { coachId }, at }) => ({
      ...answered,
      steps: [...steps, { step: 'DECLINED', coachId, at }],
    }),
  },
};
