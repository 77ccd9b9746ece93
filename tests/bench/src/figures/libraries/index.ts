// Figures of the mathematical libraries: no server is needed for them. Each library has a folder here, and a line below.
import { type Setup } from '../../report.ts';

type Measure = (setup: Setup) => Promise<void>;

export const libraries: Readonly<Record<string, () => Promise<Measure>>> = {
  disclosure: async () => (await import('./disclosure/figures.ts')).disclosure,
  networks: async () => (await import('./networks/figures.ts')).networks,
  psychometrics: async () => (await import('./psychometrics/figures.ts')).psychometrics,
};
