import { Args, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Connection,
  contextFor,
  CurrentContext,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { ArrayMaxSize, ArrayMinSize, IsOptional } from 'class-validator';
import { InviteParticipants } from '../domain/program-commands.ts';
import { EnrolmentView } from '../read-models/enrolment-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { ProgramChanges } from './program-changes.ts';
import { ProgramInput } from './program.inputs.ts';
import { ProgramPayload } from './program.types.ts';

@InputType({ description: 'Who is invited.' })
export class InviteParticipantsInput extends ProgramInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Participants, at most a thousand at once; everybody who is enrolled when it is left out.',
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  personIds?: string[] | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether those who were invited before get another invitation.',
  })
  again!: boolean;
}
const EnrolmentConnection = Connection('Enrolment', () => EnrolmentView);

@Resolver(() => ProgramView)
export class ProgramEnrolmentsResolver {
  readonly #models: ReadModels;
  readonly #changes: ProgramChanges;
  constructor(models: ReadModels, changes: ProgramChanges) {
    this.#models = models;
    this.#changes = changes;
  }

  @ResolveField(() => EnrolmentConnection, {
    description: 'Who takes part, with what has become of their invitations; for those who run programs.',
  })
  enrolments(
    @Parent() { id }: ProgramView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#models.of(EnrolmentView).pageBy(context, 'programId', id, page);
  }

  @Mutation(() => ProgramPayload, {
    description:
      'Invites participants by mail, each once; reminders follow as the program says, never at night where they are.',
  })
  inviteParticipants(
    @Args('input') { commandId, programId, personIds, again }: InviteParticipantsInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#changes.change(
      new InviteParticipants(
        { programId, personIds: personIds ?? undefined, again },
        contextFor(context, commandId),
      ),
    );
  }
}

@Resolver(() => EnrolmentView)
export class EnrolmentResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => PersonView, { nullable: true, description: 'Who it is.' })
  person(@Parent() { personId }: EnrolmentView, @CurrentContext() context: RequestContext) {
    return this.#models.of(PersonView).byId(context, personId);
  }

  @ResolveField(() => CohortView, { nullable: true, description: 'With whom they go through it.' })
  cohort(@Parent() { cohortId }: EnrolmentView, @CurrentContext() context: RequestContext) {
    return this.#models.of(CohortView).byId(context, cohortId);
  }
}
