import { type Decider, type Event } from '@securebase/domain-kit';
import { type Provider } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { EventStore } from './event-store.ts';
import { type DomainCommand, type Handled } from './handle.ts';

/** One handler for Nest's CommandBus for each command of a decider. `execute` resolves to `Handled`. */
export const commandHandlers = <C extends DomainCommand, E extends Event, S>(
  decider: Decider<C, E, S>,
): Provider[] =>
  decider.commands.map((command) => {
    class Handler {
      readonly #store: EventStore;
      constructor(store: EventStore) {
        this.#store = store;
      }
      execute(given: C): Promise<Handled<E>> {
        return this.#store.handle(decider, given);
      }
    }
    CommandHandler(command as never)(Handler);
    return { provide: Handler, useFactory: (store: EventStore) => new Handler(store), inject: [EventStore] };
  });
