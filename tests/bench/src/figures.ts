import { libraries } from './figures/libraries/index.ts';
import { type Setup } from './report.ts';

type Measure = (setup: Setup) => Promise<void>;

/** Loaded when needed: what they import must be built first. */
type Figures = Readonly<Record<string, () => Promise<Measure>>>;

/** Of the running platform, with Postgres and Kafka. */
const platform: Figures = {
  append: async () => (await import('./figures/append.ts')).append,
  partitions: async () => (await import('./figures/partitions.ts')).partitions,
  load: async () => (await import('./figures/load.ts')).load,
  rebuild: async () => (await import('./figures/rebuild.ts')).rebuild,
  mutation: async () => (await import('./figures/mutation.ts')).mutation,
  query: async () => (await import('./figures/query.ts')).query,
  protection: async () => (await import('./figures/protection.ts')).protection,
  erasure: async () => (await import('./figures/erasure.ts')).erasure,
  visible: async () => (await import('./figures/visible.ts')).visible,
  cohort: async () => (await import('./figures/cohort.ts')).cohort,
  start: async () => (await import('./figures/start.ts')).start,
};

/** A program of a thousand engagements, and queries beside a million. */
const program: Figures = {
  program: async () => (await import('./figures/program.ts')).program,
};

export const groups: Readonly<Record<string, Figures>> = { platform, libraries, program };

/** Everything that can be measured, in the order in which it is. */
export const figures: Figures = { ...platform, ...libraries, ...program };
