export { type Catalogue, upcast } from './store/catalogue.ts';
export { commandHandlers } from './store/command-handlers.ts';
export { CommandReused, Conflict, UnknownEvent } from './store/errors.ts';
export { type Appended, EventStore, type Expected, type Head, type Write } from './store/event-store.ts';
export { type DomainCommand, type Handled } from './store/handle.ts';
export { payloadHashOf } from './store/payload-hash.ts';
export { type LogEvent } from './store/rows.ts';
