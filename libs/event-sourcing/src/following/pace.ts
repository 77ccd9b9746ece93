const shortest = 4;
const longest = 1_000;

/**
 * How long to wait before looking again: shortly at first, because an event can be announced a moment before it may be
 * read, then longer and longer.
 */
export class Pace {
  #next = shortest;
  /** Milliseconds until the next look. */
  idle(): number {
    const now = this.#next;
    this.#next = Math.min(longest, now * 1.6);
    return now;
  }
  busy(): void {
    this.#next = shortest;
  }
}
