import { EventEmitter, once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const every = 200;
const places = 'select name, pos::text as pos from log.checkpoint where name = any($1)';

/**
 * Notices that read models have taken something in: one cheap question for all who listen in a process, asked only while
 * anybody does. It sees places, no content.
 */
@Injectable()
export class ModelWatch {
  readonly #source: DataSource;
  readonly #moves = new EventEmitter().setMaxListeners(0);
  readonly #listeners = new Map<string, number>();
  readonly #places = new Map<string, string>();
  #asking = false;
  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Watches a model until what this gives is called. */
  hold(model: string): () => void {
    this.#listeners.set(model, (this.#listeners.get(model) ?? 0) + 1);
    if (!this.#asking) void this.#ask();
    return () => {
      const left = (this.#listeners.get(model) ?? 1) - 1;
      if (left > 0) this.#listeners.set(model, left);
      else this.#listeners.delete(model);
    };
  }

  /** How far a model was when it was last looked at. */
  placeOf(model: string): string | undefined {
    return this.#places.get(model);
  }

  /** Resolves when a model is elsewhere than `place`, after so long, or when the signal says so. */
  async moved(
    model: string,
    place: string | undefined,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted || this.#places.get(model) !== place) return;
    const done = new AbortController();
    const end = () => {
      done.abort();
    };
    signal.addEventListener('abort', end, { once: true });
    const late = setTimeout(end, withinMs);
    try {
      await once(this.#moves, model, { signal: done.signal });
    } catch {
      // The time is up, or nobody waits any more.
    } finally {
      clearTimeout(late);
      signal.removeEventListener('abort', end);
    }
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#listeners.size > 0) {
      try {
        const rows = await this.#source.query<{ name: string; pos: string }[]>(places, [
          [...this.#listeners.keys()],
        ]);
        for (const { name, pos } of rows) {
          if (this.#places.get(name) === pos) continue;
          this.#places.set(name, pos);
          this.#moves.emit(name);
        }
      } catch {
        // The database is away: those who listen find out by what they read.
      }
      await after(every);
    }
    this.#asking = false;
  }
}
