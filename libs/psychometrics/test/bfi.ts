import { readFileSync } from 'node:fs';
import { DEFAULT_MISSING_RULE, type ScaleDefinition } from '../src/scale.ts';
import { type Answers } from '../src/score.ts';

const folder = new URL('../../../examples/bfi/', import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

const rows = (file: string): Record<string, string>[] => {
  const [header = '', ...lines] = text(file).trim().split('\n');
  const names = header.replaceAll('"', '').split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])));
};

interface Expected {
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly scale: readonly {
    _row: string;
    alpha_complete_cases: number;
    alpha_pairwise: number;
    omega_cfa_ml: number;
    n_complete: number;
  }[];
  readonly means: Readonly<Record<string, number>>;
  readonly sds: Readonly<Record<string, number>>;
}

/** 2,800 answer sheets and what R psych makes of them. See examples/bfi/README.md. */
export const bfi = () => {
  const expected = JSON.parse(text('bfi.expected.json')) as Expected;
  const scales = Object.entries(expected.keys).map(([code, keys]): ScaleDefinition => ({
    code,
    items: keys.map((key) => key.replace('-', '')),
    reversed: keys.filter((key) => key.startsWith('-')).map((key) => key.slice(1)),
    range: { min: 1, max: 6 },
    scoring: { method: 'MEAN' },
    missing: DEFAULT_MISSING_RULE,
    better: 'NEITHER',
  }));
  const sheets = rows('bfi.csv').map((row): Answers =>
    Object.fromEntries(Object.entries(row).map(([item, cell]) => [item, cell === '' ? null : Number(cell)])),
  );
  return { expected, scales, sheets, scores: rows('bfi.expected-scores.csv') };
};

interface ExpectedItems {
  readonly tool: string;
  readonly scales: Readonly<Record<string, Readonly<Record<ItemColumn, readonly number[]>>>>;
}

type ItemColumn =
  | 'n'
  | 'mean'
  | 'sd'
  | 'floor'
  | 'ceiling'
  | 'item_rest'
  | 'alpha_if_dropped'
  | 'alpha_if_dropped_pairwise'
  | 'loading'
  | 'uniqueness';

/** Items of the same sheets by R psych and lavaan. See bfi-items/README.md. */
export const bfiItems = (): ExpectedItems =>
  JSON.parse(
    readFileSync(new URL('bfi-items/items.expected.json', import.meta.url), 'utf8'),
  ) as ExpectedItems;
