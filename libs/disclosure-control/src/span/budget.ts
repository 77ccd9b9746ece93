/** Thrown inside the audit when its budget is spent; the release then withholds more instead of looking further. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
}

/**
 * What an audit may cost: `left` multiplications. It counts work and not time, so that the same release gives the same
 * answer on every machine.
 */
export class Budget {
  left: number;
  constructor(operations: number) {
    this.left = operations;
  }

  /** @throws BudgetSpent */
  spend(operations: number): void {
    this.left -= operations;
    if (this.left < 0) throw new BudgetSpent('The audit has spent its budget.');
  }
}
