/**
 * Whose turn it is at a stream, within this process: who was overtaken there waits in line instead of being overtaken again.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Whether somebody has the turn at one of these, or waits for it; the first such stream. */
  busy(streams: readonly string[]): string | undefined {
    return streams.find((stream) => this.#last.has(stream));
  }

  /** Works when all who came before are done, one at a time. */
  async take<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(stream);
    const { promise: done, resolve: pass } = Promise.withResolvers<undefined>();
    this.#last.set(stream, done);
    try {
      await before;
      return await work();
    } finally {
      if (this.#last.get(stream) === done) this.#last.delete(stream);
      pass(undefined);
    }
  }
}
