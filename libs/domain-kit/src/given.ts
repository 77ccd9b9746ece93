import { expect } from '@jest/globals';
import { type Decider, Rejected } from './decider.ts';

/** given(...history).when(command).then(...events) — or .rejects(code). */
export const specification =
  <C, E, S>(decider: Decider<C, E, S>) =>
  (...history: E[]) => ({
    when: (command: C) => {
      const decide = () => decider.decide(command, history.reduce(decider.evolve, decider.initialState));
      return {
        then: (...events: E[]) => {
          expect(decide()).toEqual(events);
        },
        rejects: (code: string) => {
          expect(decide).toThrow(expect.objectContaining({ constructor: Rejected, code }));
        },
      };
    },
  });
