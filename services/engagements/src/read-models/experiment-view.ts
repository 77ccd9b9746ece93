import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { type ExperimentEvent } from '../domain/experiment.ts';
import { begunBy, nobodys, WorkEntry } from './work-entry.ts';

export const ExperimentStatus = { DESIGNED: 'DESIGNED', TRIED: 'TRIED', DEBRIEFED: 'DEBRIEFED' } as const;
registerEnumType(ExperimentStatus, {
  name: 'ExperimentStatus',
  description: 'How far an experiment has come.',
  valuesMap: {
    DESIGNED: { description: 'It is planned.' },
    TRIED: { description: 'It was tried, and not yet looked at together.' },
    DEBRIEFED: { description: 'Client and coach have looked at what happened; it may be tried again.' },
  },
});

@ObjectType({ description: 'An experiment was tried.' })
export class ExperimentTry {
  @Field(() => ID, { description: 'The try.' }) id!: string;
  @Field(() => DateTime, { description: 'When it was noted.' }) at!: string;
  @Field(() => String, { nullable: true, description: 'What happened.' }) happened!: Sealed;
  @Field(() => String, { nullable: true, description: 'What support was there.' }) support!: Sealed | null;
}
@ObjectType({ description: 'Client and coach looked at what happened.' })
export class ExperimentDebrief {
  @Field(() => ID, { description: 'The debriefing.' }) id!: string;
  @Field(() => DateTime, { description: 'When it was noted.' }) at!: string;
  @Field(() => String, { nullable: true, description: 'What it showed.' }) learned!: Sealed;
}

/** An experiment of the secure base. Disposable: rebuilt from events; words stay sealed here. */
@Entity('experiment_view')
@ObjectType('Experiment', { description: 'A new experience: predicted, tried, debriefed.' })
export class ExperimentView extends WorkEntry {
  @Column('text', { name: 'goal_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The goal that it serves.' })
  goalId!: string | null;
  @Column('text')
  @Field(() => ExperimentStatus, { description: 'How far it has come.' })
  status!: keyof typeof ExperimentStatus;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'With whom.' })
  relationship!: Sealed | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What is to be tried.' })
  design!: Sealed | null;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What was expected to happen.' })
  prediction!: Sealed | null;
  @Column('jsonb')
  @Field(() => [ExperimentTry], { description: 'What happened, each time.' })
  tries!: readonly ExperimentTry[];
  @Column('jsonb')
  @Field(() => [ExperimentDebrief], { description: 'What it showed, each time.' })
  debriefs!: readonly ExperimentDebrief[];
  @Column('timestamptz', { name: 'designed_at' })
  @Field(() => DateTime, { description: 'When it was designed.' })
  designedAt!: Date | string;
}
export type ExperimentRow = Omit<ExperimentView, 'tenantId' | 'id'>;

export const experimentView: Projection<ExperimentEvent, ExperimentRow> = {
  name: 'experiment-view',
  table: 'experiment_view',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => ('experimentId' in data ? [data.experimentId] : []),
  blank: {
    ...nobodys,
    goalId: null,
    status: 'DESIGNED',
    relationship: null,
    design: null,
    prediction: null,
    tries: [],
    debriefs: [],
    designedAt: '',
  },
  on: {
    ExperimentDesigned: (_, event) => ({
      ...begunBy(event),
      goalId: event.data.goalId ?? null,
      relationship: event.data.relationship,
      design: event.data.design,
      prediction: event.data.prediction,
      designedAt: event.at,
    }),
    ExperimentTried: ({ tries }, { id, at, data: { happened, support = null } }) => ({
      status: 'TRIED',
      tries: [...tries, { id, at, happened, support }],
    }),
    ExperimentDebriefed: ({ debriefs }, { id, at, data: { learned } }) => ({
      status: 'DEBRIEFED',
      debriefs: [...debriefs, { id, at, learned }],
    }),
  },
};
