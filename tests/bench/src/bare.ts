import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { withClient } from '@securebase/embedded';

export interface Bare {
  readonly url: string;
  readonly pid: number;
}

/** The table that the bare service writes: the columns of an event, one index. */
export const makeNotes = (adminUrl: string): Promise<void> =>
  withClient(adminUrl, async (client) => {
    await client.query(`
      create schema bare;
      create table bare.note (
        tenant_id uuid not null, stream text not null, version int not null, pos bigint generated always as identity,
        id uuid not null, type text not null, data jsonb not null, meta jsonb not null, at timestamptz not null default now(),
        primary key (tenant_id, stream, version))`);
  });

/** Runs the bare Nest and Apollo process as long as the work takes; it is compiled with this package. */
export const withBare = async <T>(databaseUrl: string, work: (bare: Bare) => Promise<T>): Promise<T> => {
  const child = fork(join(import.meta.dirname, '..', 'dist', 'bare', 'main.js'), [databaseUrl], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  const [message] = (await Promise.race([
    once(child, 'message'),
    gone.then(() => {
      throw new Error('The bare service ended while starting.');
    }),
  ])) as [{ readonly ready: string }];
  try {
    return await work({ url: message.ready, pid: child.pid ?? 0 });
  } finally {
    if (child.connected) child.disconnect();
    await gone;
  }
};
