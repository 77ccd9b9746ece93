const shortest = 4;
const longest = 64;

/** How long to wait for news that nobody announces: shortly after the last, longer the longer there were none. */
export class Pace {
  #next = shortest;
  /** Milliseconds until the next look. */
  idle(): number {
    const now = this.#next;
    this.#next = Math.min(longest, now * 1.3);
    return now;
  }
  busy(): void {
    this.#next = shortest;
  }
}
