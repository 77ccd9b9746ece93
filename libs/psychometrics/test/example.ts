import {
  contradictions,
  cronbachAlpha,
  equivalence,
  goalAttainment,
  matrixOf,
  raterIccs,
  reliableChange,
  type ScaleDefinition,
  scaleDefects,
  scoreMatrix,
  standardizedChange,
  unreversedItems,
  withinGroupAgreement,
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

// From answers to scores.
const [scored] = scoreMatrix([resilience], matrixOf(resilience.items, sheets));
const alpha = cronbachAlpha(resilience, sheets, 'LISTWISE');

// One person's change, judged by the spread and the reliability of a norm; and one person's goals.
const error = { sd: 0.7, sdFrom: 'NORM', reliability: 0.85 } as const;
const change = reliableChange(2.5, 3.5, error, resilience.better);
const goals = goalAttainment([1, 1, 1].map((score) => ({ score, weight: 1 })));

// The change of six people, the last of whom was asked only once; a change below 0.5 would not matter.
const [before, after] = [
  [2.5, 3, 2, 3.5, 2.5, 4],
  [3.5, 3, 3, 4, 3, null],
];
const group = standardizedChange(before, after);
const same = equivalence(before, after, 0.5);

// Six targets rated by four judges (Shrout & Fleiss 1979), and three members of a team on two items.
const ratings = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];
const judges = raterIccs(ratings);
const icc = judges.computed ? judges.forms['ICC(2,1)'] : judges;
const team = withinGroupAgreement(
  [
    [4, 5],
    [4, 4],
    [5, 4],
  ],
  resilience.range,
);

export const answers = {
  defects: scaleDefects(resilience),
  contradictions: contradictions('brs', { ...resilience, reversed: [] }).map(({ item }) => item),
  scores: Array.from(scored?.scores ?? []),
  without: Array.from(scored?.tooFew.rows ?? []),
  alpha: alpha.computed ? alpha.alpha.toFixed(3) : alpha.reason,
  unreversed: unreversedItems(resilience, sheets, 'LISTWISE'),
  rci: change.computed ? change.rci.toFixed(3) : change.reason,
  goals: goals.computed ? goals.value.toFixed(3) : goals.reason,
  dz: group.computed
    ? [group.dz.value, group.dz.lower, group.dz.upper].map((x) => x.toFixed(3))
    : group.reason,
  equivalent: same.computed ? same.equivalent : same.reason,
  icc: icc.computed ? icc.value.toFixed(3) : icc.reason,
  rwg: team.computed ? team.value.toFixed(3) : team.reason,
};
