import {
  contradictions,
  cronbachAlpha,
  matrixOf,
  reliableChange,
  type ScaleDefinition,
  scaleDefects,
  scoreMatrix,
  unreversedItems,
} from '../src/index.ts';

const resilience: ScaleDefinition = {
  code: 'total',
  items: ['1', '2', '3', '4', '5', '6'],
  reversed: ['2', '4', '6'],
  range: { min: 1, max: 5 },
  scoring: { method: 'MEAN' },
  missing: { atLeastShare: 0.8 },
  better: 'HIGHER',
};

const sheets = [
  { 1: 4, 2: 2, 3: 4, 4: 2, 5: 5, 6: 1 },
  { 1: 2, 2: 4, 3: 2, 4: 5, 5: 1, 6: 4 },
  { 1: 3, 2: 3, 3: 2, 4: 3, 5: 3, 6: null },
  { 1: 5, 2: 1, 3: 5, 4: 2, 5: 4, 6: 2 },
  { 1: 4, 2: null, 3: 3, 4: null, 5: 3, 6: 3 },
];

const [scored] = scoreMatrix([resilience], matrixOf(resilience.items, sheets));
const alpha = cronbachAlpha(resilience, sheets, 'LISTWISE');
const error = { sd: 0.7, sdFrom: 'NORM', reliability: 0.85 } as const;
const change = reliableChange(2.5, 3.5, error, resilience.better);

export const answers = {
  defects: scaleDefects(resilience),
  contradictions: contradictions('brs', { ...resilience, reversed: [] }).map(({ item }) => item),
  scores: Array.from(scored?.scores ?? []),
  without: Array.from(scored?.tooFew.rows ?? []),
  alpha: alpha.computed ? alpha.alpha.toFixed(3) : alpha.reason,
  unreversed: unreversedItems(resilience, sheets, 'LISTWISE'),
  rci: change.computed ? change.rci.toFixed(3) : change.reason,
};
