import { type InstrumentDefinition, type SealedAnswers, type SealedScores } from '@securebase/contracts';
import {
  DEFAULT_MISSING_RULE,
  type ScaleDefinition,
  scaleDefects,
  scaleScore,
} from '@securebase/psychometrics';

/** What is wrong with a definition or with answers: a stable code, and where. */
export interface Defect {
  readonly code: string;
  readonly path: readonly string[];
}

/** The scales of an instrument in the form that psychometrics scores. */
export const scalesOf = (definition: InstrumentDefinition): ScaleDefinition[] =>
  definition.scales.map(({ code, items, scoring, better, missing }) => ({
    code,
    items,
    scoring,
    better,
    reversed: definition.reversed.filter((item) => items.includes(item)),
    range: definition.range,
    missing: missing ?? definition.missing ?? DEFAULT_MISSING_RULE,
  }));

export const definitionDefects = (definition: InstrumentDefinition): Defect[] => {
  const items = new Set(definition.items);
  return [
    ...(items.size === 0 ? [{ code: 'INSTRUMENT_WITHOUT_ITEMS', path: ['items'] }] : []),
    ...repeated(definition.items).map((at) => ({ code: 'ITEM_TWICE', path: ['items', `${at}`] })),
    ...repeated(definition.reversed).map((at) => ({ code: 'REVERSED_TWICE', path: ['reversed', `${at}`] })),
    ...unknown(definition.reversed, items).map((at) => ({
      code: 'UNKNOWN_ITEM',
      path: ['reversed', `${at}`],
    })),
    ...repeated(definition.scales.map(({ code }) => code)).map((at) => ({
      code: 'SCALE_TWICE',
      path: ['scales', `${at}`, 'code'],
    })),
    ...definition.scales.flatMap((scale, index) =>
      unknown(scale.items, items).map((at) => ({
        code: 'UNKNOWN_ITEM',
        path: ['scales', `${index}`, 'items', `${at}`],
      })),
    ),
    ...scalesOf(definition).flatMap((scale, index) =>
      scaleDefects(scale).map(({ code, path }) => ({ code, path: ['scales', `${index}`, ...path] })),
    ),
  ];
};

/** Answers are whole numbers within the range, to items of the instrument. Nothing is clipped or rounded. */
export const answerDefects = (definition: InstrumentDefinition, answers: SealedAnswers): Defect[] => {
  const items = new Set(definition.items);
  const { min, max } = definition.range;
  return Object.entries(answers).flatMap(([item, answer]) => {
    if (!items.has(item)) return [{ code: 'UNKNOWN_ITEM', path: [item] }];
    if (!Number.isInteger(answer)) return [{ code: 'ANSWER_NOT_WHOLE', path: [item] }];
    return answer < min || answer > max ? [{ code: 'ANSWER_OUT_OF_RANGE', path: [item] }] : [];
  });
};

/** A score, or the reason why there is none, for every scale. Expects answers without defects. */
export const scoresOf = (definition: InstrumentDefinition, answers: SealedAnswers): SealedScores =>
  scorer(definition)(answers);

/** `scoresOf` for many sheets of one instrument. */
export const scorer = (definition: InstrumentDefinition) => {
  const scales = scalesOf(definition);
  return (answers: SealedAnswers): SealedScores =>
    scales.map((scale) => {
      const result = scaleScore(scale, answers);
      const counts = { scale: scale.code, answered: result.answered, items: result.items };
      return result.computed ? { ...counts, score: result.score } : { ...counts, reason: 'TOO_FEW_ANSWERS' };
    });
};

const repeated = (codes: readonly string[]): number[] =>
  codes.flatMap((code, index) => (codes.indexOf(code) < index ? [index] : []));

const unknown = (codes: readonly string[], items: ReadonlySet<string>): number[] =>
  codes.flatMap((code, index) => (items.has(code) ? [] : [index]));
