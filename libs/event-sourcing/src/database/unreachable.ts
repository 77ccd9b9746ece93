/** Connection exceptions, a server that shuts down or starts, too many connections. */
const ofServer = /^(08...|57P0[123]|53300)$/;
const ofNetwork = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);
/** What `pg` says without a code. */
const ofClient =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** What TypeORM says when its connection was lost between two statements: it has given it back. */
const released = 'QueryRunnerAlreadyReleasedError';

const isOne = (error: Error): boolean => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    error.name === released || ofServer.test(code) || ofNetwork.has(code) || ofClient.test(error.message)
  );
};

/**
 * Whether a statement failed because the database could not be reached, or no longer could be while it ran. Then nobody
 * knows whether it was carried out; whoever sent a command can send it again with its command id.
 */
export const isUnreachable = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause)
    if (isOne(at) || (at instanceof AggregateError && at.errors.some(isUnreachable))) return true;
  return false;
};
