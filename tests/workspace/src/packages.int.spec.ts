// The mathematics are packages that others can install: each is packed, unpacked outside the workspace, compiled against and run.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { folders, root } from './starting.ts';

const execute = promisify(execFile);

/** Uses each package as a stranger would; `wrong` and `unsaid` are never run, and compile only where types are more than `any`. */
const consumers: Readonly<Record<string, { readonly program: string; readonly says: string }>> = {
  psychometrics: {
    program: `import { type GoalAttainment, goalAttainment, raterIccs } from '@securebase/psychometrics';
const icc = raterIccs([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]);
const attained: GoalAttainment = goalAttainment([{ score: 1, weight: 1 }]);
const single = icc.computed ? icc.forms['ICC(2,1)'] : icc;
console.log(single.computed && single.value.toFixed(2), attained.computed && attained.value);
// @ts-expect-error a text is no matrix
export const wrong = () => raterIccs('9 2 5 8');
`,
    says: '0.29 60',
  },
  'network-metrics': {
    program: `import { Readable } from 'node:stream';
import { betweenness, density, Workers } from '@securebase/network-metrics';
import { type NetworkFile, readEdgeList, writeEdgeList } from '@securebase/network-metrics/formats';
const text = () => Readable.from(['from,to\\nAda,Ben\\nBen', ',Cleo\\n']);
const file: NetworkFile = await readEdgeList(text(), { directed: true });
const found = density(file.graph);
const workers = new Workers(1);
const between = await workers.betweenness(file.graph);
await workers.close();
const alone = betweenness(file.graph);
console.log(found.computed && found.value.toFixed(2));
console.log(between.computed && between.values.join(), alone.computed && alone.values.join());
console.log([...writeEdgeList(file)].join('').split(/[\\r\\n]+/).join(' '));
// @ts-expect-error a text is no graph
export const wrong = () => density('Ada');
// @ts-expect-error an edge list does not say whether it is directed
export const unsaid = () => readEdgeList(text());
`,
    says: '0.33\n0,1,0 0,1,0\nsource,target Ada,Ben Ben,Cleo',
  },
  'disclosure-control': {
    program: `import { loadSolver } from '@securebase/disclosure-control/attacker';
const solver = await loadSolver();
const { ObjectiveValue } = solver.solve('Maximize obj: x Subject To c: 2 x <= 5 End', { output_flag: false });
console.log(ObjectiveValue);
// @ts-expect-error a number is no model
export const wrong = () => solver.solve(5, { output_flag: false });
`,
    says: '2.5',
  },
};

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly type: string;
  readonly description?: string;
  readonly license?: string;
  readonly sideEffects: boolean;
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const npm = (args: readonly string[], cwd: string) => {
  const script = process.env['npm_execpath'];
  const env = { ...process.env, npm_config_update_notifier: 'false', npm_config_offline: 'true' };
  return script?.endsWith('.js')
    ? execute(process.execPath, [script, ...args], { cwd, env })
    : execute('npm', args, { cwd, env });
};

/** Packs a library and unpacks it among the packages of a new folder, with what it says it depends on and nothing else. */
const installed = async (library: string, folder: string): Promise<{ home: string; manifest: Manifest }> => {
  const packages = join(folder, 'node_modules');
  const home = join(packages, '@securebase', library);
  mkdirSync(home, { recursive: true });
  await npm(['pack', '--silent', '--pack-destination', folder], join(root, 'libs', library));
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
  await execute('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', home]);
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
  // The compiler of the consumer knows Node's types, as everybody's does.
  for (const name of [...Object.keys(manifest.dependencies ?? {}), '@types/node']) {
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(packages, name));
  }
  return { home, manifest };
};

/** Strict, without the workspace's condition `source`, and with the declarations themselves checked. */
const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: 'ES2023',
  lib: ['ES2024'],
  module: 'NodeNext',
  types: ['node'],
};

const compile = async (folder: string): Promise<string> => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  try {
    await execute(process.execPath, [compiler, '-p', folder]);
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
};

describe.each(Object.entries(consumers))('The package %s', (library, { program, says }) => {
  const { make, forget } = folders();
  afterAll(forget);

  it('compiles and runs in a folder that knows nothing of the workspace', async () => {
    const folder = make();
    const { home, manifest } = await installed(library, folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
    writeFileSync(join(folder, 'main.ts'), program);
    expect(await compile(folder)).toBe('');
    // Numbers are printed in colour where whoever started the tests wants colours.
    const env = { ...process.env, FORCE_COLOR: '0' };
    const { stdout } = await execute(process.execPath, [join(folder, 'main.js')], { env });
    expect(stdout.trim()).toBe(says);

    expect(manifest).toMatchObject({ type: 'module', sideEffects: false });
    expect(manifest.private ?? false).toBe(false);
    expect([manifest.description, manifest.license]).not.toContain(undefined);
    for (const conditions of Object.values(manifest.exports))
      expect(Object.values(conditions).filter((file) => !existsSync(join(home, file)))).toEqual([]);
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /\.spec\.|(^|\/)test(\/|$)/.test(file))).toEqual([]);
  });
});
