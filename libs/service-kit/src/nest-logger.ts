import { type LoggerService } from '@nestjs/common';
import { fieldsOf, type Logger } from './edge/index.ts';

/** Injects the process's log. */
export const LOG = Symbol('LOG');

/** Nest's own messages, without those of its start. */
export const nestLogger = (log: Logger): LoggerService => ({
  log: () => undefined,
  warn: (message: unknown) => {
    log.warn({ from: 'nest' }, String(message));
  },
  error: (message: unknown) => {
    log.error({ from: 'nest', ...(message instanceof Error ? fieldsOf(message) : {}) }, 'error in Nest');
  },
});
