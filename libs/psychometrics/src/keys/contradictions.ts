import { Refusal } from '../refusal.ts';
import { type ScaleDefinition, type Scoring } from '../scale.ts';
import { type Basis, KNOWN_KEYS, type KnownKey } from './known-keys.ts';

export type ContradictionCode =
  | 'SCALE_NOT_IN_KEY'
  | 'ITEM_NUMBER_UNKNOWN'
  | 'ITEM_NUMBER_TWICE'
  | 'ITEM_OF_ANOTHER_SCALE'
  | 'ITEM_NOT_IN_KEY'
  | 'ITEM_LACKING'
  | 'REVERSED_AGAINST_KEY'
  | 'UNREVERSED_AGAINST_KEY'
  | 'WEIGHTED_AGAINST_KEY'
  | 'RANGE_AGAINST_KEY'
  | 'SCORING_AGAINST_KEY';

/** Where a definition says otherwise than a known key, on what basis the key is known, and where that can be read. */
export interface Contradiction {
  readonly code: ContradictionCode;
  readonly instrument: string;
  readonly scale: string;
  /** Canonical item number, or the definition's own code where it has none. */
  readonly item?: string;
  readonly basis: Basis;
  readonly sources: readonly string[];
}

/** The canonical number of an item: the digits at the end of its code (`7`, `q07`, `ECR_7`), or null. */
export const itemNumber = (item: string): number | null => {
  const digits = /(\d+)$/.exec(item)?.[1];
  return digits === undefined ? null : Number(digits);
};

/**
 * Everything in which a scale definition contradicts the known key of its instrument; an empty list means that it agrees.
 * A definition with contradictions must not be used under the instrument's name.
 *
 * `numberOf` says which canonical item an item code stands for: positions in a shuffled questionnaire are not item
 * numbers. Errors: `INSTRUMENT_UNKNOWN` when no key of that name is known.
 */
export const contradictions = (
  instrument: string,
  scale: ScaleDefinition,
  numberOf: (item: string) => number | null = itemNumber,
): Contradiction[] => {
  const key = KNOWN_KEYS.find((known) => known.instrument === instrument);
  if (!key) throw new Refusal('INSTRUMENT_UNKNOWN', { parameter: instrument });
  const about = (code: ContradictionCode, basis: Basis, item?: number | string): Contradiction => ({
    code,
    instrument,
    scale: scale.code,
    ...(item === undefined ? {} : { item: `${item}` }),
    basis,
    sources: key.sources,
  });
  const { key: basis, ranges: rangeBasis = 'SEEN' } = key.basis;
  const known = Object.entries(key.scales).find(([code]) => code === scale.code)?.[1];
  if (!known) return [about('SCALE_NOT_IN_KEY', basis)];
  const numbered = scale.items.map((item) => ({ item, number: numberOf(item) }));
  const numbers = new Set(numbered.map(({ number }) => number));
  const reversed = new Set(scale.reversed.map(numberOf));
  const range =
    key.ranges?.some(({ min, max }) => min === scale.range.min && max === scale.range.max) ?? true;
  return [
    ...numbered.flatMap(({ item, number }, at) => {
      if (number === null) return [about('ITEM_NUMBER_UNKNOWN', basis, item)];
      if (numbered.findIndex((other) => other.number === number) < at)
        return [about('ITEM_NUMBER_TWICE', basis, number)];
      return known.items.includes(number) ? [] : [about(foreign(key, number), basis, number)];
    }),
    ...known.items.flatMap((item) => {
      if (!numbers.has(item)) return [about('ITEM_LACKING', basis, item)];
      if (reversed.has(item) === known.reversed.includes(item)) return [];
      return [about(reversed.has(item) ? 'REVERSED_AGAINST_KEY' : 'UNREVERSED_AGAINST_KEY', basis, item)];
    }),
    ...weighted(scale).map((item) => about('WEIGHTED_AGAINST_KEY', basis, item)),
    ...(range ? [] : [about('RANGE_AGAINST_KEY', rangeBasis)]),
    ...(key.scorings.some((scoring) => sameScoring(scoring, scale.scoring))
      ? []
      : [about('SCORING_AGAINST_KEY', basis)]),
  ];
};

/**
 * Refuses a definition that contradicts the known key of its instrument: `KEY_CONTRADICTED` with the first contradiction's
 * code as parameter and its item where it has one. Errors besides: `INSTRUMENT_UNKNOWN`.
 */
export const refuseContradictions = (
  instrument: string,
  scale: ScaleDefinition,
  numberOf: (item: string) => number | null = itemNumber,
): void => {
  const [first] = contradictions(instrument, scale, numberOf);
  if (first)
    throw new Refusal('KEY_CONTRADICTED', {
      parameter: first.code,
      ...(first.item === undefined ? {} : { item: first.item }),
    });
};

const foreign = (key: KnownKey, number: number): ContradictionCode =>
  Object.values(key.scales).some(({ items }) => items.includes(number))
    ? 'ITEM_OF_ANOTHER_SCALE'
    : 'ITEM_NOT_IN_KEY';

const weighted = ({ weights = {} }: ScaleDefinition): string[] =>
  Object.entries(weights).flatMap(([item, weight]) => (weight === 1 ? [] : [item]));

const sameScoring = (a: Scoring, b: Scoring): boolean => {
  const plain = (scoring: Scoring) =>
    scoring.method === 'SUM_TIMES_FACTOR' ? [scoring.factor, scoring.offset ?? 0] : [1, 0];
  const [methodA, methodB] = [a, b].map(({ method }) => (method === 'SUM_TIMES_FACTOR' ? 'SUM' : method));
  return methodA === methodB && plain(a).every((x, i) => x === plain(b)[i]);
};
