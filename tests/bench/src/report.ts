import { cpus, loadavg } from 'node:os';
import { type Spread } from './measure.ts';

/** What a figure must reach. */
export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What it should reach, in the same direction; missing it is no failure. */
  readonly aim?: number;
  readonly aimAtMost?: number;
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
  /** Of the program, where it is not as large as it is by default. */
  readonly engagements?: number | undefined;
  /** Beside how many they are asked about. */
  readonly beside?: number | undefined;
  readonly tell: (message: string) => void;
  readonly print: (line: Line) => void;
}

const within = (value: number, least: number | undefined, most: number | undefined): boolean | undefined =>
  least === undefined && most === undefined
    ? undefined
    : (least === undefined || value >= least) && (most === undefined || value <= most);

/** Whether the figure is where it must be, and where it should be; `undefined` where nothing is asked. */
const judge = (value: number, { atLeast, atMost, aim, aimAtMost }: Target) => ({
  met: within(value, atLeast, atMost),
  aimMet: atMost === undefined ? within(value, aim, aimAtMost) : within(value, undefined, aim),
});

/** Prints each line as JSON and remembers which targets were missed. */
export const reporter = (write: (text: string) => void) => {
  const missed: string[] = [];
  return {
    missed: missed as readonly string[],
    print: (line: Line): void => {
      const judged = line.target && judge(line.value, line.target);
      if (judged?.met === false) missed.push(line.figure);
      write(`${JSON.stringify({ ...line, ...judged })}\n`);
    },
  };
};

export const machine = () => ({
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  /** Of the minute before: whoever else computes takes more from few connections than from many. */
  load: loadavg()[0] ?? 0,
});
