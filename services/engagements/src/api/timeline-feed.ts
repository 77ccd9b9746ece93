import { Injectable } from '@nestjs/common';
import {
  Fault,
  type Listening,
  ModelWatch,
  type Page,
  type PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { MoreThan } from 'typeorm';
import { EngagementView } from '../read-models/engagement-view.ts';
import { TimelineView, timelineView } from '../read-models/timeline-view.ts';
import { Audiences, type WithPeople } from './audiences.ts';

/** A line as a listener gets it: what is sealed in it is opened when it is sent. */
export type Grown = WithPeople<TimelineView>;

/** What happened is known in the order in which it was noted, and not of its times: so far back, in ms, is looked again. */
const overlap = 30_000;
/** So often, in ms, it is asked whether a listener still may listen, when nothing happens. */
const askAgain = 5_000;
const pageSize = 100;

const millisOf = (at: Date | string): number => new Date(at).getTime();

/** Tells listeners what is new in a timeline. */
@Injectable()
export class TimelineFeed {
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #watch: ModelWatch;
  constructor(models: ReadModels, audiences: Audiences, watch: ModelWatch) {
    this.#models = models;
    this.#audiences = audiences;
    this.#watch = watch;
  }

  /**
   * The lines of an engagement that are new, each once, to the people of the engagement as they are when it is sent. After an
   * entry that is named: what came after it, and once more those of the half minute before, of which one may have been noted late.
   * @throws Fault FORBIDDEN to others, and to those who are no longer of them; BAD_CURSOR
   */
  async *grown(
    { signal, renewed }: Listening,
    engagementId: string,
    after: string | null | undefined,
  ): AsyncGenerator<Grown> {
    const release = this.#watch.hold(timelineView.name);
    try {
      const context = await renewed();
      const engagement = await this.#engagementOf(context, engagementId);
      let reached = Date.now();
      const sent = new Map<string, number>();
      if (after == null)
        for await (const { id, at } of this.#since(context, engagement, reached - overlap))
          sent.set(id, millisOf(at));
      else {
        const last = await this.#entryOf(context, engagementId, after);
        reached = millisOf(last.at);
        sent.set(last.id, reached);
      }
      while (!signal.aborted) {
        const place = this.#watch.placeOf(timelineView.name);
        const now = await renewed();
        const since = reached - overlap;
        for await (const row of this.#since(now, await this.#engagementOf(now, engagementId), since)) {
          if (sent.has(row.id)) continue;
          yield await this.#asOfNow(await renewed(), row);
          sent.set(row.id, millisOf(row.at));
          reached = Math.max(reached, millisOf(row.at));
        }
        for (const [id, at] of sent) if (at <= reached - overlap) sent.delete(id);
        await this.#watch.moved(timelineView.name, place, askAgain, signal);
      }
    } finally {
      release();
    }
  }

  /** Whoever is not, or no longer, of an engagement hears the same as of one that there is not. */
  async #engagementOf(context: RequestContext, id: string): Promise<EngagementView> {
    const engagement = await this.#models.of(EngagementView).byId(context, id);
    const { clientId, coachIds, memberIds, sponsorId } = engagement ?? {};
    const people = [clientId, ...(coachIds ?? []), ...(memberIds ?? []), sponsorId];
    if (!engagement || !people.includes(context.actorId))
      throw new Fault('FORBIDDEN', 'The caller is not, or no longer, one of the people of this engagement.');
    return engagement;
  }

  async #entryOf(context: RequestContext, engagementId: string, id: string): Promise<Grown> {
    const row = await this.#models.of(TimelineView).byId(context, id);
    const entry = await this.#audiences.oneForCaller(context, row);
    if (entry?.engagementId !== engagementId.toLowerCase()) throw new Fault('BAD_CURSOR');
    return entry;
  }

  async #asOfNow(context: RequestContext, row: TimelineView): Promise<Grown> {
    await this.#engagementOf(context, row.engagementId);
    const entry = await this.#audiences.oneForCaller(context, row);
    if (!entry) throw new Fault('FORBIDDEN', 'The caller is no longer one of those for whom this is.');
    return entry;
  }

  async *#since(context: RequestContext, engagement: EngagementView, since: number): AsyncGenerator<Grown> {
    let after: string | null = null;
    do {
      const paging: PageArgs = { first: pageSize, after };
      const page: Page<Grown> = await this.#audiences.page(context, engagement, TimelineView, paging, {
        where: { at: MoreThan(new Date(since)) },
        orderBy: 'at',
        alsoFor: true,
        item: true,
      });
      yield* page.edges.map(({ node }) => node);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
  }
}
