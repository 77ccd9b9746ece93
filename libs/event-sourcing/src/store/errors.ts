/** Somebody else changed the stream first, and deciding again did not help either. */
export class Conflict extends Error {
  readonly code = 'CONFLICT';
  readonly stream: string;
  constructor(stream: string) {
    super('CONFLICT');
    this.stream = stream;
  }
}

/** The command id was used before, for a command of another content. */
export class CommandReused extends Error {
  readonly code = 'COMMAND_ID_REUSED';
  constructor() {
    super('COMMAND_ID_REUSED');
  }
}

/** An event that the catalogue does not know: a bug, or a newer version of the service wrote it. */
export class UnknownEvent extends Error {
  readonly code = 'UNKNOWN_EVENT';
  constructor(type: string, schemaVersion: number) {
    super(`The catalogue has no ${type} in schema version ${schemaVersion}.`);
  }
}
