import { Injectable } from '@nestjs/common';
import { ReadModels, type RequestContext } from '@securebase/service-kit';
import { type Addressed, readersOf } from '../domain/audience.ts';
import { EngagementView } from '../read-models/engagement-view.ts';

/** Something of an engagement, as a read model keeps it. */
export interface Entry extends Addressed {
  readonly engagementId: string;
}

/** A thing with those who read it, as the role matrix asks for them. */
export type ForReaders<T> = T & { readonly readerIds: readonly string[] };

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
}
