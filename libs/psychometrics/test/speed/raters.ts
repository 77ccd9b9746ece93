// CPU milliseconds of raterIccs on a file of row-major float64: node raters.ts <file> <rows> <columns>. See tests/oracles.
import { readFileSync } from 'node:fs';
import { raterIccs } from '../../src/raters/icc.ts';

const [file = '', rows = '0', columns = '0'] = process.argv.slice(2);
const bytes = readFileSync(file);
const values = new Float64Array(new Uint8Array(bytes).buffer);
const matrix = { rows: Number(rows), columns: Number(columns), values };
const runs = Array.from({ length: 9 }, () => {
  const start = process.cpuUsage();
  const result = raterIccs(matrix);
  const { user, system } = process.cpuUsage(start);
  if (!result.computed) throw new Error(result.reason);
  return { ms: (user + system) / 1000, result };
});
const [last] = runs.slice(-1);
const value = (name: 'ICC(2,1)' | 'ICC(3,k)') => {
  const icc = last?.result.forms[name];
  return icc?.computed ? icc.value : null;
};
const sorted = runs.map(({ ms }) => ms).sort((a, b) => a - b);
console.log(
  JSON.stringify({
    median: sorted[4],
    first: runs[0]?.ms,
    absolute: value('ICC(2,1)'),
    consistent: value('ICC(3,k)'),
  }),
);
