import { CommandBus } from '@nestjs/cqrs';
import {
  Args,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  Connection,
  contextFor,
  CurrentContext,
  Fault,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { ArrayMaxSize, ArrayMinSize, IsOptional, IsTimeZone, Length } from 'class-validator';
import { type PersonEvent, SetLocale } from '../domain/person.ts';
import { InviteParticipants } from '../domain/program-commands.ts';
import { isLanguage, languageOf } from '../imports/enrolment-row.ts';
import { ParticipantView, ProfileView } from '../read-models/participant-view.ts';
import { PersonView, personView } from '../read-models/person-view.ts';
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
@InputType({ description: 'How the caller can be met.' })
export class SetLocaleInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => [String], {
    description: 'The caller’s languages, the best first, as codes such as de or pt-BR.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @Length(2, 20, { each: true })
  languages!: string[];
  @Field(() => String, { nullable: true, description: 'Their time zone, such as Europe/Berlin.' })
  @IsOptional()
  @IsTimeZone()
  timeZone?: string | null;
}
@ObjectType({ description: 'A person who can be met otherwise.' })
export class LocalePayload {
  @Field(() => PersonView, { description: 'The person.' }) person!: PersonView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
const ParticipantConnection = Connection('Participant', () => ParticipantView);

@Resolver(() => ProgramView)
export class ProgramParticipantsResolver {
  readonly #models: ReadModels;
  readonly #changes: ProgramChanges;
  constructor(models: ReadModels, changes: ProgramChanges) {
    this.#models = models;
    this.#changes = changes;
  }

  @ResolveField(() => ParticipantConnection, {
    description: 'Who takes part, with what has become of their invitations; for those who run programs.',
  })
  participants(
    @Parent() { id }: ProgramView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#models.of(ParticipantView).pageBy(context, 'programId', id, page);
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

@Resolver(() => ParticipantView)
export class ParticipantResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => PersonView, { nullable: true, description: 'Who it is.' })
  person(@Parent() { personId }: ParticipantView, @CurrentContext() context: RequestContext) {
    return this.#models.of(PersonView).byId(context, personId);
  }

  @ResolveField(() => CohortView, { nullable: true, description: 'With whom they go through it.' })
  cohort(@Parent() { cohortId }: ParticipantView, @CurrentContext() context: RequestContext) {
    return this.#models.of(CohortView).byId(context, cohortId);
  }
}

/** Where and how people can be met, and who manages them. */
@Resolver(() => PersonView)
export class ProfileResolver {
  readonly #models: ReadModels;
  readonly #commands: CommandBus;
  constructor(models: ReadModels, commands: CommandBus) {
    this.#models = models;
    this.#commands = commands;
  }

  @ResolveField(() => [String], { description: 'Their languages, the best first, as codes.' })
  async languages(@Parent() { id }: PersonView, @CurrentContext() context: RequestContext) {
    return (await this.#models.of(ProfileView).byId(context, id))?.languages ?? [];
  }

  @ResolveField(() => String, { nullable: true, description: 'Their time zone, when it is known.' })
  async timeZone(@Parent() { id }: PersonView, @CurrentContext() context: RequestContext) {
    return (await this.#models.of(ProfileView).byId(context, id))?.timeZone ?? null;
  }

  @ResolveField(() => PersonView, { nullable: true, description: 'Who manages them, when it is known.' })
  async lineManager(@Parent() { id }: PersonView, @CurrentContext() context: RequestContext) {
    const managerId = (await this.#models.of(ProfileView).byId(context, id))?.managerId;
    return managerId == null ? null : this.#models.of(PersonView).byId(context, managerId);
  }

  @Mutation(() => LocalePayload, {
    description: 'Says in which languages and time zone the caller can be met.',
  })
  async setLocale(
    @Args('input') { commandId, languages, timeZone }: SetLocaleInput,
    @CurrentContext() current: RequestContext,
  ): Promise<LocalePayload> {
    if (!languages.every(isLanguage))
      throw new Fault('BAD_INPUT', 'There is no such language. Write codes such as de or pt-BR.', [
        'input',
        'languages',
      ]);
    const context = contextFor(current, commandId);
    const { actorId: personId, tenantId } = context;
    const codes = [...new Set(languages.map(languageOf))];
    const command = new SetLocale({ personId, languages: codes, timeZone: timeZone ?? null }, context);
    const handled = await this.#commands.execute<SetLocale, Handled<PersonEvent>>(command);
    const row = rowOf(personView, handled.history, personId) ?? personView.blank;
    return {
      person: { ...row, id: personId, tenantId },
      token: consistencyToken('engagements', handled),
    };
  }
}
