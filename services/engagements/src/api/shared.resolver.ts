import { itemsSharedWith, sharedWith } from '@securebase/contracts';
import { Args, Parent, Query, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { CurrentContext, Opener, PageArgs, ReadModels, type RequestContext } from '@securebase/service-kit';
import { EngagementView } from '../read-models/engagement-view.ts';
import { GoalView } from '../read-models/goal-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { SharingView } from '../read-models/sharing-view.ts';
import { Audiences } from './audiences.ts';
import { sharesGoals } from './goal.resolver.ts';
import { GoalConnection } from './goal.types.ts';
import { SharedArgs, SharedEngagement, SharedEngagementConnection } from './shared.types.ts';

/** A row for whoever asks, or null where nothing of it is shared with them. */
const sharedOf = (row: EngagementView, personId: string): SharedEngagement | null => {
  const items = itemsSharedWith(row, personId);
  if (items.length === 0) return null;
  const attendance = items.includes('ATTENDANCE');
  const status = row.status === 'PAUSED' ? 'ACTIVE' : row.status;
  return {
    engagementId: row.id,
    items,
    since: row.inForce?.since ?? null,
    sessionsHeld: attendance ? row.sessions.filter((session) => session.status === 'HELD').length : null,
    agreedSessions: attendance ? row.agreedSessions : null,
    // To those who do not attend, a pause looks like an engagement that goes on.
    status: items.includes('PROGRESS') ? status : null,
    row,
  };
};

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
  shared(@Parent() row: EngagementView, @CurrentContext() { actorId }: RequestContext) {
    return sharedOf(row, actorId);
  }

  @Query(() => SharedEngagementConnection, {
    description:
      'Engagements of which the agreement in force shares something with the caller, as their sponsor or as a line manager whom it names; the newest agreement first.',
  })
  async sharedEngagements(
    @Args() { as, programId, ...paging }: SharedArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const where = {
      personId: context.actorId,
      // Of which program it is, an agreement does not share: sponsors see it of what they pay for.
      ...((as === 'SPONSOR' || programId != null) && { asSponsor: true }),
      ...(as === 'LINE_MANAGER' && { asLineManager: true }),
      ...(programId != null && { programId }),
    };
    const order = { where, orderBy: 'since', direction: 'DESC' } as const;
    const { edges, pageInfo } = await this.#models.of(SharingView).page(context, paging, order);
    const ids = edges.map(({ node }) => node.engagementId);
    const rows = await this.#models.of(EngagementView).byIds(context, ids);
    const shared = edges.flatMap(({ cursor }, index) => {
      const row = rows[index];
      const node = row ? sharedOf(row, context.actorId) : null;
      return node ? [{ cursor, node }] : []; // an agreement that was amended just now
    });
    return { edges: shared, pageInfo };
  }
}

/** What of an engagement is shared, item by item. */
@Resolver(() => SharedEngagement)
export class SharedItemsResolver {
  readonly #models: ReadModels;
  readonly #opener: Opener;
  readonly #audiences: Audiences;
  constructor(models: ReadModels, opener: Opener, audiences: Audiences) {
    this.#models = models;
    this.#opener = opener;
    this.#audiences = audiences;
  }

  @ResolveReference()
  async resolveReference(
    { engagementId }: { engagementId: string },
    { request }: { request: RequestContext },
  ): Promise<SharedEngagement | null> {
    const row = await this.#models.of(EngagementView).byId(request, engagementId);
    return row ? sharedOf(row, request.actorId) : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Who is coached; for whoever is told anything.',
  })
  async clientName(@Parent() { row }: SharedEngagement, @CurrentContext() context: RequestContext) {
    return (await this.#models.of(PersonView).byId(context, row.clientId))?.name ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'What is to be reached, where it is shared.' })
  objectives(@Parent() { row }: SharedEngagement, @CurrentContext() context: RequestContext) {
    const isShared = sharedWith(row, 'OBJECTIVES', context.actorId);
    const at = { object: 'Engagement', id: row.id, field: 'objectives', purpose: 'COACHING' };
    return isShared ? this.#opener.open(context, row.inForce?.objectives, at) : null;
  }

  @ResolveField(() => GoalConnection, {
    nullable: true,
    description:
      'The client’s goals, where they are shared, the first one first; with their ratings where these are shared, too. Null where they are not.',
  })
  goals(
    @Parent() { row }: SharedEngagement,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    if (!sharedWith(row, 'GOALS', context.actorId)) return null;
    return this.#audiences.page(context, row, GoalView, page, { orderBy: 'scaledAt' }, sharesGoals);
  }
}
