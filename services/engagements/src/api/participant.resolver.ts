import { CommandBus } from '@nestjs/cqrs';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ensure } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import { contextFor, CurrentContext, Opener, ReadModels, type RequestContext } from '@securebase/service-kit';
import { type Preferences, StatePreferences, StateWishes, type Wishes } from '../domain/participant.ts';
import { ParticipantView } from '../read-models/ranking-views.ts';
import {
  MatchingWishes,
  ParticipantPayload,
  StatePreferencesInput,
  StateWishesInput,
} from './participant.types.ts';
import { People } from './people.ts';

/** What those who are to be coached say for matching. */
@Resolver(() => MatchingWishes)
export class ParticipantResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #people: People;
  readonly #opener: Opener;
  constructor(commands: CommandBus, models: ReadModels, people: People, opener: Opener) {
    this.#commands = commands;
    this.#models = models;
    this.#people = people;
    this.#opener = opener;
  }

  @Query(() => MatchingWishes, { nullable: true, description: 'What the caller has said for matching.' })
  async myMatchingWishes(@CurrentContext() context: RequestContext): Promise<MatchingWishes | null> {
    const id = context.actorId;
    const row = await this.#models.of(ParticipantView).byId(context, id);
    if (!row) return null;
    const at = { object: 'MatchingWishes', id, purpose: 'COACHING' };
    const [preferences, wishes] = await Promise.all([
      this.#opener.open<Preferences>(context, row.preferences, { ...at, field: 'languages' }),
      this.#opener.open<Wishes>(context, row.wishes, { ...at, field: 'specialities' }),
    ]);
    return {
      languages: preferences?.languages ?? [],
      timeZone: preferences?.timeZone ?? null,
      specialities: wishes?.specialities ?? [],
      avoidUnits: wishes?.avoidUnits ?? [],
      avoidCoachIds: wishes?.avoidCoachIds ?? [],
    };
  }

  @Mutation(() => ParticipantPayload, {
    description: 'Says in which languages and where somebody can be coached.',
  })
  async statePreferences(
    @Args('input') input: StatePreferencesInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { languages, timeZone } = input;
    const participantId = input.participantId ?? context.actorId;
    const lineManagerId = input.lineManagerId ?? undefined;
    const runs = context.roles.includes('PROGRAM_MANAGER');
    ensure(runs || participantId === context.actorId, 'NOT_YOUR_PREFERENCES', ['input', 'participantId']);
    ensure(runs || lineManagerId === undefined, 'NOT_YOUR_PREFERENCES', ['input', 'lineManagerId']);
    await this.#people.ensureKnown(context, [
      ['participantId', participantId],
      ['lineManagerId', lineManagerId],
    ]);
    return this.#change(new StatePreferences({ participantId, languages, timeZone, lineManagerId }, context));
  }

  @Mutation(() => ParticipantPayload, {
    description: 'Says what the caller wishes for in a coach, and what not.',
  })
  stateWishes(@Args('input') input: StateWishesInput, @CurrentContext() context: RequestContext) {
    const { commandId, specialities, avoidUnits, avoidCoachIds } = input;
    const participantId = context.actorId;
    const wishes = { specialities, avoidUnits: avoidUnits ?? [], avoidCoachIds: avoidCoachIds ?? [] };
    return this.#change(new StateWishes({ participantId, ...wishes }, contextFor(context, commandId)));
  }

  async #change(command: StatePreferences | StateWishes): Promise<ParticipantPayload> {
    const handled = await this.#commands.execute<StatePreferences | StateWishes, Handled>(command);
    const { participantId } = command.data;
    return { participantId, token: consistencyToken('engagements', handled) };
  }
}
