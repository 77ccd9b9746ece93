// Figures of the mathematical libraries: no server is needed for them. Each library has a folder here, and a line below.
import { type Setup } from '../../report.ts';

type Measure = (setup: Setup) => Promise<void>;

export const libraries: Readonly<Record<string, () => Promise<Measure>>> = {
  psychometrics: async () => (await import('./psychometrics/figures.ts')).psychometrics,
};
