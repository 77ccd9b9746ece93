// Says what is going on while a step takes longer than two seconds.
const patience = 2_000;
const dumb = 15_000;

/** Does the work; when it takes more than two seconds, shows what it is and for how long it has been running. */
export const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const began = performance.now();
  const line = process.stderr.isTTY;
  const show = () => {
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stderr.write(line ? `\r\x1b[2K${what}… ${seconds} s` : `${what}… ${seconds} s\n`);
  };
  let ticking: NodeJS.Timeout | undefined;
  const waiting = setTimeout(() => {
    show();
    ticking = setInterval(show, line ? 1_000 : dumb);
  }, patience);
  try {
    return await work();
  } finally {
    clearTimeout(waiting);
    clearInterval(ticking);
    if (ticking && line) process.stderr.write('\r\x1b[2K');
  }
};
