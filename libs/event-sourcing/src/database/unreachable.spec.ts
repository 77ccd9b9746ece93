import { describe, expect, it } from '@jest/globals';
import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isUnreachable } from './unreachable.ts';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('A database out of reach', () => {
  it.each([
    withCode('ECONNREFUSED'),
    withCode('57P01', 'terminating connection due to administrator command'),
    withCode('08006'),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new Error('wrapped', { cause: withCode('ECONNRESET') }),
    new QueryRunnerAlreadyReleasedError(),
    new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]),
  ])('is known from %p', (error) => {
    expect(isUnreachable(error)).toBe(true);
  });

  it.each([
    withCode('23505'),
    withCode('40P01'),
    withCode('57014'),
    new Error('x'),
    'ECONNREFUSED',
    undefined,
  ])('is not what %p means', (error) => {
    expect(isUnreachable(error)).toBe(false);
  });
});
