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
  readonly #whole: Budget | undefined;

  constructor(operations: number, whole?: Budget) {
    this.left = operations;
    this.#whole = whole;
  }

  /** A budget of its own for a part of the work, a share of what is left, that is taken from this one, too. */
  part(share: number): Budget {
    return new Budget(Math.floor(this.left * share), this);
  }

  /** @throws BudgetSpent */
  spend(operations: number): void {
    this.left -= operations;
    this.#whole?.spend(operations);
    if (this.left < 0) throw new BudgetSpent('The audit has spent its budget.');
  }
}
