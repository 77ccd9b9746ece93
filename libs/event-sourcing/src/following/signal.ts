import { setTimeout as after } from 'node:timers/promises';

/** Wakes one waiting loop. A wake-up that comes while nobody waits is kept for the next wait. */
export class Signal {
  #awake = false;
  #wake: (() => void) | undefined;

  wake(): void {
    this.#awake = true;
    this.#wake?.();
  }

  /** Resolves when woken, aborted, or when the time is over. */
  async wait(milliseconds: number, stop: AbortSignal): Promise<void> {
    if (!this.#awake && !stop.aborted) {
      const over = new AbortController();
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      const timer = after(milliseconds, undefined, { signal: AbortSignal.any([stop, over.signal]) });
      await Promise.race([woken, timer.catch(() => undefined)]);
      over.abort();
      this.#wake = undefined;
    }
    this.#awake = false;
  }
}
