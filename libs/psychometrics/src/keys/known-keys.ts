import { type AnswerRange, type Scoring } from '../scale.ts';

/** How a fact is known: read in a public source, or checked against real answers. Nothing less is shipped. */
export type Basis = 'SEEN' | 'EMPIRICAL';

export interface KnownScale {
  readonly items: readonly number[];
  /** Those of the items that count the other way round on this scale. */
  readonly reversed: readonly number[];
}

/** The scoring key of a published instrument by canonical item numbers. It holds no sentences. */
export interface KnownKey {
  readonly instrument: string;
  readonly name: string;
  readonly citation: string;
  readonly scales: Readonly<Record<string, KnownScale>>;
  /** Every way of scoring that the key allows; the first is the usual one. */
  readonly scorings: readonly Scoring[];
  /** Every range in which the key was published or checked; absent where none is known from a source. */
  readonly ranges?: readonly AnswerRange[];
  readonly basis: { readonly key: Basis; readonly ranges?: Basis };
  readonly sources: readonly string[];
}

const every = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
const MEAN: Scoring = { method: 'MEAN' };
const SUM: Scoring = { method: 'SUM' };

/** Keys whose facts were read in a public source or checked against real answers, each with its basis. */
export const KNOWN_KEYS: readonly KnownKey[] = [
  {
    instrument: 'ecr',
    name: 'Experiences in Close Relationships',
    citation: 'Brennan, Clark & Shaver 1998',
    scales: {
      avoidance: { items: every(1, 35, 2), reversed: [3, 15, 19, 25, 27, 29, 31, 33, 35] },
      anxiety: { items: every(2, 36, 2), reversed: [22] },
    },
    scorings: [MEAN],
    // Published as 1 to 7; the open data that confirm the key were answered from 1 to 5.
    ranges: [
      { min: 1, max: 7 },
      { min: 1, max: 5 },
    ],
    basis: { key: 'EMPIRICAL', ranges: 'SEEN' },
    sources: ['https://openpsychometrics.org/tests/ECR.php'],
  },
  {
    instrument: 'ecr-r',
    name: 'ECR-Revised',
    citation: 'Fraley, Waller & Brennan 2000',
    scales: {
      anxiety: { items: every(1, 18), reversed: [9, 11] },
      avoidance: { items: every(19, 36), reversed: [20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36] },
    },
    scorings: [MEAN],
    basis: { key: 'SEEN' },
    sources: ['http://labs.psychology.illinois.edu/~rcfraley/measures/ecrr.htm'],
  },
  {
    instrument: 'ecr-rs',
    name: 'ECR-Relationship Structures',
    citation: 'Fraley, Heffernan, Vicary & Brumbaugh 2011',
    scales: {
      avoidance: { items: every(1, 6), reversed: [1, 2, 3, 4] },
      anxiety: { items: [7, 8, 9], reversed: [] },
    },
    scorings: [MEAN],
    ranges: [{ min: 1, max: 7 }],
    basis: { key: 'SEEN', ranges: 'SEEN' },
    sources: ['http://internal.psychology.illinois.edu/~rcfraley/measures/relstructures.htm'],
  },
  {
    instrument: 'maas',
    name: 'Mindful Attention Awareness Scale',
    citation: 'Brown & Ryan 2003',
    scales: { total: { items: every(1, 15), reversed: [] } },
    scorings: [MEAN],
    ranges: [{ min: 1, max: 6 }],
    basis: { key: 'SEEN', ranges: 'SEEN' },
    sources: ['http://selfdeterminationtheory.org/mindfulness-attention-awareness'],
  },
  {
    instrument: 'wai-sr',
    name: 'Working Alliance Inventory - Short Revised',
    citation: 'Hatcher & Gillaspy 2006',
    scales: {
      goal: { items: [4, 6, 8, 11], reversed: [] },
      task: { items: [1, 2, 10, 12], reversed: [] },
      bond: { items: [3, 5, 7, 9], reversed: [] },
      total: { items: every(1, 12), reversed: [] },
    },
    scorings: [SUM, MEAN],
    ranges: [{ min: 1, max: 5 }],
    basis: { key: 'SEEN', ranges: 'SEEN' },
    sources: ['https://docs.getrivet.ca/clinical-templates/specialized/wai-sr'],
  },
  {
    instrument: 'tps-7',
    name: 'Team Psychological Safety',
    citation: 'Edmondson 1999',
    scales: { total: { items: every(1, 7), reversed: [1, 3, 5] } },
    scorings: [MEAN],
    basis: { key: 'SEEN' },
    sources: ['http://www.scielo.br/scielo.php?script=sci_arttext&pid=S1413-82712021000100165'],
  },
  {
    instrument: 'scs-sf',
    name: 'Self-Compassion Scale Short Form',
    citation: 'Raes, Pommier, Neff & Van Gucht 2011',
    scales: {
      // Reversal belongs to the total only: the negative subscales are scored as they are.
      self_kindness: { items: [2, 6], reversed: [] },
      self_judgment: { items: [11, 12], reversed: [] },
      common_humanity: { items: [5, 10], reversed: [] },
      isolation: { items: [4, 8], reversed: [] },
      mindfulness: { items: [3, 7], reversed: [] },
      over_identification: { items: [1, 9], reversed: [] },
      total: { items: every(1, 12), reversed: [1, 4, 8, 9, 11, 12] },
    },
    scorings: [MEAN, SUM],
    ranges: [{ min: 1, max: 5 }],
    basis: { key: 'SEEN', ranges: 'SEEN' },
    sources: [
      'https://help.blueprint-health.com/en/articles/5208446-self-compassion-scale-short-form-scs-sf',
    ],
  },
  {
    instrument: 'who-5',
    name: 'WHO-5 Well-Being Index',
    citation: 'Topp et al. 2015',
    scales: { total: { items: every(1, 5), reversed: [] } },
    scorings: [{ method: 'SUM_TIMES_FACTOR', factor: 4 }],
    ranges: [{ min: 0, max: 5 }],
    basis: { key: 'SEEN', ranges: 'SEEN' },
    sources: ['https://www.psytoolkit.org/survey-library/who5.html'],
  },
  {
    instrument: 'pss-10',
    name: 'Perceived Stress Scale 10',
    citation: 'Cohen & Williamson 1988',
    scales: { total: { items: every(1, 10), reversed: [4, 5, 7, 8] } },
    scorings: [SUM],
    ranges: [{ min: 0, max: 4 }],
    basis: { key: 'SEEN', ranges: 'SEEN' },
    sources: ['http://www.psy.cmu.edu/~scohen/PSSscore.html'],
  },
  {
    instrument: 'brs',
    name: 'Brief Resilience Scale',
    citation: 'Smith et al. 2008',
    scales: { total: { items: every(1, 6), reversed: [2, 4, 6] } },
    scorings: [MEAN],
    ranges: [{ min: 1, max: 5 }],
    basis: { key: 'SEEN', ranges: 'SEEN' },
    sources: ['https://pmc.ncbi.nlm.nih.gov/articles/PMC5811014'],
  },
];
