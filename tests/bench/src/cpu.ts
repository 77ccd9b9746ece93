// CPU time and memory of another process, from /proc: Linux only, as the figures are.
import { readFileSync } from 'node:fs';

/** Clock ticks per second in /proc: 100 on every Linux that Node runs on. */
const ticks = 100;

/** CPU milliseconds, user and system, that a process and the children it waited for have used so far. */
export const cpuOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before it may hold anything
  const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
  return ((user + system) * 1000) / ticks;
};

/** CPU milliseconds of this process for each piece of work, so many at a time. */
export const cpuPerPart = async (
  { count, atOnce }: { count: number; atOnce: number },
  part: () => Promise<void>,
): Promise<number> => {
  const before = process.cpuUsage();
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await part();
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
};

/** Does something while other processes stand still. */
export const whileStopped = async <T>(pids: readonly number[], work: () => Promise<T>): Promise<T> => {
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
};

/** Proportional set size in MiB: memory shared by several processes is divided among them. */
export const pssOf = (pid: number): number => {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
};

/** The command line of a process, or nothing when it has ended. */
export const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
};
