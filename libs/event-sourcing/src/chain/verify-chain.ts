/** What verifying some links of a tenant's chain came to. */
export interface Verified {
  /** Begin the next step here. */
  readonly reached: number;
  /** Whether the chain has no more links. */
  readonly complete: boolean;
  /** Events covered from the beginning up to here. */
  readonly events: number;
  /** The hash of the last link, in hexadecimal: whoever keeps it elsewhere can tell a log that was cut off. */
  readonly head: string | null;
  /** The first place where log and chain differ, and how. */
  readonly fault: { readonly code: string; readonly position: number } | null;
}

interface Row {
  readonly reached: string;
  readonly complete: boolean;
  readonly events: string;
  readonly head: Buffer | null;
  readonly fault: string | null;
  readonly fault_at: string | null;
}

/** Links that one step computes again. */
const step = 50;

export const verifyChainText = 'select * from log.verify_chain($1, $2, $3)';

/**
 * Computes some links of a tenant's chain again.
 * @param query runs a statement, as any role that may verify
 * @param after 0, or where the step before ended
 */
export const verifyChain = async (
  query: (text: string, values: unknown[]) => Promise<readonly object[]>,
  tenantId: string,
  after: number,
): Promise<Verified> => {
  const [row] = (await query(verifyChainText, [tenantId, after, step])) as Row[];
  if (!row) throw new Error('Verifying a chain always says something.');
  return {
    reached: Number(row.reached),
    complete: row.complete,
    events: Number(row.events),
    head: row.head?.toString('hex') ?? null,
    fault: row.fault === null ? null : { code: row.fault, position: Number(row.fault_at) },
  };
};
