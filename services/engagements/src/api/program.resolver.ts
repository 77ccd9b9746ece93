import { CommandBus } from '@nestjs/cqrs';
import {
  Args,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
  ResolveReference,
} from '@nestjs/graphql';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  Connection,
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { ArrayMaxSize, ArrayMinSize, IsISO8601, IsOptional, Length } from 'class-validator';
import {
  AddCohort,
  CloseProgram,
  DraftProgram,
  EnrollParticipants,
  OpenProgram,
  type ProgramEvent,
} from '../domain/program.ts';
import { CohortView, cohortView, ProgramView, programView } from '../read-models/program-view.ts';
import { People } from './people.ts';

@InputType({ description: 'What is planned.' })
export class DraftProgramInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field({ description: 'What it is called.' }) @Length(1, 200) name!: string;
  @Field({ description: 'What it is for.' }) @Length(1, 500) purpose!: string;
  @Field({ description: 'Its first day, as YYYY-MM-DD.' })
  @Length(10, 10)
  @IsISO8601({ strict: true })
  startsOn!: string;
  @Field({ description: 'Its last day, as YYYY-MM-DD.' })
  @Length(10, 10)
  @IsISO8601({ strict: true })
  endsOn!: string;
}
@InputType({ description: 'Which program.' })
export class ProgramInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The program.' }) programId!: string;
}
@InputType({ description: 'The new cohort.' })
export class AddCohortInput extends ProgramInput {
  @Field({ description: 'What it is called; unlike the program’s other cohorts.' })
  @Length(1, 200)
  name!: string;
}
@InputType({ description: 'Who takes part.' })
export class EnrollParticipantsInput extends ProgramInput {
  @Field(() => ID, { description: 'The cohort.' }) cohortId!: string;
  @Field(() => [ID], { description: 'The people, at most a thousand at once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  personIds!: string[];
}
@ObjectType({ description: 'A program that was changed.' })
export class ProgramPayload {
  @Field(() => ProgramView, { description: 'The program, as changed.' }) program!: ProgramView;
  @Field(() => CohortView, { nullable: true, description: 'The cohort that was added or changed.' })
  cohort!: CohortView | null;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
const ProgramConnection = Connection('Program', () => ProgramView);
type ProgramCommand = DraftProgram | AddCohort | OpenProgram | EnrollParticipants | CloseProgram;

@Resolver(() => ProgramView)
export class ProgramResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #people: People;
  constructor(commands: CommandBus, models: ReadModels, people: People) {
    this.#commands = commands;
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
    const { name, purpose, startsOn, endsOn } = data;
    return this.#change(
      new DraftProgram({ programId: newId(context, 'program'), name, purpose, startsOn, endsOn }, context),
    );
  }

  @Mutation(() => ProgramPayload, { description: 'Adds a cohort to a program.' })
  addCohort(
    @Args('input') { commandId, programId, name }: AddCohortInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const cohortId = newId(context, 'cohort');
    return this.#change(new AddCohort({ programId, cohortId, name }, context), cohortId);
  }

  @Mutation(() => ProgramPayload, { description: 'Opens a program: people can be enrolled.' })
  openProgram(
    @Args('input') { commandId, programId }: ProgramInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#change(new OpenProgram({ programId }, contextFor(context, commandId)));
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
    return this.#change(new EnrollParticipants({ programId, cohortId, personIds }, context), cohortId);
  }

  @Mutation(() => ProgramPayload, { description: 'Closes a program.' })
  closeProgram(
    @Args('input') { commandId, programId }: ProgramInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#change(new CloseProgram({ programId }, contextFor(context, commandId)));
  }

  async #change(command: ProgramCommand, cohortId?: string): Promise<ProgramPayload> {
    const { history, ...handled } = await this.#commands.execute<ProgramCommand, Handled<ProgramEvent>>(
      command,
    );
    const { programId: id } = command.data;
    const { tenantId } = command.context;
    const row = rowOf(programView, history, id) ?? programView.blank;
    const cohort = cohortId === undefined ? undefined : rowOf(cohortView, history, cohortId);
    return {
      program: { ...row, id, tenantId },
      cohort: cohort && cohortId !== undefined ? { ...cohort, id: cohortId, tenantId } : null,
      token: consistencyToken('engagements', handled),
    };
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
