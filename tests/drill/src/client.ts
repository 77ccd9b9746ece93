// One client: sends commands through the gateway, retries with the same command id, and journals every try.
import { setTimeout as after } from 'node:timers/promises';
import { v4 as anyId } from 'uuid';
import { type Effect, type Journal } from './journal.ts';
import { type Random } from './random.ts';

/** A mutation and what it must bring about. */
export interface Wish {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly effect: Effect;
  /** As whom it is sent. */
  readonly token: string;
}

export interface Clock {
  readonly now: () => number;
}

type Verdict =
  | { readonly kind: 'ACKNOWLEDGED'; readonly answer: string }
  | { readonly kind: 'REFUSED'; readonly code: string }
  | { readonly kind: 'UNKNOWN'; readonly why: string };

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Codes that leave open what happened: something on the way failed, not the command. */
const open = new Set([
  'DATABASE_UNAVAILABLE',
  'KEYS_UNAVAILABLE',
  'SUBGRAPH_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'SHUTTING_DOWN',
]);

const verdictOf = (status: number, text: string): Verdict => {
  let body: Body;
  try {
    body = JSON.parse(text) as Body;
  } catch {
    return { kind: 'UNKNOWN', why: `${status}, not JSON` };
  }
  const [error] = body.errors ?? [];
  if (error) {
    const code = error.extensions?.code;
    if (code === undefined || open.has(code) || status >= 500)
      return { kind: 'UNKNOWN', why: code ?? error.message.slice(0, 80) };
    return { kind: 'REFUSED', code };
  }
  const [answer] = Object.values(body.data ?? {});
  return answer
    ? { kind: 'ACKNOWLEDGED', answer: JSON.stringify(answer) }
    : { kind: 'UNKNOWN', why: 'no data' };
};

export interface ClientOptions {
  readonly number: number;
  readonly url: string;
  readonly journal: Journal;
  readonly random: Random;
  readonly now: () => number;
  /** Milliseconds to wait for an answer before trying again. */
  readonly patience: number;
}

export interface Client {
  /** Tries until there is a verdict that says what happened, or until `giveUp`. */
  readonly carryOut: (wish: Wish, giveUp: AbortSignal) => Promise<Verdict>;
}

export const makeClient = ({ number, url, journal, random, now, patience }: ClientOptions): Client => {
  const attempt = async ({ mutation, input, token }: Wish, commandId: string): Promise<Verdict> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: mutation, variables: { input: { ...input, commandId } } }),
        signal: AbortSignal.timeout(patience),
      });
      return verdictOf(response.status, await response.text());
    } catch (error) {
      return { kind: 'UNKNOWN', why: error instanceof Error ? error.name : 'failed' };
    }
  };
  const noted = async (wish: Wish, commandId: string): Promise<Verdict> => {
    const about = { commandId, client: number };
    journal.write({ kind: 'SENT', at: now(), ...about, effect: wish.effect });
    const verdict = await attempt(wish, commandId);
    if (verdict.kind === 'ACKNOWLEDGED')
      journal.write({ kind: 'ACKNOWLEDGED', at: now(), ...about, answer: verdict.answer });
    else journal.write({ ...verdict, at: now(), ...about });
    return verdict;
  };
  return {
    async carryOut(wish, giveUp) {
      const commandId = anyId();
      for (let tries = 1; ; tries++) {
        // Now and then both tries are under way at once: an impatient client, or a proxy that repeats.
        const [verdict] = await Promise.all(
          random.next() < 0.05 ? [noted(wish, commandId), noted(wish, commandId)] : [noted(wish, commandId)],
        );
        const settled =
          verdict.kind === 'ACKNOWLEDGED' || (verdict.kind === 'REFUSED' && verdict.code !== 'CONFLICT');
        // And now and then an acknowledged command is sent again, as after an answer that was lost on the way.
        if (settled && random.next() < 0.05) await noted(wish, commandId);
        if (settled || giveUp.aborted) return verdict;
        await after(Math.min(50 * 2 ** tries, 2000) * random.between(0.5, 1));
      }
    },
  };
};
