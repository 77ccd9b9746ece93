import { Injectable } from '@nestjs/common';
import { type Sealed } from '@securebase/domain-kit';
import { Opener, type RequestContext } from '@securebase/service-kit';

type WordsOf<T> = Extract<
  { [K in keyof T]: T[K] extends Sealed | null | undefined ? K : never }[keyof T],
  string
>;

/** The words of things for their readers. */
@Injectable()
export class Words {
  readonly #opener: Opener;
  constructor(opener: Opener) {
    this.#opener = opener;
  }

  /**
   * A thing whose words open when they are asked for: what nobody asks for is not opened, and not noted as looked at. Whoever
   * calls it has made sure that the caller may read the thing.
   */
  of<T extends { readonly id: string }>(
    context: RequestContext,
    object: string,
    thing: T,
    ...words: readonly WordsOf<T>[]
  ): T {
    const told = { ...thing };
    for (const field of words) {
      const sealed = thing[field] as Sealed | null;
      const at = { object, id: thing.id, field, purpose: 'COACHING' };
      Object.defineProperty(told, field, {
        enumerable: true,
        get: () => this.#opener.open(context, sealed, at),
      });
    }
    return told;
  }
}
