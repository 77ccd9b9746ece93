import { type LoggerService } from '@nestjs/common';
import { fieldsOf, type Logger } from './edge/index.ts';

/** Injects the process's log. */
export const LOG = Symbol('LOG');

/** What a resolver throws: the answer is a refusal, or the error is logged where it is masked. */
const answered = 'ExceptionsHandler';

/** Nest's own messages, without those of its start and those that are said elsewhere. */
export const nestLogger = (log: Logger): LoggerService => ({
  log: () => undefined,
  warn: (message: unknown) => {
    log.warn({ from: 'nest' }, String(message));
  },
  error: (message: unknown, ...rest: readonly unknown[]) => {
    if (rest.at(-1) === answered) return;
    log.error({ from: 'nest', ...(message instanceof Error ? fieldsOf(message) : {}) }, 'error in Nest');
  },
});
