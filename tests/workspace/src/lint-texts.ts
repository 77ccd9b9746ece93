// Lints texts as if they stood in existing files, so that a test need not write into the repository.
// Standard input: [{ folder, file, text }]; standard output: for each, the rules that it breaks.
import { join, relative } from 'node:path';
import { text as read } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const root = join(import.meta.dirname, '../../..');
const texts = JSON.parse(await read(process.stdin)) as { folder: string; file: string; text: string }[];

const found: (string | null)[][] = [];
for (const { folder, file, text } of texts) {
  const cwd = join(root, folder);
  process.chdir(cwd); // as npm does: the configuration looks where it is
  const eslint = new ESLint({ cwd, overrideConfigFile: relative(cwd, join(root, 'eslint.config.mjs')) });
  const [result] = await eslint.lintText(text, { filePath: join(cwd, file) });
  found.push((result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(found));
