import { Injectable, type Type } from '@nestjs/common';
import {
  type Page,
  type PageArgs,
  type PageOptions,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { type Addressed, readableBy, readersOf } from '../domain/audience.ts';
import { EngagementView } from '../read-models/engagement-view.ts';

/** Something of an engagement, as a read model keeps it. */
export interface Entry extends Addressed {
  readonly engagementId: string;
}

/** A thing with those who read it, as the role matrix asks for them. */
export type ForReaders<T> = T & { readonly readerIds: readonly string[] };

/** A thing for those who read it. */
export const forReaders = <T extends object>(thing: T, readerIds: readonly string[]): ForReaders<T> => ({
  ...thing,
  readerIds,
});

/** Who reads what of an engagement. Things that are not for the caller are not found. */
@Injectable()
export class Audiences {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  /** Those of the entries that are for the caller, each with its readers. */
  async forCaller<T extends Entry>(context: RequestContext, entries: readonly T[]): Promise<ForReaders<T>[]> {
    const engagements = this.#models.of(EngagementView);
    const addressed = await Promise.all(
      entries.map(async (entry) => {
        const engagement = await engagements.byId(context, entry.engagementId);
        return { ...entry, readerIds: engagement ? readersOf(entry, engagement) : [] };
      }),
    );
    return addressed.filter(({ readerIds }) => readerIds.includes(context.actorId));
  }

  /** The entry, if there is one and it is for the caller. */
  async oneForCaller<T extends Entry>(
    context: RequestContext,
    entry: T | null,
  ): Promise<ForReaders<T> | null> {
    return entry ? ((await this.forCaller(context, [entry]))[0] ?? null) : null;
  }

  /** One page of those entries of an engagement that are for the caller: chosen in the database, so that no page has gaps. */
  async page<T extends Entry & { readonly tenantId: string; readonly id: string }>(
    context: RequestContext,
    engagement: EngagementView,
    entity: Type<T>,
    paging: PageArgs,
    { where, ...order }: PageOptions<T>,
  ): Promise<Page<ForReaders<T>>> {
    const ofEngagement = { ...where, engagementId: engagement.id } as PageOptions<T>['where'] & object;
    const anyOf = readableBy(context.actorId, engagement) as PageOptions<T>['anyOf'] & object;
    const options = { ...order, where: ofEngagement, anyOf };
    const { edges, pageInfo } = await this.#models.of(entity).page(context, paging, options);
    const withReaders = edges.map(({ cursor, node }) => ({
      cursor,
      node: { ...node, readerIds: readersOf(node, engagement) },
    }));
    return { edges: withReaders, pageInfo };
  }
}
