import { type EngagementsEvent } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';

export type CalendarFeedEvent = Extract<
  EngagementsEvent,
  { type: 'CalendarFeedIssued' | 'CalendarFeedRevoked' }
>;

export class IssueCalendarFeed extends Command<{ feedId: string; hash: string }> {
  readonly type = 'IssueCalendarFeed';
}
export class RevokeCalendarFeed extends Command<{ feedId: string }> {
  readonly type = 'RevokeCalendarFeed';
}

/** The feed that is good, and the hash of its secret. */
export type CalendarFeed = { readonly feedId: string; readonly hash: string } | undefined;

/** At which address a person's calendar is read; one at a time, theirs alone. */
export const calendarFeed: Decider<IssueCalendarFeed | RevokeCalendarFeed, CalendarFeedEvent, CalendarFeed> =
  {
    name: 'calendarfeed',
    commands: [IssueCalendarFeed, RevokeCalendarFeed],
    streamId: ({ context }) => context.actorId,
    initialState: undefined,
    decide: (command, feed) => {
      const personId = command.context.actorId;
      const { feedId } = command.data;
      if (command.type === 'IssueCalendarFeed')
        return [{ type: 'CalendarFeedIssued', data: { personId, ...command.data } }];
      ensure(feed?.feedId === feedId, 'CALENDAR_FEED_NOT_FOUND', ['input', 'feedId']);
      return [{ type: 'CalendarFeedRevoked', data: { personId, feedId } }];
    },
    evolve: (_, { type, data }) =>
      type === 'CalendarFeedIssued' ? { feedId: data.feedId, hash: data.hash } : undefined,
  };
