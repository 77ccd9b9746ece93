import { Args, ID, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import {
  CurrentContext,
  CurrentListening,
  type GraphQLContext,
  type Listening,
  type RequestContext,
} from '@securebase/service-kit';
import { EngagementView } from '../read-models/engagement-view.ts';
import { type Grown, TimelineFeed } from './timeline-feed.ts';
import { Timeline } from './timeline.ts';
import { TimelineArgs, TimelineEntry, TimelineEntryConnection } from './timeline.types.ts';

/** The timeline of an engagement. */
@Resolver(() => EngagementView)
export class TimelineResolver {
  readonly #timeline: Timeline;
  readonly #feed: TimelineFeed;
  constructor(timeline: Timeline, feed: TimelineFeed) {
    this.#timeline = timeline;
    this.#feed = feed;
  }

  @ResolveField(() => TimelineEntryConnection, {
    description:
      'What happened, in order: what of it is for the caller. A line stays as it was addressed; sharing is a line of its own. What the agreement in force shares is for those with whom it is shared.',
  })
  timeline(
    @Parent() engagement: EngagementView,
    @Args() args: TimelineArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#timeline.page(context, engagement, args);
  }

  @Subscription(() => TimelineEntry, {
    description:
      'What happens in an engagement, as it happens: what of it is for the caller, who is one of its people.',
    resolve: function (this: TimelineResolver, grown: Grown, _: unknown, { request }: GraphQLContext) {
      return this.told(request, grown);
    },
  })
  timelineGrew(
    @Args('engagementId', { type: () => ID, description: 'The engagement.' }) engagementId: string,
    @Args('after', {
      type: () => ID,
      nullable: true,
      description:
        'The last entry that the caller has: what came after it is sent first. An entry of the half minute before it may come again.',
    })
    after: string | null | undefined,
    @CurrentListening() listening: Listening,
  ) {
    return this.#feed.grown(listening, engagementId, after);
  }

  /** An entry as its listener gets it. */
  told(context: RequestContext, grown: Grown): TimelineEntry {
    return this.#timeline.entry(context, grown);
  }
}
