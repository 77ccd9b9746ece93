import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, ReadModels, type RequestContext } from '@securebase/service-kit';
import { MoreThan } from 'typeorm';
import { EngagementView } from '../read-models/engagement-view.ts';
import { type FiguresOf, figuresKey, FiguresView, figuresView } from '../read-models/figures-view.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import {
  Attendance,
  Figures,
  FiguresArgs,
  FiguresConnection,
  Hours,
  hoursOf,
  type Sums,
} from './figures.types.ts';
import { within } from './within.ts';

/** What is over budget, and what does not take place. */
@Resolver(() => Figures)
export class FiguresResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @Query(() => FiguresConnection, {
    description:
      'Programs of which more is reserved or used than their budget, or cohorts or engagements of which more is used than was agreed on; the largest excess first.',
  })
  overBudget(@Args() args: FiguresArgs, @CurrentContext() context: RequestContext) {
    const where = { ...within(args), of: args.of, excess: MoreThan(0) };
    return this.#page(context, args, where, 'excess');
  }

  @Query(() => FiguresConnection, {
    description:
      'What became of sessions, as counts: the most that were missed or cancelled late first. Counts are of all time, for nobody to find out a day by asking twice.',
  })
  attendance(@Args() args: FiguresArgs, @CurrentContext() context: RequestContext) {
    return this.#page(context, args, { ...within(args), of: args.of }, 'lost');
  }

  @ResolveField(() => ProgramView, { nullable: true })
  program(@Parent() { programId }: FiguresView, @CurrentContext() context: RequestContext) {
    return programId === null ? null : this.#models.of(ProgramView).byId(context, programId);
  }

  @ResolveField(() => CohortView, { nullable: true })
  cohort(@Parent() { cohortId }: FiguresView, @CurrentContext() context: RequestContext) {
    return cohortId === null ? null : this.#models.of(CohortView).byId(context, cohortId);
  }

  @ResolveField(() => EngagementView, { nullable: true })
  engagement(@Parent() { engagementId }: FiguresView, @CurrentContext() context: RequestContext) {
    return engagementId === null ? null : this.#models.of(EngagementView).byId(context, engagementId);
  }

  @ResolveField(() => Hours)
  hours(@Parent() row: FiguresView): Hours {
    return hoursOf(row);
  }

  @ResolveField('attendance', () => Attendance)
  attendanceOf(@Parent() row: FiguresView): Attendance {
    return row;
  }

  #page(context: RequestContext, { first, after }: FiguresArgs, where: object, orderBy: 'excess' | 'lost') {
    return this.#models
      .of(FiguresView)
      .page(context, { first, after }, { where, orderBy, direction: 'DESC' });
  }
}

/** The figures of one thing. */
const figuresOf = async (
  models: ReadModels,
  context: RequestContext,
  of: keyof typeof FiguresOf,
  id: string,
): Promise<Sums> =>
  (await models.of(FiguresView).byId(context, figuresKey(of, id))) ??
  ({ ...figuresView.blank, of } as unknown as Sums);

@Resolver(() => ProgramView)
export class ProgramFiguresResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => Hours, { description: 'Its hours; for those who run programs.' })
  async hours(@Parent() { id }: ProgramView, @CurrentContext() context: RequestContext): Promise<Hours> {
    return hoursOf(await figuresOf(this.#models, context, 'PROGRAM', id));
  }

  @ResolveField(() => Attendance, { description: 'What became of sessions; for those who run programs.' })
  attendance(@Parent() { id }: ProgramView, @CurrentContext() context: RequestContext) {
    return figuresOf(this.#models, context, 'PROGRAM', id);
  }
}

@Resolver(() => CohortView)
export class CohortFiguresResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => Hours, { description: 'The hours of its engagements; for those who run programs.' })
  async hours(@Parent() { id }: CohortView, @CurrentContext() context: RequestContext): Promise<Hours> {
    return hoursOf(await figuresOf(this.#models, context, 'COHORT', id));
  }

  @ResolveField(() => Attendance, { description: 'What became of sessions; for those who run programs.' })
  attendance(@Parent() { id }: CohortView, @CurrentContext() context: RequestContext) {
    return figuresOf(this.#models, context, 'COHORT', id);
  }
}

@Resolver(() => EngagementView)
export class EngagementFiguresResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => Hours, { description: 'Its hours.' })
  async hours(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext): Promise<Hours> {
    return hoursOf(await figuresOf(this.#models, context, 'ENGAGEMENT', id));
  }

  @ResolveField(() => Attendance, {
    nullable: true,
    description:
      'What became of its sessions, as counts; for those who take part, and those who run programs.',
  })
  attendance(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext) {
    return figuresOf(this.#models, context, 'ENGAGEMENT', id);
  }
}

export const FiguresResolvers = [
  FiguresResolver,
  ProgramFiguresResolver,
  CohortFiguresResolver,
  EngagementFiguresResolver,
];
