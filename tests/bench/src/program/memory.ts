const mebibyte = 1024 * 1024;
const every = 50;

export interface Watched<T> {
  readonly result: T;
  readonly seconds: number;
  /** The most memory (RSS) that the process had meanwhile, and what it had before, in MiB. */
  readonly peak: number;
  readonly before: number;
}

const rss = () => process.memoryUsage.rss() / mebibyte;

/** Does some work, and watches clock and memory of this process. */
export const watched = async <T>(work: () => Promise<T>): Promise<Watched<T>> => {
  const before = rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, rss());
  }, every);
  const started = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - started) / 1000;
    return { result, seconds, peak: Math.max(peak, rss()), before };
  } finally {
    clearInterval(timer);
  }
};
