import { Injectable } from '@nestjs/common';
import { type CommandContext, ensure } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';

/** Whether those whom a command names are in the directory. Asks the log, so that whoever was just registered is known. */
@Injectable()
export class People {
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }

  /** @throws Rejected UNKNOWN_PERSON at the first of the paths whose person is not registered. */
  async ensureKnown(
    { tenantId }: CommandContext,
    named: readonly (readonly [path: string, personId: string | null | undefined])[],
  ): Promise<void> {
    const given = named.flatMap(([path, id]) => (id == null ? [] : [{ path, stream: `person-${id}` }]));
    const known = await this.#store.existing(
      tenantId,
      given.map(({ stream }) => stream),
    );
    const missing = given.find(({ stream }) => !known.has(stream));
    ensure(!missing, 'UNKNOWN_PERSON', missing && ['input', missing.path]);
  }
}
