import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export const loggerOf = (service: string, level: string): Logger =>
  pino({ level, base: { service, pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });

/** Their messages name code, never content. Messages of others, such as the database's or a parser's, can quote what was sent. */
const safeMessages = new Set(['TypeError', 'ReferenceError', 'RangeError']);

/** What may be logged of an error: its kind and where it was thrown; its message only where it cannot hold content. */
export const fieldsOf = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, table, constraint, routine } = error as unknown as Partial<Record<string, unknown>>;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const kind = error.constructor.name;
  return {
    error: kind,
    ...(safeMessages.has(kind) && { message: error.message }),
    ...Object.fromEntries(
      Object.entries({ code, table, constraint, routine }).filter(([, each]) => each !== undefined),
    ),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
};
