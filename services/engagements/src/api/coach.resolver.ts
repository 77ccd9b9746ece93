import { CommandBus } from '@nestjs/cqrs';
import { Args, ArgsType, Field, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ensure, rowOf } from '@securebase/domain-kit';
import { consistencyToken, EventStore, type Handled } from '@securebase/event-sourcing';
import {
  contextFor,
  CurrentContext,
  Opener,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { coach, type CoachEvent, IntroduceCoach, RegisterCoach } from '../domain/coach.ts';
import { PoolCoaches, UnpoolCoach } from '../domain/pool.ts';
import { CoachView, coachView, PooledCoachView } from '../read-models/coach-views.ts';
import { PersonView } from '../read-models/person-view.ts';
import { type ForReaders, forReaders } from './audiences.ts';
import { Coaches } from './coaches.ts';
import {
  CoachPayload,
  CoachProfileConnection,
  IntroduceCoachInput,
  PooledCoachConnection,
  PoolCoachesInput,
  PoolPayload,
  RegisterCoachInput,
  UnpoolCoachInput,
} from './coach.types.ts';
import { Cohorts } from './cohorts.ts';
import { People } from './people.ts';

@ArgsType()
export class CoachPoolArgs extends PageArgs {
  @Field(() => ID, { description: 'The program.' }) programId!: string;
}

/** Coaches: what they offer, and in which programs they can be chosen. */
@Resolver(() => CoachView)
export class CoachResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #store: EventStore;
  readonly #coaches: Coaches;
  readonly #people: People;
  readonly #cohorts: Cohorts;
  readonly #opener: Opener;
  constructor(
    commands: CommandBus,
    models: ReadModels,
    store: EventStore,
    coaches: Coaches,
    people: People,
    cohorts: Cohorts,
    opener: Opener,
  ) {
    this.#commands = commands;
    this.#models = models;
    this.#store = store;
    this.#coaches = coaches;
    this.#people = people;
    this.#cohorts = cohorts;
    this.#opener = opener;
  }

  @Query(() => CoachView, {
    nullable: true,
    description:
      'A coach: the caller’s own profile, one who was proposed to the caller, or, for program managers, any.',
  })
  coachProfile(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#coaches.forCaller(context, id);
  }

  @Query(() => CoachProfileConnection, { description: 'The coaches who have registered.' })
  async coachProfiles(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    const found = await this.#models.of(CoachView).page(context, page, { where: { isRegistered: true } });
    const edges = found.edges.map(({ cursor, node }) => ({ cursor, node: forReaders(node, [node.id]) }));
    return { ...found, edges };
  }

  @Query(() => PooledCoachConnection, { description: 'The coaches who can be chosen in a program.' })
  coachPool(@Args() { programId, ...page }: CoachPoolArgs, @CurrentContext() context: RequestContext) {
    return this.#models.of(PooledCoachView).page(context, page, { where: { programId } });
  }

  @ResolveField(() => String, { nullable: true, description: 'How the coach is called.' })
  async name(@Parent() { id }: CoachView, @CurrentContext() context: RequestContext) {
    return (await this.#models.of(PersonView).byId(context, id))?.name ?? null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What the coach says about themselves; for the coach, and those to whom they were proposed.',
  })
  words(@Parent() { id, words }: ForReaders<CoachView>, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, words, {
      object: 'CoachProfile',
      id,
      field: 'words',
      purpose: 'COACHING',
    });
  }

  @ResolveField(() => [String], {
    nullable: true,
    description: 'Parts of the organization that the coach belongs to; for the coach and program managers.',
  })
  async units(@Parent() { id, units }: CoachView, @CurrentContext() context: RequestContext) {
    const at = { object: 'CoachProfile', id, field: 'units', purpose: 'COACHING' };
    return (await this.#opener.open<string[]>(context, units, at)) ?? [];
  }

  @Mutation(() => CoachPayload, {
    description: 'Says what a coach offers, and how much; the first time it registers them.',
  })
  async registerCoach(@Args('input') input: RegisterCoachInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { languages, specialities, credentials, timeZone, capacity } = input;
    const coachId = input.coachId ?? context.actorId;
    const may = coachId === context.actorId || context.roles.includes('PROGRAM_MANAGER');
    ensure(may, 'NOT_YOUR_PROFILE', ['input', 'coachId']);
    await this.#people.ensureKnown(context, [['coachId', coachId]]);
    const said = {
      languages,
      specialities,
      credentials,
      timeZone,
      capacity,
      units: input.units ?? undefined,
    };
    return this.#change(new RegisterCoach({ coachId, ...said }, context));
  }

  @Mutation(() => CoachPayload, { description: 'Says something about oneself to those who choose.' })
  introduceCoach(
    @Args('input') { commandId, words }: IntroduceCoachInput,
    @CurrentContext() context: RequestContext,
  ) {
    const coachId = context.actorId;
    return this.#change(new IntroduceCoach({ coachId, words }, contextFor(context, commandId)));
  }

  @Mutation(() => PoolPayload, {
    description: 'Lets coaches be chosen in a program. Where a program has a pool, nobody else can be.',
  })
  async poolCoaches(@Args('input') input: PoolCoachesInput, @CurrentContext() current: RequestContext) {
    const { commandId, programId, coachIds } = input;
    const context = contextFor(current, commandId);
    await this.#cohorts.ensureThere(context, programId, undefined);
    await this.#coaches.ensureRegistered(context, coachIds, 'coachIds');
    return this.#pool(new PoolCoaches({ programId, coachIds }, context));
  }

  @Mutation(() => PoolPayload, {
    description: 'Takes a coach out of a program’s pool; engagements that they have go on.',
  })
  async unpoolCoach(@Args('input') input: UnpoolCoachInput, @CurrentContext() current: RequestContext) {
    const { commandId, programId, coachId } = input;
    const context = contextFor(current, commandId);
    await this.#cohorts.ensureThere(context, programId, undefined);
    return this.#pool(new UnpoolCoach({ programId, coachId }, context));
  }

  async #pool(command: PoolCoaches | UnpoolCoach): Promise<PoolPayload> {
    const handled = await this.#commands.execute<PoolCoaches | UnpoolCoach, Handled>(command);
    return { programId: command.data.programId, token: consistencyToken('engagements', handled) };
  }

  async #change(command: RegisterCoach | IntroduceCoach): Promise<CoachPayload> {
    const handled = await this.#commands.execute<RegisterCoach | IntroduceCoach, Handled<CoachEvent>>(
      command,
    );
    const { coachId: id } = command.data;
    const { tenantId, actorId } = command.context;
    // The stream as a whole: what a command gives back begins at a snapshot.
    const { events } = await this.#store.readStream(tenantId, `${coach.name}-${id}`);
    const row = rowOf(coachView, events as never[], id) ?? coachView.blank;
    const readable: ForReaders<CoachView> = { ...row, id, tenantId, readerIds: [id === actorId ? id : ''] };
    return { coach: readable, token: consistencyToken('engagements', handled) };
  }
}

@Resolver(() => PooledCoachView)
export class PooledCoachResolver {
  readonly #coaches: Coaches;
  constructor(coaches: Coaches) {
    this.#coaches = coaches;
  }

  @ResolveField(() => CoachView, { nullable: true, description: 'What they offer.' })
  profile(@Parent() { coachId }: PooledCoachView, @CurrentContext() context: RequestContext) {
    return this.#coaches.forCaller(context, coachId);
  }
}
