const shortest = 4;
const longest = 40;
/** So many looks after the last news it stays at the shortest. */
const eager = 50;

/** How long to wait for news that nobody announces: shortly after the last, longer the longer there were none. */
export class Pace {
  #next = shortest;
  #looks = 0;
  /** Milliseconds until the next look. */
  idle(): number {
    if (this.#looks < eager) {
      this.#looks++;
      return shortest;
    }
    this.#next = Math.min(longest, this.#next * 1.3);
    return this.#next;
  }
  busy(): void {
    this.#next = shortest;
    this.#looks = 0;
  }
}
