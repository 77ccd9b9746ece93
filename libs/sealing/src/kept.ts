/** What is kept for a while, so many at most: the oldest goes first. Within a tenth of that time more it has left memory, by itself. */
export class Kept<Value> {
  readonly #values = new Map<string, { readonly value: Value; readonly until: number }>();
  readonly #for: number;
  readonly #most: number;
  #sweep: NodeJS.Timeout | undefined;

  /** @param keptFor milliseconds */
  constructor(keptFor: number, most: number) {
    this.#for = keptFor;
    this.#most = most;
  }

  get(key: string): Value | undefined {
    const found = this.#values.get(key);
    return found && found.until > performance.now() ? found.value : undefined;
  }

  /** @param since when it was known to hold, in milliseconds of `performance.now()`: from then on it is kept */
  set(key: string, value: Value, since: number = performance.now()): Value {
    this.#values.delete(key); // so that it becomes the last
    this.#values.set(key, { value, until: since + this.#for });
    if (this.#values.size > this.#most) this.#values.delete(this.#values.keys().next().value ?? '');
    this.#sweep ??= setTimeout(() => {
      this.#sweepNow();
    }, this.#for / 10).unref();
    return value;
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  clear(): void {
    this.#values.clear();
  }

  /** How many are in memory. */
  get size(): number {
    return this.#values.size;
  }

  #sweepNow(): void {
    const now = performance.now();
    for (const [key, { until }] of this.#values) if (until <= now) this.#values.delete(key);
    this.#sweep = this.#values.size > 0 ? this.#sweep?.refresh() : undefined;
  }
}
