import { Args, ArgsType, Field, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Connection,
  CurrentContext,
  DateTime,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import { ParticipationView, UnmatchedStage } from '../read-models/participation-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { within, WithinArgs } from './within.ts';

const UnmatchedParticipantConnection = Connection('UnmatchedParticipant', () => ParticipationView);

@ArgsType()
export class UnmatchedArgs extends WithinArgs {
  @Field(() => UnmatchedStage, { nullable: true, description: 'Only those who have come so far.' })
  @IsOptional()
  stage?: keyof typeof UnmatchedStage | null;
  @Field(() => DateTime, { nullable: true, description: 'Only those who wait since then, or longer.' })
  @IsOptional()
  since?: Date | null;
}

const day = 86_400_000;

/** Who is not matched. */
@Resolver(() => ParticipationView)
export class UnmatchedResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @Query(() => UnmatchedParticipantConnection, {
    description: 'Who takes part in a program and has no coach, whoever waits longest first.',
  })
  unmatchedParticipants(@Args() args: UnmatchedArgs, @CurrentContext() context: RequestContext) {
    const { stage, since, first, after } = args;
    const where = {
      ...within(args),
      ...(stage != null && { stage }),
      waitingSince: since == null ? Not(IsNull()) : LessThanOrEqual(since),
    };
    const paging = { first, after };
    return this.#models.of(ParticipationView).page(context, paging, { where, orderBy: 'waitingSince' });
  }

  @ResolveField(() => PersonView, { nullable: true, description: 'Who it is.' })
  person(@Parent() { personId }: ParticipationView, @CurrentContext() context: RequestContext) {
    return this.#models.of(PersonView).byId(context, personId);
  }

  @ResolveField(() => ProgramView, { nullable: true, description: 'In which program.' })
  program(@Parent() { programId }: ParticipationView, @CurrentContext() context: RequestContext) {
    return this.#models.of(ProgramView).byId(context, programId);
  }

  @ResolveField(() => CohortView, { nullable: true, description: 'In which cohort.' })
  cohort(@Parent() { cohortId }: ParticipationView, @CurrentContext() context: RequestContext) {
    return cohortId === null ? null : this.#models.of(CohortView).byId(context, cohortId);
  }

  @ResolveField(() => Int, { description: 'For how many whole days they have been waiting.' })
  daysWaiting(@Parent() { waitingSince }: ParticipationView, @CurrentContext() { at }: RequestContext) {
    const since = waitingSince === null ? at : new Date(waitingSince);
    return Math.max(0, Math.floor((at.getTime() - since.getTime()) / day));
  }
}
