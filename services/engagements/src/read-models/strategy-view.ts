import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Projection, type Sealed } from '@securebase/domain-kit';
import { DateTime } from '@securebase/service-kit';
import { Column, Entity } from 'typeorm';
import { type StrategyEvent } from '../domain/strategy.ts';
import { begunBy, nobodys, WorkEntry } from './work-entry.ts';

export const StrategyStatus = {
  CHOSEN: 'CHOSEN',
  TRIED: 'TRIED',
  ADOPTED: 'ADOPTED',
  DROPPED: 'DROPPED',
} as const;
registerEnumType(StrategyStatus, {
  name: 'StrategyStatus',
  description: 'What has become of a strategy.',
  valuesMap: {
    CHOSEN: { description: 'It is to be tried.' },
    TRIED: { description: 'It was tried, and the system responded.' },
    ADOPTED: { description: 'It is a way of relating now.' },
    DROPPED: { description: 'It is not gone on with.' },
  },
});

@ObjectType({ description: 'A strategy was tried.' })
export class StrategyTry {
  @Field(() => ID, { description: 'The try.' }) id!: string;
  @Field(() => DateTime, { description: 'When it was noted.' }) at!: string;
  @Field(() => String, { nullable: true, description: 'How the system responded.' }) response!: Sealed;
}

/** A relational strategy. Disposable: rebuilt from events; words stay sealed here. */
@Entity('strategy_view')
@ObjectType('Strategy', { description: 'A new way of relating, for a tie of a system map.' })
export class StrategyView extends WorkEntry {
  @Column('text', { name: 'map_id' }) @Field(() => ID, { description: 'The system map.' }) mapId!: string;
  @Column('text', { name: 'tie_id' }) @Field(() => ID, { description: 'The tie of the map.' }) tieId!: string;
  @Column('text')
  @Field(() => StrategyStatus, { description: 'What has become of it.' })
  status!: keyof typeof StrategyStatus;
  @Column('jsonb', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The new way.' })
  strategy!: Sealed | null;
  @Column('jsonb')
  @Field(() => [StrategyTry], { description: 'How the system responded, each time.' })
  tries!: readonly StrategyTry[];
  @Column('timestamptz', { name: 'chosen_at' })
  @Field(() => DateTime, { description: 'When it was chosen.' })
  chosenAt!: Date | string;
}
export type StrategyRow = Omit<StrategyView, 'tenantId' | 'id'>;

export const strategyView: Projection<StrategyEvent, StrategyRow> = {
  name: 'strategy-view',
  table: 'strategy_view',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => ('strategyId' in data ? [data.strategyId] : []),
  blank: { ...nobodys, mapId: '', tieId: '', status: 'CHOSEN', strategy: null, tries: [], chosenAt: '' },
  on: {
    StrategyChosen: (_, event) => {
      const { mapId, tieId, strategy } = event.data;
      return { ...begunBy(event), mapId, tieId, strategy, status: 'CHOSEN', chosenAt: event.at };
    },
    StrategyTried: ({ status, tries }, { id, at, data: { response } }) => ({
      status: status === 'ADOPTED' ? status : 'TRIED',
      tries: [...tries, { id, at, response }],
    }),
    StrategyAdopted: () => ({ status: 'ADOPTED' }),
    StrategyDropped: () => ({ status: 'DROPPED' }),
  },
};
