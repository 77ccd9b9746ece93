import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type CommitmentStatus as Status } from '@securebase/contracts';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { type ConditionEvent } from '../domain/condition.ts';
import { conditionAskedView } from './condition-asked-view.ts';
import { begunBy, nobodys, withChange, WorkEntry } from './work-entry.ts';

export const CommitmentStatus = { UNDER_WAY: 'UNDER_WAY', DONE: 'DONE', NOT_DONE: 'NOT_DONE' } as const;
registerEnumType(CommitmentStatus, {
  name: 'CommitmentStatus',
  description: 'How a commitment stands, as its owner reports.',
  valuesMap: {
    UNDER_WAY: { description: 'It is being done.' },
    DONE: { description: 'It is done.' },
    NOT_DONE: { description: 'It will not be done.' },
  },
});

@ObjectType({ description: 'What the owner of a condition said they will do.' })
export class Commitment {
  @Field(() => ID, { description: 'The commitment.' }) id!: string;
  @Field(() => DateTime, { description: 'When it was made.' }) at!: string;
  @Field(() => String, { nullable: true, description: 'What they will do.' }) commitment!: Sealed;
  @Field(() => String, { nullable: true, description: 'Until which day.' }) dueOn!: string | null;
  @Field(() => CommitmentStatus, { description: 'How it stands, as its owner reports.' }) status!: Status;
  @Field(() => String, { nullable: true, description: 'What was done, in the owner’s words.' })
  report!: Sealed | null;
}

/** A condition of the environment. Disposable: rebuilt from events; words stay sealed here. */
@Entity('condition_view')
@ObjectType('Condition', { description: 'Something in the environment that drains, or would help.' })
export class ConditionView extends WorkEntry {
  @Column('jsonb', { name: 'also_for' }) alsoFor!: readonly string[];
  @Column('text', { name: 'owner_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Who has accepted it.' })
  ownerId!: string | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What it is.' })
  condition!: Sealed | null;
  @Column('jsonb', { name: 'would_help', nullable: true })
  @Field(() => String, { nullable: true, description: 'What would help.' })
  wouldHelp!: Sealed | null;
  @Column('jsonb')
  @Field(() => [Commitment], { description: 'What its owner has committed to.' })
  commitments!: readonly Commitment[];
  @Column('timestamptz', { name: 'named_at' })
  @Field(() => DateTime, { description: 'When it was named.' })
  namedAt!: Date | string;
}
export type ConditionRow = Omit<ConditionView, 'tenantId' | 'id'>;

export const conditionView: Projection<ConditionEvent, ConditionRow> = {
  name: 'condition-view',
  table: 'condition_view',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => ('conditionId' in data ? [data.conditionId] : []),
  blank: {
    ...nobodys,
    alsoFor: [],
    ownerId: null,
    condition: null,
    wouldHelp: null,
    commitments: [],
    namedAt: '',
  },
  on: {
    ConditionNamed: (_, event) => {
      const { isShared, condition, wouldHelp = null } = event.data;
      return { ...begunBy(event, isShared ? 'TAKES_PART' : 'PAIR'), condition, wouldHelp, namedAt: event.at };
    },
    ConditionBroughtForward: ({ alsoFor }, { data: { ownerId } }) => ({ alsoFor: [...alsoFor, ownerId] }),
    ConditionAccepted: (_, { data: { ownerId } }) => ({ ownerId }),
    CommitmentMade: ({ commitments }, { at, data: { commitmentId: id, commitment, dueOn = null } }) => ({
      commitments: [...commitments, { id, at, commitment, dueOn, status: 'UNDER_WAY', report: null }],
    }),
    CommitmentReported: ({ commitments }, { data: { commitmentId, status, report = null } }) => ({
      commitments: commitments.map((each) =>
        each.id === commitmentId ? withChange(each, { status, report }) : each,
      ),
    }),
  },
  derived: [conditionAskedView],
};
