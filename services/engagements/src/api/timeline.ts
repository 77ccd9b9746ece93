import { Injectable } from '@nestjs/common';
import { Opener, type Page, type RequestContext } from '@securebase/service-kit';
import { type EngagementView } from '../read-models/engagement-view.ts';
import { TimelineView } from '../read-models/timeline-view.ts';
import { Audiences, type ForReaders } from './audiences.ts';
import { type TimelineArgs, TimelineEntry } from './timeline.types.ts';

/** Gives the lines of timelines to those who read them. */
@Injectable()
export class Timeline {
  readonly #audiences: Audiences;
  readonly #opener: Opener;
  constructor(audiences: Audiences, opener: Opener) {
    this.#audiences = audiences;
    this.#opener = opener;
  }

  /** Those lines of an engagement that are for the caller, in order. */
  async page(
    context: RequestContext,
    engagement: EngagementView,
    { happened, strand, thingId, newestFirst, ...paging }: TimelineArgs,
  ): Promise<Page<TimelineEntry>> {
    const { edges, pageInfo } = await this.#audiences.page(context, engagement, TimelineView, paging, {
      where: {
        ...(happened != null && { happened }),
        ...(strand != null && { strand }),
        ...(thingId != null && { thingId: thingId.toLowerCase() }),
      },
      orderBy: 'at',
      direction: newestFirst ? 'DESC' : 'ASC',
      alsoFor: true,
      item: true,
    });
    return {
      edges: edges.map(({ cursor, node }) => ({ cursor, node: this.entry(context, node) })),
      pageInfo,
    };
  }

  /** A line as its reader has it: what is sealed in it is opened when it is asked for. */
  entry(context: RequestContext, row: ForReaders<TimelineView>): TimelineEntry {
    const isForAuthorAlone = row.audience === 'AUTHOR' && row.alsoFor.length === 0;
    return new TimelineEntry(row, (sealed, field) =>
      this.#opener.open<unknown>(context, sealed, {
        object: 'TimelineEntry',
        id: row.id,
        field,
        purpose: 'COACHING',
        isForAuthorAlone,
      }),
    );
  }
}
