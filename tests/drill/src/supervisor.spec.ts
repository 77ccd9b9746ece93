import { expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { supervise } from './supervisor.ts';

it('starts a process again that was killed, and not one that was stopped', async () => {
  const one = supervise({
    name: 'one',
    args: ['--eval', 'process.send({ ready: true }); setInterval(() => {}, 1000)'],
    env: {},
    cwd: tmpdir(),
    log: join(tmpdir(), `supervised-${process.pid}.log`),
  });
  await one.ready;
  const before = one.pid() ?? 0;
  process.kill(before, 'SIGKILL');
  while (one.pid() === undefined || one.pid() === before) await after(20);
  expect(one.restarts()).toBe(1);
  await one.stop();
  expect(one.pid()).toBeUndefined();
});
