import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type AssessmentsEvent } from '@securebase/contracts';
import { open, type Projection, type Recorded } from '@securebase/domain-kit';
import { answersNeeded } from '@securebase/psychometrics';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type InstrumentEvent } from '../domain/instrument.ts';
import { scalesOf } from '../domain/scoring.ts';

export const Better = { HIGHER: 'HIGHER', LOWER: 'LOWER', NEITHER: 'NEITHER' } as const;
registerEnumType(Better, {
  name: 'Better',
  description: 'Which direction of change is improvement.',
  valuesMap: {
    HIGHER: { description: 'A higher score is an improvement.' },
    LOWER: { description: 'A lower score is an improvement.' },
    NEITHER: { description: 'Neither direction is an improvement: the scale describes.' },
  },
});
export const ScoringMethod = { MEAN: 'MEAN', SUM: 'SUM', SUM_TIMES_FACTOR: 'SUM_TIMES_FACTOR' } as const;
registerEnumType(ScoringMethod, {
  name: 'ScoringMethod',
  description: 'How the answers of a scale become its score.',
  valuesMap: {
    MEAN: { description: 'The mean of the answered items.' },
    SUM: { description: 'The sum of the items, prorated over gaps.' },
    SUM_TIMES_FACTOR: { description: 'The sum of the items, prorated over gaps, times a factor.' },
  },
});

@ObjectType({ description: 'A scale of an instrument: which items make a score, and how.' })
export class InstrumentScale {
  @Field({ description: 'Stable name within the instrument.' }) code!: string;
  @Field(() => [String], { description: 'Codes of the items.' }) items!: readonly string[];
  @Field(() => [String], { description: 'Those of the items that count the other way round.' })
  reversed!: readonly string[];
  @Field(() => ScoringMethod, { description: 'How answers become a score.' })
  method!: keyof typeof ScoringMethod;
  @Field(() => Float, { nullable: true, description: 'What a sum is multiplied with, where it is.' })
  factor!: number | null;
  @Field(() => Int, { description: 'How many of the items must be answered for a score.' })
  answersNeeded!: number;
  @Field(() => Better, { description: 'Which direction of change is improvement.' })
  better!: keyof typeof Better;
}

/** An instrument as it can be used. Disposable: rebuilt from events at any time. */
@Entity('instrument_view')
@ObjectType('Instrument', {
  description: 'A version of a questionnaire: its items, scales and scoring, never its sentences.',
})
@Directive('@key(fields: "id")')
export class InstrumentView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') @Field(() => ID, { description: 'The instrument in this version.' }) id!: string;
  @Column('text') @Field({ description: 'Short name, the same for all versions.' }) code!: string;
  @Column('text') @Field({ description: 'The version of its key.' }) version!: string;
  @Column('text') @Field({ description: 'The name of the instrument.' }) name!: string;
  @Column('jsonb')
  @Field(() => [String], { description: 'Codes of the items, in the order of the questionnaire.' })
  items!: readonly string[];
  @Column('int', { name: 'lowest_answer' })
  @Field(() => Int, { description: 'The lowest answer to an item.' })
  lowestAnswer!: number;
  @Column('int', { name: 'highest_answer' })
  @Field(() => Int, { description: 'The highest answer to an item.' })
  highestAnswer!: number;
  @Column('jsonb')
  @Field(() => [InstrumentScale], { description: 'What is scored.' })
  scales!: readonly InstrumentScale[];
}
export type InstrumentRow = Omit<InstrumentView, 'tenantId' | 'id'>;

const published = (_: Readonly<InstrumentRow>, { data }: Recorded<InstrumentEvent>): InstrumentRow => ({
  code: data.code,
  version: data.instrumentVersion,
  name: open(data.name) ?? '',
  items: data.definition.items,
  lowestAnswer: data.definition.range.min,
  highestAnswer: data.definition.range.max,
  scales: scalesOf(data.definition).map((scale) => ({
    code: scale.code,
    items: scale.items,
    reversed: scale.reversed,
    method: scale.scoring.method,
    factor: scale.scoring.method === 'SUM_TIMES_FACTOR' ? scale.scoring.factor : null,
    answersNeeded: answersNeeded(scale),
    better: scale.better,
  })),
});

export const instrumentView: Projection<AssessmentsEvent, InstrumentRow> = {
  name: 'instrument-view',
  table: 'instrument_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: (event) => (event.type === 'InstrumentPublished' ? [event.data.instrumentId] : []),
  blank: { code: '', version: '', name: '', items: [], lowestAnswer: 0, highestAnswer: 0, scales: [] },
  on: { InstrumentPublished: published },
};
