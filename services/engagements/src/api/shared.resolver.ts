import { Field, ID, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, holding, Opener, ReadModels, type RequestContext } from '@securebase/service-kit';
import { itemsSharedWith, sharedWith } from '../domain/agreement-terms.ts';
import { withPart } from '../read-models/engagement-person-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { SharedItem } from './agreement.types.ts';

const most = 200;

@ObjectType({
  description: 'What the agreement in force shares with the caller of an engagement, and no more.',
})
export class SharedEngagement {
  @Field(() => ID, { description: 'The engagement.' }) engagementId!: string;
  @Field(() => [SharedItem], { description: 'What is shared.' }) items!: readonly (keyof typeof SharedItem)[];
  @Field(() => String, { nullable: true, description: 'Who is coached; for whoever is told anything.' })
  clientName!: string | null;
  @Field(() => Int, { nullable: true, description: 'Sessions held, where attendance is shared.' })
  sessionsHeld!: number | null;
  @Field(() => Int, { nullable: true, description: 'Sessions agreed on, where attendance is shared.' })
  agreedSessions!: number | null;
  /** For the resolver of what is in words. */
  row!: EngagementView;
}

/** What agreements share with sponsors and line managers. */
@Resolver(() => EngagementView)
export class SharedResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => SharedEngagement, {
    nullable: true,
    description: 'What the agreement in force shares with the caller; null when it is nothing.',
  })
  shared(@Parent() row: EngagementView, @CurrentContext() context: RequestContext) {
    return this.#sharedOf(context, row);
  }

  @Query(() => [SharedEngagement], {
    description:
      'What agreements in force share with the caller as a line manager whom they name; at most 200.',
  })
  async sharedEngagements(@CurrentContext() context: RequestContext): Promise<SharedEngagement[]> {
    const named = holding(context.actorId, "-> 'terms' -> 'lineManagerIds'");
    const rows = await this.#models
      .of(EngagementView)
      .find(context.tenantId, { id: withPart(context.actorId), inForce: named }, most);
    const shared = await Promise.all(rows.map((row) => this.#sharedOf(context, row)));
    return shared.filter((each) => each !== null);
  }

  async #sharedOf(context: RequestContext, row: EngagementView): Promise<SharedEngagement | null> {
    const items = itemsSharedWith(row, context.actorId);
    if (items.length === 0) return null;
    const client = await this.#models.of(PersonView).byId(context, row.clientId);
    const attendance = items.includes('ATTENDANCE');
    return {
      engagementId: row.id,
      items,
      clientName: client?.name ?? null,
      sessionsHeld: attendance ? row.sessions.filter(({ status }) => status === 'HELD').length : null,
      agreedSessions: attendance ? row.agreedSessions : null,
      row,
    };
  }
}

/** What is shared in words. */
@Resolver(() => SharedEngagement)
export class SharedWordsResolver {
  readonly #opener: Opener;
  constructor(opener: Opener) {
    this.#opener = opener;
  }

  @ResolveField(() => String, { nullable: true, description: 'What is to be reached, where it is shared.' })
  objectives(@Parent() { row }: SharedEngagement, @CurrentContext() context: RequestContext) {
    const isShared = sharedWith(row, 'OBJECTIVES', context.actorId);
    const at = { object: 'Engagement', id: row.id, field: 'objectives', purpose: 'COACHING' };
    return isShared ? this.#opener.open(context, row.inForce?.objectives, at) : null;
  }
}
