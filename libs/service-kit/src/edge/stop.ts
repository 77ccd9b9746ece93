import { fieldsOf, type Logger } from './log.ts';

/** Longer than everything that is waited for in order; a process that hangs longer is ended. */
const atMost = 20_000;

/** Stops in order when told to, and when the process that started this one is gone. */
export const stopOnSignals = (stop: () => Promise<void>, log: Logger): void => {
  let stopping = false;
  const end = (why: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), atMost).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(fieldsOf(error), 'could not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      end(signal);
    });
  process.once('disconnect', () => {
    end('parent gone');
  });
};
