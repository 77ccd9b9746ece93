import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';
import { v7 } from 'uuid';
import { Lease, LeaseLost } from '../leases/lease.ts';
import { reasonOf } from './faults.ts';
import { Signal } from './signal.ts';

/** How the pipeline says what it does. No content of events ever reaches it. */
export interface PipelineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** One thing that one instance at a time does: the relay, a projection, a reaction. */
export interface Duty {
  /** Names its lease. */
  readonly name: string;
  /**
   * Called when this instance has taken the lease. Works until `stop`, and throws what it cannot mend: it is called again
   * after a pause.
   */
  run(turn: Turn): Promise<void>;
}

export interface Turn {
  readonly lease: Lease;
  /** Woken when the log has grown, and when the turn is over. */
  readonly signal: Signal;
  readonly stop: AbortSignal;
}

/** Milliseconds after which a lease that is not renewed is free for others. */
export const leaseTtl = 5_000;
const renewEvery = 1_500;
const pauseMin = 100;
const pauseMax = 5_000;

const pause = (milliseconds: number, stop: AbortSignal) =>
  after(milliseconds, undefined, { signal: stop }).catch(() => undefined);

/** Runs a duty whenever this instance can get its lease, until it is stopped. */
export class Follower {
  readonly signal = new Signal();
  readonly #duty: Duty;
  readonly #pool: pg.Pool;
  readonly #log: PipelineLog;
  readonly #stop = new AbortController();
  readonly #owner = v7();
  #done: Promise<void> = Promise.resolve();

  constructor(duty: Duty, pool: pg.Pool, log: PipelineLog) {
    this.#duty = duty;
    this.#pool = pool;
    this.#log = log;
  }

  start(): void {
    this.#done = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.signal.wake();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { signal: stop } = this.#stop;
    for (let failures = 0; !stop.aborted;) {
      try {
        const lease = await Lease.acquire(this.#pool, this.#duty.name, this.#owner, leaseTtl);
        if (lease) await this.#turn(lease);
        else await pause(renewEvery, stop);
        failures = 0;
      } catch (error) {
        failures++;
        this.#log.warn(
          { duty: this.#duty.name, failures, reason: reasonOf(error) },
          'a duty of the pipeline is tried again',
        );
        await pause(Math.min(pauseMax, pauseMin * 2 ** Math.min(failures, 6)), stop);
      }
    }
  }

  async #turn(lease: Lease): Promise<void> {
    const over = new AbortController();
    const stop = AbortSignal.any([this.#stop.signal, over.signal]);
    this.#log.info({ duty: this.#duty.name }, 'a duty of the pipeline begins');
    const renewing = this.#renew(lease, over).finally(() => {
      this.signal.wake();
    });
    try {
      await this.#duty.run({ lease, signal: this.signal, stop });
    } finally {
      over.abort();
      await renewing;
      await lease.release().catch(() => undefined);
    }
  }

  async #renew(lease: Lease, over: AbortController): Promise<void> {
    let last = performance.now();
    for (;;) {
      await pause(renewEvery, over.signal);
      if (over.signal.aborted) return;
      try {
        await lease.renew(leaseTtl);
        last = performance.now();
      } catch (error) {
        // Without an answer the lease may still be ours until its time is over; then it is nobody's.
        if (error instanceof LeaseLost || performance.now() - last > leaseTtl) over.abort();
      }
    }
  }
}
