import { setTimeout as after } from 'node:timers/promises';

/** Tries until the check passes, and fails with its last error: for what happens soon, but not at once. */
export const eventually = async <T>(
  check: () => T | Promise<T>,
  { within = 30_000, every = 20 }: { within?: number; every?: number } = {},
): Promise<T> => {
  const deadline = performance.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await after(every);
  }
};
