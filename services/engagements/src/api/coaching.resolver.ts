import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  contextFor,
  CurrentContext,
  newId,
  Opener,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { upcomingOf } from '../domain/coaching.ts';
import * as commands from '../domain/engagement-commands.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import {
  AddCoachInput,
  EngagementCoach,
  Handover,
  PreparedEnding,
  PrepareEndingInput,
  ReassignCoachInput,
  RecordHandoverInput,
} from './agreement.types.ts';
import { EngagementChanges } from './engagement-changes.ts';
import { EngagementPayload } from './engagement.types.ts';
import { People } from './people.ts';

/** Who coaches, from whom to whom it was handed over, and how it ends. */
@Resolver(() => EngagementView)
export class CoachingResolver {
  readonly #changes: EngagementChanges;
  readonly #people: People;
  readonly #models: ReadModels;
  readonly #opener: Opener;
  constructor(changes: EngagementChanges, people: People, models: ReadModels, opener: Opener) {
    this.#changes = changes;
    this.#people = people;
    this.#models = models;
    this.#opener = opener;
  }

  @ResolveField(() => [EngagementCoach], {
    description: 'Who coached it, from when until when, in the order in which they came.',
  })
  coaches(@Parent() { coaches }: EngagementView, @CurrentContext() context: RequestContext) {
    return coaches.map(async ({ coachId, since, until }) => ({
      coach: await this.#models.of(PersonView).byId(context, coachId),
      since: new Date(since),
      until: until === null ? null : new Date(until),
    }));
  }

  @ResolveField(() => [Handover], {
    nullable: true,
    description: 'What coaches handed over; for client and coaches, null for all others.',
  })
  handovers(@Parent() { id, handovers }: EngagementView, @CurrentContext() context: RequestContext) {
    return handovers.map(async ({ summary, at, ...each }) => ({
      ...each,
      at: new Date(at),
      summary: await this.#opener.open(context, summary, {
        object: 'Engagement',
        id,
        field: 'handovers',
        purpose: 'COACHING',
      }),
    }));
  }

  @ResolveField(() => PreparedEnding, {
    nullable: true,
    description: 'How the ending was prepared; for client and coaches, null for all others.',
  })
  async ending(@Parent() { id, ending }: EngagementView, @CurrentContext() context: RequestContext) {
    if (!ending) return null;
    const open = (sealed: typeof ending.learned) =>
      this.#opener.open(context, sealed, { object: 'Engagement', id, field: 'ending', purpose: 'COACHING' });
    const [learned, turnsTo] = await Promise.all([open(ending.learned), open(ending.turnsTo)]);
    return { revision: ending.revision, at: new Date(ending.at), learned, turnsTo };
  }

  @Mutation(() => EngagementPayload, {
    description:
      'Lets another coach in, beside those who coach already. They will read what was between client and coach, so that only the client does it.',
  })
  async addCoach(@Args('input') input: AddCoachInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, coachId } = input;
    const upcoming = await this.#upcoming(context, input);
    return this.#changes.change(new commands.AddCoach({ engagementId, coachId }, context, { upcoming }));
  }

  @Mutation(() => EngagementPayload, {
    description:
      'Another coach goes on for one who cannot, and takes over the sessions that are scheduled. They will read what was between client and coach, so that only the client does it.',
  })
  async reassignCoach(@Args('input') input: ReassignCoachInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, coachId, fromId } = input;
    const upcoming = await this.#upcoming(context, input);
    return this.#changes.change(
      new commands.ReassignCoach({ engagementId, coachId, fromId }, context, { upcoming }),
    );
  }

  @Mutation(() => EngagementPayload, {
    description: 'Records what one coach tells another, to go on. Seen by client and coaches only.',
  })
  recordHandover(@Args('input') input: RecordHandoverInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, fromId, toId, summary } = input;
    const handoverId = newId(context, 'handover');
    return this.#changes.change(
      new commands.RecordHandover({ engagementId, handoverId, fromId, toId, summary }, context),
    );
  }

  @Mutation(() => EngagementPayload, {
    description: 'Says what was learned, and whom the client will turn to. Seen by client and coaches only.',
  })
  prepareEnding(@Args('input') input: PrepareEndingInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, learned, turnsTo, expectedVersion } = input;
    const data = { engagementId, learned, turnsTo, ...(expectedVersion != null && { expectedVersion }) };
    return this.#changes.change(new commands.PrepareEnding(data, context));
  }

  /** The sessions to which the coach will come; the coach is somebody of the directory. */
  async #upcoming(context: RequestContext, { engagementId, coachId }: AddCoachInput) {
    const state = await this.#changes.ensureParty(context, engagementId, 'CLIENT');
    await this.#people.ensureKnown(context, [['coachId', coachId]]);
    return upcomingOf(state);
  }
}
