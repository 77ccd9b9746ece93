/**
 * Whose turn it is at a stream, within this process: who was overtaken there waits in line instead of being overtaken again.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Those of the streams at which somebody has the turn, or waits for it. */
  busy(streams: readonly string[]): readonly string[] {
    return streams.filter((stream) => this.#last.has(stream));
  }

  /** Works when all who came before at any of these streams are done. */
  take<T>(streams: readonly string[], work: () => Promise<T>): Promise<T> {
    // All take them in the same order, so that nobody waits for somebody who waits for them.
    return streams
      .toSorted()
      .reduceRight<() => Promise<T>>((inner, stream) => () => this.#one(stream, inner), work)();
  }

  async #one<T>(stream: string, work: () => Promise<T>): Promise<T> {
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
