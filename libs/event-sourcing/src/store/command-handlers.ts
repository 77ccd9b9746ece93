import { type Decider, type Event } from '@securebase/domain-kit';
import { type Provider } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { EventStore } from './event-store.ts';
import { type DomainCommand, type Handled } from './handle.ts';
import { handleTogether } from './handle-together.ts';

type AnyDecider = Decider<DomainCommand, Event, unknown>;
type CommandClass = AnyDecider['commands'][number];

/**
 * One handler for Nest's CommandBus for each command of the deciders. `execute` resolves to `Handled`, and to
 * `HandledTogether` where several of them name the command.
 */
export const commandHandlers = (deciders: readonly AnyDecider[]): Provider[] => {
  const byCommand = new Map<CommandClass, AnyDecider[]>();
  for (const decider of deciders)
    for (const command of decider.commands)
      byCommand.set(command, [...(byCommand.get(command) ?? []), decider]);
  return [...byCommand].map(([command, concerned]) => handlerOf(command, concerned));
};

const handlerOf = (command: CommandClass, deciders: readonly AnyDecider[]): Provider => {
  class Handler {
    readonly #store: EventStore;
    constructor(store: EventStore) {
      this.#store = store;
    }
    execute(given: DomainCommand): Promise<Handled> {
      const [only, ...others] = deciders;
      return only && others.length === 0
        ? this.#store.handle(only, given)
        : handleTogether(this.#store, deciders, given);
    }
  }
  CommandHandler(command as never)(Handler);
  return { provide: Handler, useFactory: (store: EventStore) => new Handler(store), inject: [EventStore] };
};
