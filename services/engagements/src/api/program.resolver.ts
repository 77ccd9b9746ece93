import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import {
  Connection,
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import {
  AddCohort,
  CloseProgram,
  DraftProgram,
  EnrollParticipants,
  OpenProgram,
} from '../domain/program-commands.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { People } from './people.ts';
import { ProgramChanges } from './program-changes.ts';
import {
  AddCohortInput,
  DraftProgramInput,
  EnrollParticipantsInput,
  ProgramInput,
} from './program.inputs.ts';
import { ProgramPayload } from './program.types.ts';

const ProgramConnection = Connection('Program', () => ProgramView);

@Resolver(() => ProgramView)
export class ProgramResolver {
  readonly #changes: ProgramChanges;
  readonly #models: ReadModels;
  readonly #people: People;
  constructor(changes: ProgramChanges, models: ReadModels, people: People) {
    this.#changes = changes;
    this.#models = models;
    this.#people = people;
  }

  @Query(() => ProgramView, { nullable: true, description: 'A program.' })
  program(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#models.of(ProgramView).byId(context, id);
  }

  @Query(() => ProgramConnection, { description: 'The programs of the tenant, the newest first.' })
  programs(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    return this.#models.of(ProgramView).page(context, page, { orderBy: 'draftedAt', direction: 'DESC' });
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return this.#models.of(ProgramView).byId(request, id);
  }

  @ResolveField(() => [CohortView], { description: 'Its cohorts.' })
  cohorts(@Parent() { id }: ProgramView, @CurrentContext() context: RequestContext) {
    return this.#models.of(CohortView).allBy(context, 'programId', id);
  }

  @Mutation(() => ProgramPayload, { description: 'Plans a program.' })
  draftProgram(
    @Args('input') { commandId, ...data }: DraftProgramInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const { name, kind, purpose, startsOn, endsOn } = data;
    return this.#changes.change(
      new DraftProgram(
        { programId: newId(context, 'program'), name, kind, purpose, startsOn, endsOn },
        context,
      ),
    );
  }

  @Mutation(() => ProgramPayload, { description: 'Adds a cohort to a program.' })
  addCohort(
    @Args('input') { commandId, programId, name }: AddCohortInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const cohortId = newId(context, 'cohort');
    return this.#changes.change(new AddCohort({ programId, cohortId, name }, context), cohortId);
  }

  @Mutation(() => ProgramPayload, { description: 'Opens a program: people can be enrolled.' })
  openProgram(
    @Args('input') { commandId, programId }: ProgramInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#changes.change(new OpenProgram({ programId }, contextFor(context, commandId)));
  }

  @Mutation(() => ProgramPayload, {
    description: 'Enrols people in a cohort; who is enrolled stays enrolled.',
  })
  async enrollParticipants(
    @Args('input') input: EnrollParticipantsInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { commandId, programId, cohortId, personIds } = input;
    const context = contextFor(current, commandId);
    await this.#people.ensureKnown(
      context,
      personIds.map((id) => ['personIds', id]),
    );
    return this.#changes.change(
      new EnrollParticipants({ programId, cohortId, personIds }, context),
      cohortId,
    );
  }

  @Mutation(() => ProgramPayload, { description: 'Closes a program.' })
  closeProgram(
    @Args('input') { commandId, programId }: ProgramInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#changes.change(new CloseProgram({ programId }, contextFor(context, commandId)));
  }
}

@Resolver(() => CohortView)
export class CohortResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @Query(() => CohortView, { nullable: true, description: 'A cohort.' })
  cohort(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#models.of(CohortView).byId(context, id);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return this.#models.of(CohortView).byId(request, id);
  }

  @ResolveField(() => ProgramView, { nullable: true, description: 'The program that it goes through.' })
  program(@Parent() { programId }: CohortView, @CurrentContext() context: RequestContext) {
    return this.#models.of(ProgramView).byId(context, programId);
  }
}
