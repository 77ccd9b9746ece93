import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Work } from './work.ts';

interface Reply {
  readonly ready?: boolean;
  readonly value?: unknown;
  readonly error?: string;
}

export interface Emmett {
  readonly run: <T = void>(work: Work) => Promise<T>;
  readonly stop: () => Promise<void>;
}

/** Starts Emmett on this database, with a pool of this size. */
export const startEmmett = async (url: string, poolSize: number): Promise<Emmett> => {
  const child = fork(join(import.meta.dirname, 'peer.ts'), [url, String(poolSize)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const reply = async (): Promise<Reply> => {
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => [{ error: 'Emmett ended.' }]),
    ])) as [Reply];
    if (message.error !== undefined) throw new Error(message.error);
    return message;
  };
  await reply();
  return {
    async run<T>(work: Work) {
      const answered = reply();
      child.send(work);
      return (await answered).value as T;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.send({ do: 'stop' } satisfies Work);
      await gone;
    },
  };
};
