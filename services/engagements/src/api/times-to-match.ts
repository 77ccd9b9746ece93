import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { smallestGroup } from '@securebase/contracts';
import {
  batched,
  Connection,
  PageArgs,
  ReadModels,
  type RequestContext,
  TenantData,
  TenantDirectory,
} from '@securebase/service-kit';
import { Injectable } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { daysFor, type Span, spread, told, type Waits } from '../figures/time-to-match.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { TimeToMatchView } from '../read-models/time-to-match-view.ts';

export const FigureState = { TOLD: 'TOLD', WITHHELD: 'WITHHELD' } as const;
registerEnumType(FigureState, {
  name: 'FigureState',
  description: 'Whether figures about a group are told.',
  valuesMap: {
    TOLD: { description: 'They are told.' },
    WITHHELD: { description: 'They are not; why is not said.' },
  },
});

@ObjectType({ description: 'How many were matched after so many days.' })
export class WaitSpan {
  @Field(() => Int, { description: 'After at least so many whole days.' }) from!: number;
  @Field(() => Int, { nullable: true, description: 'And fewer than so many; null: or later.' }) until!:
    number | null;
  @Field(() => Int, { description: 'How many people: nobody, or at least the smallest group.' })
  people!: number;
}

@ObjectType({ description: 'How long it took from enrolment to a match, in whole days.' })
export class TimeToMatch {
  @Field(() => ProgramView, { nullable: true, description: 'In which program.' })
  program!: ProgramView | null;
  @Field(() => CohortView, { nullable: true, description: 'In which cohort; null for all of the program.' })
  cohort!: CohortView | null;
  @Field(() => FigureState, { description: 'Whether the figures are told.' })
  state!: keyof typeof FigureState;
  @Field(() => Int, { nullable: true, description: 'How many were matched; null where it is withheld.' })
  people!: number | null;
  @Field(() => Int, { nullable: true, description: 'Within so many days a quarter of them was matched.' })
  lowerQuartile!: number | null;
  @Field(() => Int, { nullable: true, description: 'Within so many days half of them were matched.' })
  median!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Within so many days three quarters of them were matched.',
  })
  upperQuartile!: number | null;
  @Field(() => [WaitSpan], { description: 'How they are spread; empty where it is withheld.' })
  spread!: readonly Span[];
}
export const TimeToMatchConnection = Connection('TimeToMatch', () => TimeToMatch);

/** What is told of one group. */
export type MatchFigures = Omit<TimeToMatch, 'program' | 'cohort'> &
  Pick<TimeToMatchView, 'programId' | 'cohortId'>;

@ArgsType()
export class TimesToMatchArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only of this program.' })
  @IsOptional()
  programId?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Of cohorts; else of programs as a whole.' })
  ofCohorts!: boolean;
}

/** What of waiting times is told: nothing about fewer than the tenant's smallest group. */
@Injectable()
export class TimesToMatch {
  readonly #models: ReadModels;
  readonly #data: TenantData;
  readonly #directory: TenantDirectory;
  constructor(models: ReadModels, data: TenantData, directory: TenantDirectory) {
    this.#models = models;
    this.#data = data;
    this.#directory = directory;
  }

  async of(context: RequestContext, id: string, programId: string): Promise<MatchFigures> {
    const row = await this.#models.of(TimeToMatchView).byId(context, id);
    return row ? this.figures(context, row) : withheld({ programId, cohortId: id === programId ? null : id });
  }

  async figures(context: RequestContext, row: TimeToMatchView): Promise<MatchFigures> {
    const least = await this.#smallestGroup(context);
    const isTold = row.isCohort
      ? (await this.#cohortsTold(context, row.programId, least)).has(row.id)
      : row.people >= least;
    if (!isTold) return withheld(row);
    const { programId, cohortId, people } = row;
    const waits: Waits = Object.entries(row.days).map(([days, many]) => [Number(days), many]);
    return {
      programId,
      cohortId,
      state: 'TOLD',
      people,
      lowerQuartile: daysFor(waits, 0.25),
      median: daysFor(waits, 0.5),
      upperQuartile: daysFor(waits, 0.75),
      spread: spread(waits, least),
    };
  }

  async #smallestGroup(context: RequestContext): Promise<number> {
    const own = await this.#directory.smallestGroupFor({ ...context, personId: context.actorId });
    return Math.max(smallestGroup, own);
  }

  async #cohortsTold(context: RequestContext, programId: string, least: number) {
    const load = async (programIds: readonly string[]) => {
      const rows = await this.#data.as(context.tenantId, (manager) =>
        manager.query<{ program_id: string; id: string; people: number }[]>(
          `select program_id, id, people from time_to_match_view
            where tenant_id = $1 and program_id = any ($2) and is_cohort`,
          [context.tenantId, programIds],
        ),
      );
      const groups = Map.groupBy(rows, (row) => row.program_id);
      return new Map([...groups].map(([id, cohorts]) => [id, told(cohorts, least)]));
    };
    return (await batched(context, 'cohorts whose times to match are told', programId, load)) ?? new Set();
  }
}

const withheld = ({
  programId,
  cohortId,
}: Pick<TimeToMatchView, 'programId' | 'cohortId'>): MatchFigures => ({
  programId,
  cohortId,
  state: 'WITHHELD',
  people: null,
  lowerQuartile: null,
  median: null,
  upperQuartile: null,
  spread: [],
});
