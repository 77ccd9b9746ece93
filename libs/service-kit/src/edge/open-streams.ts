import { type Caller } from './callers.ts';
import { Fault } from './error-codes.ts';

const most = { ofCaller: 10, ofProcess: 1_000 };

/** Counts the subscriptions that a process has open. */
export class OpenStreams {
  readonly #byCaller = new Map<string, number>();
  readonly #most: typeof most;
  #open = 0;
  constructor(limits: typeof most = most) {
    this.#most = limits;
  }

  /** Counts one more, and gives what ends it. @throws Fault TOO_MANY_SUBSCRIPTIONS */
  take({ tenantId, personId }: Pick<Caller, 'tenantId' | 'personId'>): () => void {
    const key = `${tenantId}/${personId}`;
    const own = this.#byCaller.get(key) ?? 0;
    if (own >= this.#most.ofCaller || this.#open >= this.#most.ofProcess)
      throw new Fault('TOO_MANY_SUBSCRIPTIONS');
    this.#byCaller.set(key, own + 1);
    this.#open++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#open--;
      const left = (this.#byCaller.get(key) ?? 1) - 1;
      if (left > 0) this.#byCaller.set(key, left);
      else this.#byCaller.delete(key);
    };
  }
}
