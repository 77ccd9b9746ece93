import { Injectable } from '@nestjs/common';
import { Rejected } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';
import { type RequestContext } from '@securebase/service-kit';
import { person, type PersonEvent } from '../domain/person.ts';

const comingsAndGoings = [
  'PersonDeactivated',
  'PersonReactivated',
  'SubjectErased',
] as const satisfies readonly PersonEvent['type'][];

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

  /**
   * @throws Rejected UNKNOWN_PERSON at the first of the paths whose person it is; PERSON_HAS_LEFT is for those alone who
   *   administer the directory or run programs
   */
  async ensureKnown(
    context: RequestContext,
    named: readonly (readonly [path: string, personId: string | null | undefined])[],
  ): Promise<void> {
    const given = named.flatMap(([path, id]) =>
      id == null ? [] : [{ path, stream: `${person.name}-${id}` }],
    );
    const known = await this.#store.lastOf(
      context.tenantId,
      given.map(({ stream }) => stream),
      comingsAndGoings,
    );
    const isThere = (stream: string) => {
      const last = known.get(stream);
      return last === null || last === 'PersonReactivated';
    };
    const wrong = given.find(({ stream }) => !isThere(stream));
    if (!wrong || (await this.#store.carriedOut(context))) return;
    const tells = ['ADMIN', 'PROGRAM_MANAGER'].some((role) =>
      (context.roles as readonly string[]).includes(role),
    );
    const hasLeft = tells && known.has(wrong.stream);
    throw new Rejected(hasLeft ? 'PERSON_HAS_LEFT' : 'UNKNOWN_PERSON', ['input', wrong.path]);
  }
}
