import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { type PatternEvent } from '../domain/pattern.ts';
import { begunBy, nobodys, withChange, WorkEntry } from './work-entry.ts';

@ObjectType({ description: 'The other way was tried.' })
export class AlternativeTry {
  @Field(() => ID, { description: 'The try.' }) id!: string;
  @Field(() => DateTime, { description: 'When it was noted.' }) at!: string;
  @Field(() => String, { nullable: true, description: 'What happened.' }) happened!: Sealed;
}
@ObjectType({ description: 'Another way than the protective one.' })
export class Alternative {
  @Field(() => ID, { description: 'The alternative.' }) id!: string;
  @Field(() => ID, { nullable: true, description: 'The goal for which it is an option.' })
  goalId!: string | null;
  @Field(() => String, { nullable: true, description: 'The other way.' }) alternative!: Sealed;
  /** Rows of before alternatives could be revised do not say it. */
  @Field(() => Int, { description: 'How often it was revised.' }) revisions?: number;
  @Field(() => [AlternativeTry], { description: 'What happened, each time.' })
  tries!: readonly AlternativeTry[];
}

/** A pattern of the working model. Disposable: rebuilt from events; words stay sealed here. */
@Entity('pattern_view')
@ObjectType('Pattern', {
  description: 'A pattern of one’s working model, and the other ways that were found.',
})
export class PatternView extends WorkEntry {
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What sets it off.' })
  trigger!: Sealed | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What one expects of others then.' })
  expectation!: Sealed | null;
  @Column('jsonb', { name: 'protective_strategy', nullable: true })
  @Field(() => String, { nullable: true, description: 'What one does to be safe.' })
  protectiveStrategy!: Sealed | null;
  @Column('int')
  @Field(() => Int, { description: 'How often it was told anew.' })
  revisions!: number;
  @Column('jsonb')
  @Field(() => [Alternative], { description: 'The other ways.' })
  alternatives!: readonly Alternative[];
  @Column('timestamptz', { name: 'named_at' })
  @Field(() => DateTime, { description: 'When it was named.' })
  namedAt!: Date | string;
}
export type PatternRow = Omit<PatternView, 'tenantId' | 'id'>;

export const patternView: Projection<PatternEvent, PatternRow> = {
  name: 'pattern-view',
  table: 'pattern_view',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => ('patternId' in data ? [data.patternId] : []),
  blank: {
    ...nobodys,
    trigger: null,
    expectation: null,
    protectiveStrategy: null,
    revisions: 0,
    alternatives: [],
    namedAt: '',
  },
  on: {
    PatternNamed: (_, event) => {
      const { trigger, expectation, protectiveStrategy } = event.data;
      return { ...begunBy(event), trigger, expectation, protectiveStrategy, namedAt: event.at };
    },
    PatternRevised: ({ revisions }, { data: { trigger, expectation, protectiveStrategy } }) => ({
      trigger,
      expectation,
      protectiveStrategy,
      revisions: revisions + 1,
    }),
    AlternativeFormed: ({ alternatives }, { data: { alternativeId, goalId = null, alternative } }) => ({
      alternatives: [...alternatives, { id: alternativeId, goalId, alternative, revisions: 0, tries: [] }],
    }),
    AlternativeRevised: ({ alternatives }, { data: { alternativeId, alternative } }) => ({
      alternatives: alternatives.map((each) =>
        each.id === alternativeId
          ? withChange(each, { alternative, revisions: (each.revisions ?? 0) + 1 })
          : each,
      ),
    }),
    AlternativeTried: ({ alternatives }, { id, at, data: { alternativeId, happened } }) => ({
      alternatives: alternatives.map((each) =>
        each.id === alternativeId ? withChange(each, { tries: [...each.tries, { id, at, happened }] }) : each,
      ),
    }),
  },
};
