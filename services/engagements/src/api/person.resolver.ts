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
  personIdOf,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { ArrayMaxSize, IsEmail, IsOptional, Length } from 'class-validator';
import {
  AssignRoles,
  DeactivatePerson,
  type PersonEvent,
  RegisterPerson,
  RenamePerson,
} from '../domain/person.ts';
import { PersonRole, PersonView, personView } from '../read-models/person-view.ts';
import { Acquaintance } from './acquaintance.ts';

@InputType({ description: 'Who is registered.' })
export class RegisterPersonInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Makes a retry harmless: the same id is carried out once.',
  })
  @IsOptional()
  commandId?: string | null;
  @Field({ description: 'How the person is called.' }) @Length(1, 200) name!: string;
  @Field({ description: 'Where the person is reached.' }) @IsEmail() @Length(3, 254) email!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The organization’s own key of the person, used in files.',
  })
  @IsOptional()
  @Length(1, 100)
  reference?: string | null;
}
@InputType({ description: 'How a person is called now.' })
export class RenamePersonInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The person.' }) personId!: string;
  @Field({ description: 'The name from now on.' }) @Length(1, 200) name!: string;
  @Field(() => String, { nullable: true, description: 'The address from now on.' })
  @IsOptional()
  @IsEmail()
  email?: string | null;
}
@InputType({ description: 'What a person may be from now on.' })
export class AssignRolesInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The person.' }) personId!: string;
  @Field(() => [PersonRole], { description: 'All of the person’s roles.' })
  @ArrayMaxSize(12)
  roles!: (keyof typeof PersonRole)[];
}
@InputType({ description: 'Who has left.' })
export class DeactivatePersonInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The person.' }) personId!: string;
}
@ObjectType({ description: 'A person who was changed.' })
export class PersonPayload {
  @Field(() => PersonView, { description: 'The person, as changed.' }) person!: PersonView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
const PersonConnection = Connection('Person', () => PersonView);

type PersonCommand = RegisterPerson | RenamePerson | AssignRoles | DeactivatePerson;

@Resolver(() => PersonView)
export class PersonResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #acquaintance: Acquaintance;
  constructor(commands: CommandBus, models: ReadModels, acquaintance: Acquaintance) {
    this.#commands = commands;
    this.#models = models;
    this.#acquaintance = acquaintance;
  }

  @Query(() => PersonView, { nullable: true, description: 'A person of the directory.' })
  async person(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return (await this.#acquaintance.knows(context, id))
      ? this.#models.of(PersonView).byId(context, id)
      : null;
  }

  @Query(() => PersonView, { nullable: true, description: 'The caller.' })
  me(@CurrentContext() context: RequestContext) {
    return this.#models.of(PersonView).byId(context, context.actorId);
  }

  @Query(() => PersonConnection, { description: 'The directory of the tenant.' })
  people(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    return this.#models.of(PersonView).page(context, page);
  }

  @ResolveReference()
  async resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return (await this.#acquaintance.knows(request, id))
      ? this.#models.of(PersonView).byId(request, id)
      : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'How the person is called; for those who work together.',
  })
  async name(@Parent() { id, name }: PersonView, @CurrentContext() context: RequestContext) {
    return (await this.#acquaintance.knows(context, id)) ? name : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Where the person is reached; for the person and administrators.',
  })
  email(@Parent() { email }: PersonView) {
    return email;
  }

  @Mutation(() => PersonPayload, { description: 'Registers a person in the directory.' })
  registerPerson(@Args('input') input: RegisterPersonInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const reference = input.reference ?? undefined;
    const personId =
      reference === undefined ? newId(context, 'person') : personIdOf(context.tenantId, reference);
    const { name, email } = input;
    return this.#change(new RegisterPerson({ personId, name, email, reference }, context));
  }

  @Mutation(() => PersonPayload, { description: 'Changes a person’s name, and address.' })
  renamePerson(
    @Args('input') { commandId, personId, name, email }: RenamePersonInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#change(
      new RenamePerson({ personId, name, email: email ?? undefined }, contextFor(context, commandId)),
    );
  }

  @Mutation(() => PersonPayload, { description: 'Says what a person may be.' })
  assignRoles(
    @Args('input') { commandId, personId, roles }: AssignRolesInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#change(new AssignRoles({ personId, roles }, contextFor(context, commandId)));
  }

  @Mutation(() => PersonPayload, { description: 'Notes that a person has left.' })
  deactivatePerson(
    @Args('input') { commandId, personId }: DeactivatePersonInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#change(new DeactivatePerson({ personId }, contextFor(context, commandId)));
  }

  async #change(command: PersonCommand): Promise<PersonPayload> {
    const handled = await this.#commands.execute<PersonCommand, Handled<PersonEvent>>(command);
    const { personId: id } = command.data;
    const row = rowOf(personView, handled.history, id) ?? personView.blank;
    return {
      person: { ...row, id, tenantId: command.context.tenantId },
      token: consistencyToken('engagements', handled),
    };
  }
}
