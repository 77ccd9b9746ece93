import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Kept } from './kept.ts';

describe('What is kept', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is there for its time and no longer, counted from when it was known to hold', () => {
    const kept = new Kept<string>(1_000, 10);
    kept.set('a', 'one');
    const asked = performance.now();
    jest.advanceTimersByTime(600);
    kept.set('b', 'two', asked);
    jest.advanceTimersByTime(399);
    expect([kept.get('a'), kept.get('b')]).toEqual(['one', 'two']);
    jest.advanceTimersByTime(1);
    expect([kept.get('a'), kept.get('b')]).toEqual([undefined, undefined]);
  });

  it('leaves memory though nobody asks and nothing else comes', () => {
    const kept = new Kept<string>(1_000, 10);
    kept.set('a', 'one');
    jest.advanceTimersByTime(600);
    kept.set('b', 'two');
    expect(kept.size).toBe(2);
    jest.advanceTimersByTime(400);
    expect(kept.size).toBe(1);
    jest.advanceTimersByTime(1_000);
    expect(kept.size).toBe(0);
    kept.set('c', 'three'); // and again, after there was nothing
    jest.advanceTimersByTime(1_000);
    expect(kept.size).toBe(0);
  });

  it('makes room for the newest by the oldest', () => {
    const kept = new Kept<string>(1_000, 2);
    kept.set('a', 'one');
    kept.set('b', 'two');
    kept.set('a', 'one again');
    kept.set('c', 'three');
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['one again', undefined, 'three']);
  });
});
