import { expect, it } from '@jest/globals';
import { Fault } from './error-codes.ts';
import { OpenStreams } from './open-streams.ts';

const codeOf = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Fault ? error.code : error;
  }
};

it('opens so many subscriptions for each caller, and for all together, and counts those that have ended no more', () => {
  const streams = new OpenStreams({ ofCaller: 2, ofProcess: 3 });
  const caller = (personId: string) => ({ tenantId: 'tenant', personId });
  const end = streams.take(caller('one'));
  streams.take(caller('one'));
  expect(codeOf(() => streams.take(caller('one')))).toBe('TOO_MANY_SUBSCRIPTIONS');
  streams.take(caller('another'));
  expect(codeOf(() => streams.take(caller('a third')))).toBe('TOO_MANY_SUBSCRIPTIONS');
  end();
  end(); // once is enough, and twice does no harm
  expect(codeOf(() => streams.take(caller('a third')))).toBeUndefined();
  expect(codeOf(() => streams.take(caller('one')))).toBe('TOO_MANY_SUBSCRIPTIONS');
});
