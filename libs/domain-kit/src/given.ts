import { expect } from '@jest/globals';
import { type Beside, type Decider, Rejected } from './decider.ts';

/** given(...history).when(command).then(...events) — or .rejects(code); `beside` are the states of those who decide too. */
export const specification =
  <C, E, S>(decider: Decider<C, E, S>, beside: Beside = {}) =>
  (...history: E[]) => ({
    when: (command: C) => {
      const decide = () =>
        decider.decide(command, history.reduce(decider.evolve, decider.initialState), beside);
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
