import { Refusal } from './refusal.ts';

/** The answers that an item allows, from `min` to `max`, both included, in the item's own unit. */
export interface AnswerRange {
  readonly min: number;
  readonly max: number;
}

/**
 * How many of a scale's items must be answered for a score: a share of them (0 < share ≤ 1) or a number of them
 * (1 … the number of items). The default is `DEFAULT_MISSING_RULE`.
 */
export type MissingRule = { readonly atLeastShare: number } | { readonly atLeastItems: number };

/** At least 80 % of the items: our default where an instrument states no rule of its own. */
export const DEFAULT_MISSING_RULE: MissingRule = { atLeastShare: 0.8 };

/**
 * How answers become a score: their mean, their sum, or their sum times a factor (WHO-5: 4). With an `offset` the score is
 * (sum + offset) × factor: keys in circulation are written so.
 */
export type Scoring =
  | { readonly method: 'MEAN' }
  | { readonly method: 'SUM' }
  | { readonly method: 'SUM_TIMES_FACTOR'; readonly factor: number; readonly offset?: number };

/** Which direction of change is improvement. Never assume that higher is better. */
export type Better = 'HIGHER' | 'LOWER' | 'NEITHER';

/** A scale as data: everything that scoring needs to know, and no sentences. */
export interface ScaleDefinition {
  /** Stable name within its instrument: `avoidance`. */
  readonly code: string;
  /** Codes of the items, each once. */
  readonly items: readonly string[];
  /** Those of the items that count the other way round. */
  readonly reversed: readonly string[];
  /**
   * How much an item counts, for items that do not count 1. The mean is then Σwx/Σw over the answered items, a sum that
   * mean × Σw over all items.
   */
  readonly weights?: Readonly<Record<string, number>>;
  readonly range: AnswerRange;
  readonly scoring: Scoring;
  readonly missing: MissingRule;
  readonly better: Better;
}

export type ScaleDefectCode =
  | 'SCALE_WITHOUT_CODE'
  | 'SCALE_WITHOUT_ITEMS'
  | 'ITEM_TWICE'
  | 'REVERSED_TWICE'
  | 'REVERSED_ITEM_NOT_IN_SCALE'
  | 'RANGE_NOT_NUMBERS'
  | 'RANGE_EMPTY'
  | 'NUMBER_TOO_LARGE'
  | 'FACTOR_NOT_POSITIVE'
  | 'OFFSET_NOT_A_NUMBER'
  | 'METHOD_UNKNOWN'
  | 'DIRECTION_UNKNOWN'
  | 'WEIGHT_NOT_POSITIVE'
  | 'WEIGHTED_ITEM_NOT_IN_SCALE'
  | 'MISSING_RULE_OUT_OF_RANGE';

/** What is wrong with a definition, and where: `['items', '3']`. */
export interface ScaleDefect {
  readonly code: ScaleDefectCode;
  readonly path: readonly string[];
}

/**
 * Everything that is wrong with a definition; an empty list means that it can be scored. Definitions are data, and data may
 * say what their type does not allow: an unknown method or direction is a defect, too. O(items²).
 */
export const scaleDefects = (scale: ScaleDefinition): ScaleDefect[] => [
  ...defect(scale.code.trim() === '', 'SCALE_WITHOUT_CODE', 'code'),
  ...defect(scale.items.length === 0, 'SCALE_WITHOUT_ITEMS', 'items'),
  ...repeated(scale.items).map((index) => ({ code: 'ITEM_TWICE' as const, path: ['items', `${index}`] })),
  ...repeated(scale.reversed).map((index) => ({
    code: 'REVERSED_TWICE' as const,
    path: ['reversed', `${index}`],
  })),
  ...scale.reversed.flatMap((item, index) =>
    defect(!scale.items.includes(item), 'REVERSED_ITEM_NOT_IN_SCALE', 'reversed', `${index}`),
  ),
  ...weightDefects(scale),
  ...defect(!METHODS.includes(scale.scoring.method), 'METHOD_UNKNOWN', 'scoring', 'method'),
  ...defect(!DIRECTIONS.includes(scale.better), 'DIRECTION_UNKNOWN', 'better'),
  ...rangeDefects(scale.range),
  ...defect(
    scale.scoring.method === 'SUM_TIMES_FACTOR' &&
      !(Number.isFinite(scale.scoring.factor) && scale.scoring.factor > 0),
    'FACTOR_NOT_POSITIVE',
    'scoring',
    'factor',
  ),
  ...defect(
    scale.scoring.method === 'SUM_TIMES_FACTOR' && scale.scoring.factor > LARGEST,
    'NUMBER_TOO_LARGE',
    'scoring',
    'factor',
  ),
  ...offsetDefects(scale.scoring),
  ...defect(!missingRuleHolds(scale.missing, scale.items.length), 'MISSING_RULE_OUT_OF_RANGE', 'missing'),
];

