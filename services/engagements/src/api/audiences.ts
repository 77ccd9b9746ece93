import { Injectable, type Type } from '@nestjs/common';
import { itemsSharedWith, recipientsOf, type SharedItem, type Sharing } from '@securebase/contracts';
import {
  holding,
  largestPage,
  type Page,
  type PageArgs,
  type PageOptions,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { type Addressed, type People, readableBy, readersOf, sharedEntries } from '../domain/audience.ts';
import { EngagementView } from '../read-models/engagement-view.ts';

/** Something of an engagement, as a read model keeps it. */
export interface Entry extends Addressed {
  readonly engagementId: string;
  /** As what the agreement can share it, where that differs from entry to entry. */
  readonly item?: SharedItem | null;
}

/** The people of an engagement, and what decides with whom what is shared. */
export type Engaged = People & Sharing;

/** A thing with those who read it, as the role matrix asks for them. */
export type ForReaders<T> = T & { readonly readerIds: readonly string[] };

/** And with the people of its engagement. */
export type WithPeople<T> = ForReaders<T> & { readonly people: Engaged };

type Row = Entry & { readonly tenantId: string; readonly id: string };

/**
 * How a page is chosen; `alsoFor` and `item` where the table has columns of these names, `of` where it is of a thing of the
 * engagement: which column names the thing, and which it is.
 */
export interface EntryOptions<T> extends PageOptions<T> {
  readonly alsoFor?: true;
  readonly item?: true;
  readonly of?: readonly [property: Extract<keyof T, string>, id: string];
}
/** An engagement, as far as it says who reads what is in it. */
export type OfPeople = People & { readonly id: string };

/** With whom the agreement of an engagement shares such things. */
export type Shares = (engagement: Engaged) => readonly string[];
const notShared: Shares = () => [];

/** With whom one entry is shared: as things of its kind are, or as it says itself. */
const sharedWith = (entry: Entry, engagement: Engaged, shares: Shares): readonly string[] =>
  entry.item == null ? shares(engagement) : recipientsOf(engagement, entry.item);

const nobody: Engaged = { clientId: '', coachIds: [], memberIds: [], sponsorId: null };

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
  async forCaller<T extends Entry>(
    context: RequestContext,
    entries: readonly T[],
    shares: Shares = notShared,
  ): Promise<WithPeople<T>[]> {
    const engagements = this.#models.of(EngagementView);
    const addressed = await Promise.all(
      entries.map(async (entry) => {
        const engagement = await engagements.byId(context, entry.engagementId);
        const readerIds = engagement
          ? readersOf(entry, engagement, sharedWith(entry, engagement, shares))
          : [];
        return { ...entry, readerIds, people: engagement ?? nobody };
      }),
    );
    return addressed.filter(({ readerIds }) => readerIds.includes(context.actorId));
  }

  /** The entry, if there is one and it is for the caller. */
  async oneForCaller<T extends Entry>(
    context: RequestContext,
    entry: T | null,
    shares?: Shares,
  ): Promise<WithPeople<T> | null> {
    return entry ? ((await this.forCaller(context, [entry], shares))[0] ?? null) : null;
  }

  /**
   * One page of those entries of an engagement that are for the caller: chosen in the database, so that no page has gaps.
   * Pages of several engagements of one request are loaded together.
   */
  async page<T extends Row>(
    context: RequestContext,
    engagement: OfPeople,
    entity: Type<T>,
    paging: PageArgs,
    { alsoFor, item, of, ...options }: EntryOptions<T>,
    shares: Shares = notShared,
  ): Promise<Page<WithPeople<T>>> {
    const { actorId } = context;
    const items = item ? itemsSharedWith(engagement, actorId) : [];
    const anyOf = [
      ...readableBy(actorId, engagement, shares(engagement).includes(actorId)),
      ...(items.length > 0 ? [{ ...sharedEntries(engagement), item: items }] : []),
      ...(alsoFor ? [{ alsoFor: holding(actorId) }] : []),
    ] as PageOptions<T>['anyOf'] & object;
    const [property, key] = of ?? ['engagementId' as Extract<keyof T, string>, engagement.id];
    const model = this.#models.of(entity);
    const { edges, pageInfo } = await model.pageBy(context, property, key, paging, { ...options, anyOf });
    const withReaders = edges.map(({ cursor, node }) => ({
      cursor,
      node: {
        ...node,
        readerIds: readersOf(node, engagement, sharedWith(node, engagement, shares)),
        people: engagement,
      },
    }));
    return { edges: withReaders, pageInfo };
  }

  /** All entries of an engagement that are for the caller: for what is made of all of them together. */
  async all<T extends Row>(
    context: RequestContext,
    engagement: EngagementView,
    entity: Type<T>,
    options: PageOptions<T>,
    shares?: Shares,
  ): Promise<WithPeople<T>[]> {
    const all: WithPeople<T>[] = [];
    let after: string | null = null;
    do {
      const paging = { first: largestPage, after };
      const some: Page<WithPeople<T>> = await this.page(context, engagement, entity, paging, options, shares);
      all.push(...some.edges.map(({ node }) => node));
      after = some.pageInfo.hasNextPage ? some.pageInfo.endCursor : null;
    } while (after !== null);
    return all;
  }
}
