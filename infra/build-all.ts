// Compiles every package that has changed; Nx knows which.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@securebase/embedded';

const root = join(import.meta.dirname, '..');

/** Runs a target of Nx; resolves to whether it succeeded, and what it said. */
export const nx = (
  args: readonly string[],
  output: 'pipe' | 'inherit' = 'pipe',
): Promise<{ ok: boolean; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [realpathSync(join(root, 'node_modules/.bin/nx')), ...args], {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: output === 'inherit' ? '1' : '0' },
      stdio: ['ignore', output, output],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.once('exit', (code) => {
      resolve({ ok: code === 0, said });
    });
  });

export const build = async (): Promise<void> => {
  const { ok, said } = await nx(['run-many', '-t', 'build', '--outputStyle=static']);
  if (!ok) throw new Problem(`The build failed:\n${said}`, 'Mend what it names, then start again.');
};