/** Refuses a definition with defects: `SCALE_DEFECTIVE` with the first defect's code and path. */
export const refuseDefective = (scale: ScaleDefinition): void => {
  const [first] = scaleDefects(scale);
  if (first) throw new Refusal('SCALE_DEFECTIVE', { parameter: `${first.code} ${first.path.join('.')}` });
};

/** The smallest number of answers that the scale's missing rule accepts. */
export const answersNeeded = ({ items, missing }: ScaleDefinition): number =>
  // 0.8 × 5 is 4.000000000000001 in some orders of evaluation: a hair's breadth must not cost an answer.
  'atLeastItems' in missing ? missing.atLeastItems : Math.ceil(missing.atLeastShare * items.length - 1e-9);

const METHODS: readonly string[] = ['MEAN', 'SUM', 'SUM_TIMES_FACTOR'] satisfies Scoring['method'][];
const DIRECTIONS: readonly string[] = ['HIGHER', 'LOWER', 'NEITHER'] satisfies Better[];

/** Far beyond any answer scale, and small enough that no sum of answers leaves the numbers. */
const LARGEST = 1_000_000;

const defect = (wrong: boolean, code: ScaleDefectCode, ...path: string[]): ScaleDefect[] =>
  wrong ? [{ code, path }] : [];

const repeated = (codes: readonly string[]): number[] =>
  codes.flatMap((code, index) => (codes.indexOf(code) < index ? [index] : []));

const rangeDefects = ({ min, max }: AnswerRange): ScaleDefect[] =>
  Number.isFinite(min) && Number.isFinite(max)
    ? [
        ...defect(min >= max, 'RANGE_EMPTY', 'range'),
        ...defect(Math.max(Math.abs(min), Math.abs(max)) > LARGEST, 'NUMBER_TOO_LARGE', 'range'),
      ]
    : defect(true, 'RANGE_NOT_NUMBERS', 'range');

const weightDefects = ({ items, weights = {} }: ScaleDefinition): ScaleDefect[] =>
  Object.entries(weights).flatMap(([item, weight]) => [
    ...defect(!items.includes(item), 'WEIGHTED_ITEM_NOT_IN_SCALE', 'weights', item),
    ...defect(!(Number.isFinite(weight) && weight > 0), 'WEIGHT_NOT_POSITIVE', 'weights', item),
    ...defect(Number.isFinite(weight) && weight > LARGEST, 'NUMBER_TOO_LARGE', 'weights', item),
  ]);

const offsetDefects = (scoring: Scoring): ScaleDefect[] =>
  scoring.method !== 'SUM_TIMES_FACTOR' || scoring.offset === undefined
    ? []
    : [
        ...defect(!Number.isFinite(scoring.offset), 'OFFSET_NOT_A_NUMBER', 'scoring', 'offset'),
        ...defect(
          Number.isFinite(scoring.offset) && Math.abs(scoring.offset) > LARGEST,
          'NUMBER_TOO_LARGE',
          'scoring',
          'offset',
        ),
      ];

const missingRuleHolds = (rule: MissingRule, items: number): boolean =>
  'atLeastItems' in rule
    ? Number.isInteger(rule.atLeastItems) && rule.atLeastItems >= 1 && rule.atLeastItems <= items
    : rule.atLeastShare > 0 && rule.atLeastShare <= 1;
