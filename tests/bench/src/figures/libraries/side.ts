import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Ran, type Task } from './jobs.ts';

export interface LibrarySide {
  readonly run: () => Promise<Ran>;
  readonly stop: () => Promise<void>;
}

/** Starts a process that has prepared this job of this module, and has run it once to warm up. */
export const startSide = async (module: string, job: string, size: number): Promise<LibrarySide> => {
  const child = fork(join(import.meta.dirname, 'child.ts'), [module], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answered = async (task?: Task): Promise<unknown> => {
    const reply = Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error(`${module} ended during "${job}".`);
      }),
    ]);
    if (task) child.send(task);
    const [message] = (await reply) as [unknown];
    return message;
  };
  await answered();
  await answered({ do: 'prepare', job, size });
  const run = async () => (await answered({ do: 'run' })) as Ran;
  await run();
  return {
    run,
    stop: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
};
