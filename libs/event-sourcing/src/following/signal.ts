import { setTimeout as after } from 'node:timers/promises';

/** Wakes one waiting loop. A wake-up that comes while nobody waits is kept for the next wait. */
export class Signal {
  #awake = false;
  #wake: (() => void) | undefined;

  wake(): void {
    this.#awake = true;
    this.#wake?.();
  }

  /** Resolves when woken, aborted, or when the time is over; to whether it was woken. */
  async wait(milliseconds: number, stop: AbortSignal): Promise<boolean> {
    if (!this.#awake && !stop.aborted) {
      const over = new AbortController();
      const called = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      const timer = after(milliseconds, undefined, { signal: AbortSignal.any([stop, over.signal]) });
      await Promise.race([called, timer.catch(() => undefined)]);
      over.abort();
      this.#wake = undefined;
    }
    const woken = this.#awake;
    this.#awake = false;
    return woken;
  }
}
