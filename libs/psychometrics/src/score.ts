import { none, type Outcome, value } from './outcome.ts';
import { finite, Refusal } from './refusal.ts';
import { type AnswerRange, answersNeeded, refuseDefective, type ScaleDefinition } from './scale.ts';
import { scoreRule } from './score-rule.ts';

/** Answers by item code. An item that is absent, null or undefined was not answered. */
export type Answers = Readonly<Record<string, number | null | undefined>>;

export type ScaleScore = Outcome<
  {
    /** In the scale's unit: the answer's (mean), answers added up (sum), or times the factor. */
    score: number;
    answered: number;
    /** How many items the scale has. */
    items: number;
    /** True when items were missing and the score stands for all of them. */
    prorated: boolean;
  },
  'TOO_FEW_ANSWERS' | 'ANSWER_OUT_OF_RANGE',
  { answered: number; items: number; needed: number; item?: string }
>;

/**
 * An answer seen from the other end: min + max − x, in the item's unit.
 *
 * Source: standard reverse keying, for example R psych `reverse.code`. Range: [min, max]. An answer outside it, or one
 * that is no finite number, is refused with `ANSWER_OUT_OF_RANGE`, never clipped. Errors: `NOT_A_NUMBER` for an end of the range that is not finite, `RANGE_EMPTY`
 * for a highest answer that is not above the lowest.
 */
export const reverse = (
  answer: number,
  range: AnswerRange,
): Outcome<{ answer: number }, 'ANSWER_OUT_OF_RANGE'> => {
  const sum = finite(finite(range.min, 'range') + finite(range.max, 'range'), 'range');
  if (range.min >= range.max) throw new Refusal('RANGE_EMPTY', { parameter: 'range' });
  return within(answer, range) ? value({ answer: sum - answer }) : none('ANSWER_OUT_OF_RANGE');
};

/**
 * A scale's score from one respondent's answers: the mean of the answered items after reversing, Σwx/Σw, or that mean × Σw
 * of all items (sum), or (that sum + offset) × factor. Without weights w = 1. When items are missing, mean and sum
 * therefore stand for the whole scale (prorated).
 *
 * Source: R psych `scoreItems` without imputation. Range: [min, max] for a mean, [k·min, k·max] for a sum of k items.
 * Below the scale's missing rule: `TOO_FEW_ANSWERS`. An answer outside the range: `ANSWER_OUT_OF_RANGE` with its item.
 * Answers to items of other scales are ignored. Errors: `SCALE_DEFECTIVE` with the first of `scaleDefects`. O(items²).
 */
export const scaleScore = (scale: ScaleDefinition, answers: Answers): ScaleScore => {
  refuseDefective(scale);
  const reversed = new Set(scale.reversed);
  const items = scale.items.length;
  const needed = answersNeeded(scale);
  const given = scale.items.flatMap((item) => {
    const answer = answers[item];
    return answer === null || answer === undefined ? [] : [{ item, answer }];
  });
  const refused = given.find(({ answer }) => !within(answer, scale.range));
  const counts = { answered: given.length, items };
  if (refused) return none('ANSWER_OUT_OF_RANGE', { ...counts, needed, item: refused.item });
  if (given.length === 0 || given.length < needed) return none('TOO_FEW_ANSWERS', { ...counts, needed });
  const { min, max } = scale.range;
  const weightOf = (item: string): number => scale.weights?.[item] ?? 1;
  let total = 0;
  let weight = 0;
  for (const { item, answer } of given) {
    const w = weightOf(item);
    total += reversed.has(item) ? w * (min + max) - w * answer : w * answer;
    weight += w;
  }
  const score = scoreRule(scale)(total, weight, given.length);
  return value({ score, ...counts, prorated: given.length < items });
};

const within = (answer: number, { min, max }: AnswerRange): boolean =>
  Number.isFinite(answer) && answer >= min && answer <= max;
