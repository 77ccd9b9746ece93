/** Wakes one waiting loop. A wake-up that comes while nobody waits is kept for the next wait. */
export class Signal {
  #awake = false;
  #wake: (() => void) | undefined;

  wake(): void {
    this.#awake = true;
    this.#wake?.();
  }

  /** Resolves when woken, or when the time is over. Whoever stops the loop wakes it. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#awake)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#wake = undefined;
    this.#awake = false;
  }
}
