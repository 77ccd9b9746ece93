// What an error says about the event that was being taken: whether the same try would give the same again.
const network = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET)/;
/** Postgres: connection, concurrency, resources, operator, system, internal. */
const passingClass = /^(08|25|40|53|55|57|58|XX)/;
/** Postgres: cardinality, values, constraints, limits of the program. */
const valueClass = /^(21|22|23|54)/;
/** What `pg` says without a code when a connection ends. */
const connectionEnded =
  /^(Connection terminated|timeout exceeded when trying|Client has encountered a connection|Client was closed|Query read timeout|Cannot use a pool)/;

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');
const isSqlState = (code: string) => /^[0-9A-Z]{5}$/.test(code) && !network.test(code); // EPIPE looks like one

/** Infrastructure, not the event: another try, later, can succeed. */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (isSqlState(code)) return passingClass.test(code);
  return (
    network.test(code) ||
    code === 'CONFLICT' ||
    code === 'KEYS_UNAVAILABLE' ||
    code === 'NOT_YET_VISIBLE' ||
    error.name === 'AbortError' ||
    error.name.startsWith('KafkaJS') ||
    (code === '' && connectionEnded.test(error.message))
  );
};

/** The database refused what was to be written, and will refuse it again. */
export const isRefusedByDatabase = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (isSqlState(code)) return valueClass.test(code);
  return !isPassing(error); // a value that could not even be written as a parameter
};

/** A handler could not take an event. Handlers are pure: the next try would end the same. */
export class HandlerFailed extends Error {
  constructor(cause: unknown) {
    super('HANDLER_FAILED', { cause });
  }
}

/** Another try ends the same, until the event is set aside. */
export const isFaultOfEvent = (error: unknown): boolean =>
  error instanceof HandlerFailed || isRefusedByDatabase(error);

/** A stable word for the log and the parked event: never the message, which can quote what was written. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof HandlerFailed) return reasonOf(error.cause);
  if (!(error instanceof Error)) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name === 'Error' ? error.constructor.name.toUpperCase() : error.name;
};
