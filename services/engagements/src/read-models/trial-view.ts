import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { begunBy, nobodys, WorkEntry } from './work-entry.ts';

export const TrialKind = {
  EXPERIMENT: 'EXPERIMENT',
  ALTERNATIVE: 'ALTERNATIVE',
  STRATEGY: 'STRATEGY',
} as const;
registerEnumType(TrialKind, {
  name: 'TrialKind',
  description: 'What can be tried.',
  valuesMap: {
    EXPERIMENT: { description: 'A new experience, with a prediction.' },
    ALTERNATIVE: { description: 'Another way than the protective one of a pattern.' },
    STRATEGY: { description: 'A new way of relating, for a tie of a system map.' },
  },
});

/** What can be tried, and since when it was. Disposable: rebuilt from events at any time. */
@Entity('trial_view')
@ObjectType('Trial', { description: 'Something that was tried.' })
export class TrialView extends WorkEntry {
  @Column('text') @Field(() => TrialKind, { description: 'What it is.' }) kind!: keyof typeof TrialKind;
  /** The experiment, strategy or, of an alternative, pattern. */
  @Column('text', { name: 'thing_id' }) thingId!: string;
  @Column('text', { name: 'goal_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The goal that it serves, where one was named.' })
  goalId!: string | null;
  /** Null as long as it was not. */
  @Column('timestamptz', { name: 'tried_at', nullable: true })
  @Field(() => DateTime, { description: 'When it was tried first.' })
  triedAt!: Date | string | null;
}
export type TrialRow = Omit<TrialView, 'tenantId' | 'id'>;

const tried = ({ triedAt }: TrialRow, { at }: { readonly at: string }) => ({ triedAt: triedAt ?? at });

const on: Projection<EngagementsEvent, TrialRow>['on'] = {
  ExperimentDesigned: (_, event) => {
    const { experimentId: thingId, goalId = null } = event.data;
    return { ...begunBy(event), kind: 'EXPERIMENT', thingId, goalId };
  },
  ExperimentTried: tried,
  AlternativeFormed: (_, event) => {
    const { patternId: thingId, goalId = null } = event.data;
    return { ...begunBy(event), kind: 'ALTERNATIVE', thingId, goalId };
  },
  AlternativeTried: tried,
  StrategyChosen: (_, event) => ({ ...begunBy(event), kind: 'STRATEGY', thingId: event.data.strategyId }),
  StrategyTried: tried,
};

export const trialView: Projection<EngagementsEvent, TrialRow> = {
  name: 'trial-view',
  table: 'trial_view',
  source: { kind: 'LOG' },
  rowIds: ({ type, data }) => {
    if (!Object.hasOwn(on, type)) return [];
    if ('alternativeId' in data) return [data.alternativeId];
    if ('experimentId' in data) return [data.experimentId];
    return 'strategyId' in data ? [data.strategyId] : [];
  },
  blank: { ...nobodys, kind: 'EXPERIMENT', thingId: '', goalId: null, triedAt: null },
  on,
};
