import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, type RequestContext } from '@securebase/service-kit';
import { EngagementView } from '../read-models/engagement-view.ts';
import { Timeline } from './timeline.ts';
import { TimelineArgs, TimelineEntryConnection } from './timeline.types.ts';

/** The timeline of an engagement. */
@Resolver(() => EngagementView)
export class TimelineResolver {
  readonly #timeline: Timeline;
  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  @ResolveField(() => TimelineEntryConnection, {
    description:
      'What happened, in order: what of it is for the caller. A line stays as it was addressed; sharing is a line of its own.',
  })
  timeline(
    @Parent() engagement: EngagementView,
    @Args() args: TimelineArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#timeline.page(context, engagement, args, args.happened);
  }
}
