import { cpus } from 'node:os';
import { type Spread } from './measure.ts';

/** What a figure must reach. */
export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What it should reach; missing it is no failure. */
  readonly aim?: number;
}

/** One line of the benchmark's output. */
export interface Line {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: Target;
  readonly divided?: string;
  readonly dividedBy?: string;
  readonly spread?: Spread;
  readonly [detail: string]: unknown;
}

/** How one run is set up; the same for every figure. */
export interface Setup {
  /** Shorter rounds, fewer of them: to see that everything works, not to believe the figures. */
  readonly quick: boolean;
  readonly rounds: number;
  readonly seed: number;
  readonly tell: (message: string) => void;
  readonly print: (line: Line) => void;
}

const meets = (value: number, { atLeast, atMost }: Target): boolean =>
  (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);

/** Prints each line as JSON and remembers which targets were missed. */
export const reporter = (write: (text: string) => void) => {
  const missed: string[] = [];
  return {
    missed: missed as readonly string[],
    print: (line: Line): void => {
      const met = line.target === undefined ? undefined : meets(line.value, line.target);
      if (met === false) missed.push(line.figure);
      write(`${JSON.stringify(met === undefined ? line : { ...line, met })}\n`);
    },
  };
};

export const machine = () => ({
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
});
