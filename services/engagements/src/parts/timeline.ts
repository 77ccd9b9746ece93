import { TimelineThingsResolver } from '../api/timeline-things.resolver.ts';
import { TimelineResolver } from '../api/timeline.resolver.ts';
import { TimelineFeed } from '../api/timeline-feed.ts';
import { Timeline } from '../api/timeline.ts';
import { type Part } from './part.ts';

/** What happened in an engagement, to each reader what that reader may see. */
export const timeline: Part = {
  resolvers: [TimelineResolver, TimelineThingsResolver],
  providers: [Timeline, TimelineFeed],
  rejections: {},
};
