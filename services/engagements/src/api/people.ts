import { Injectable } from '@nestjs/common';
import { type CommandContext, Rejected } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';
import { person, type PersonEvent } from '../domain/person.ts';

/**
 * Whether those whom a command names are in the directory and have not left. Asks the log, so that whoever was just
 * registered is known. A command that was carried out before is not asked again.
 */
@Injectable()
export class People {
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }

  /** @throws Rejected UNKNOWN_PERSON, PERSON_HAS_LEFT at the first of the paths whose person it is */
  async ensureKnown(
    context: CommandContext,
    named: readonly (readonly [path: string, personId: string | null | undefined])[],
  ): Promise<void> {
    const given = named.flatMap(([path, id]) =>
      id == null ? [] : [{ path, stream: `${person.name}-${id}` }],
    );
    const left = await this.#store.holding(
      context.tenantId,
      given.map(({ stream }) => stream),
      'PersonDeactivated' satisfies PersonEvent['type'],
    );
    const wrong = given.find(({ stream }) => left.get(stream) !== false);
    if (!wrong || (await this.#store.carriedOut(context))) return;
    throw new Rejected(left.has(wrong.stream) ? 'PERSON_HAS_LEFT' : 'UNKNOWN_PERSON', ['input', wrong.path]);
  }
}
