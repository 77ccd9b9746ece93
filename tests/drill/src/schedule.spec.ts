import { expect, it } from '@jest/globals';
import { random } from './random.ts';
import { describe, kinds, schedule } from './schedule.ts';

const plan = { services: ['engagements', 'assessments'], kills: 9, seconds: 90, away: 60 };

it('makes the same faults of the same seed, and others of another', () => {
  expect(schedule(plan, random(7))).toEqual(schedule(plan, random(7)));
  expect(schedule(plan, random(7))).not.toEqual(schedule(plan, random(8)));
});

it('kills every kind, freezes a process, takes the broker away and restarts Postgres before it repeats itself', () => {
  const faults = schedule(plan, random(1));
  const killed = faults.filter(({ what }) => what === 'KILL').map(({ target }) => target.kind);
  expect(killed.toSorted()).toEqual([...kinds].sort());
  expect(new Set(faults.map(({ what }) => what))).toEqual(
    new Set(['KILL', 'FREEZE', 'TAKE_AWAY', 'RESTART_IMMEDIATELY']),
  );
});

it('keeps the order of time and stays within it', () => {
  const times = schedule({ ...plan, kills: 40 }, random(3)).map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(Math.min(...times)).toBeGreaterThan(0);
  expect(Math.max(...times)).toBeLessThan(90);
});

it('says what it does', () => {
  expect(describe({ what: 'KILL', target: { kind: 'relay', service: 'engagements' }, at: 1 })).toBe(
    'kill -9 engagements relay',
  );
});

it('draws numbers evenly', () => {
  const source = random(42);
  const drawn = Array.from({ length: 10_000 }, () => source.below(10));
  for (let digit = 0; digit < 10; digit++)
    expect(Math.abs(drawn.filter((value) => value === digit).length - 1000)).toBeLessThan(150);
  expect(source.fork('a').next()).not.toBe(source.fork('b').next());
});
