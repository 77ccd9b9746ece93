// Says what is going on while a step takes longer than two seconds. Imports nothing but Node itself: see run.mjs.

const patience = 2000;

/**
 * Does the work; when it takes more than two seconds, shows what it is and for how long it has been running.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withProgress = async (what, work) => {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  const line = process.stderr.isTTY;
  let shown = false;
  const show = () => {
    if (line) process.stderr.write(`\r\x1b[2K${what}… ${seconds()} s`);
    else process.stderr.write(`${what}… ${shown ? `${seconds()} s` : ''}\n`);
    shown = true;
  };
  let ticking = /** @type {NodeJS.Timeout | undefined} */ (undefined);
  const waiting = setTimeout(() => {
    show();
    ticking = setInterval(show, line ? 1000 : 15_000);
  }, patience);
  try {
    return await work();
  } finally {
    clearTimeout(waiting);
    clearInterval(ticking);
    if (ticking && line) process.stderr.write(`\r\x1b[2K${what}: ${seconds()} s\n`);
  }
};
