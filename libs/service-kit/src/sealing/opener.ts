import { Injectable } from '@nestjs/common';
import { open, type Sealed } from '@securebase/domain-kit';
import { Sealing } from '@securebase/sealing';
import DataLoader from 'dataloader';
import { type RequestContext } from '../graphql/context.ts';
import { AccessTrail } from './access-trail.ts';

/** Which value is looked at, and why: `{ object: 'Engagement', id, field: 'purpose', purpose: 'COACHING' }`. */
export interface LookedAt {
  readonly object: string;
  readonly id: string;
  readonly field: string;
  /**
   * The reader wrote it, and nobody else may read it: that it is read again is not noted, because the trail would tell whom it is
   * about that there is something.
   */
  readonly isForAuthorAlone?: boolean;
  /** One of the purposes of use in libs/contracts. */
  readonly purpose: string;
}
interface Wanted {
  readonly sealed: Sealed;
  readonly at: LookedAt;
}

/** Opens personal values for a reader, and notes that they were opened before it gives them away. */
@Injectable()
export class Opener {
  readonly #sealing: Sealing;
  readonly #trail: AccessTrail;
  readonly #loaders = new WeakMap<RequestContext, DataLoader<Wanted, unknown>>();
  constructor(sealing: Sealing, trail: AccessTrail) {
    this.#sealing = sealing;
    this.#trail = trail;
  }

  /**
   * A value for the reader of a request; `null` when there is none, or it was erased. Whoever calls it has made sure that
   * the reader may. What one request opens at the same time is opened, and noted, together.
   * @throws SealBroken, KeysUnavailable
   */
  async open<T = string>(
    context: RequestContext,
    sealed: Sealed | null | undefined,
    at: LookedAt,
  ): Promise<T | null> {
    if (!sealed) return null;
    let loader = this.#loaders.get(context);
    if (!loader) {
      loader = new DataLoader((wanted) => this.#openAll(context, wanted), { cache: false });
      this.#loaders.set(context, loader);
    }
    return (await loader.load({ sealed, at })) as T | null;
  }

  async #openAll(context: RequestContext, wanted: readonly Wanted[]): Promise<unknown[]> {
    const plain = await this.#sealing.plain(
      context.tenantId,
      wanted.map(({ sealed }) => sealed),
    );
    const values = plain.map((each) => open<unknown>(each) ?? null);
    const opened = wanted.filter(({ at }, index) => values[index] !== null && !at.isForAuthorAlone);
    await this.#trail.note(
      context,
      opened.map(({ sealed: { subject }, at: { object, id, field, purpose } }) => ({
        subject,
        object,
        id,
        field,
        purpose,
      })),
    );
    return values;
  }
}
