/** Makes the data of a job, of about this size, and gives back what is measured; a run's answer is compared between sides. */
export type Prepare = (size: number) => () => readonly number[];

/** What a side can do, by name: the module that a side's process runs exports it as `jobs`. */
export type Jobs = Readonly<Record<string, Prepare>>;

export type Task =
  { readonly do: 'prepare'; readonly job: string; readonly size: number } | { readonly do: 'run' };

/** One run: its CPU time, user and system, of all threads of the process. */
export interface Ran {
  readonly milliseconds: number;
  readonly answer: readonly number[];
  /** The most memory so far beyond that of the idle process with the library loaded, in MiB; the data are part of it. */
  readonly overIdle: number;
}
