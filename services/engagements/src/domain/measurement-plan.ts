import { type Occasion, type Perspective } from '@securebase/contracts';
import { ensure } from '@securebase/domain-kit';

export interface Measure {
  readonly instrumentId: string;
  readonly occasion: Occasion;
  readonly perspective: Perspective;
}

/** Which instrument is for whom at which occasion, and what will decide whether something has changed. */
export interface MeasurementPlan {
  readonly measures: readonly Measure[];
  /** The one scale that decides whether a person has changed. */
  readonly primary: { readonly instrumentId: string; readonly scale: string };
  /** Who rates the environment, and how many of them. */
  readonly raters: readonly { readonly perspective: Perspective; readonly planned: number }[];
  /** Below it a change of the environment does not matter; in standard deviations of the baseline. */
  readonly margin: number;
  /** How far two ratings of a rater are expected to go together when nothing has changed. */
  readonly retest: number;
}

const keyOf = ({ instrumentId, occasion, perspective }: Measure) =>
  `${instrumentId} ${occasion} ${perspective}`;

/** What decides, as one text: the same for plans under which the same is decided in the same way. */
const whatDecides = ({ primary, raters, margin, retest }: MeasurementPlan): string =>
  JSON.stringify([
    primary.instrumentId,
    primary.scale,
    raters.map(({ perspective }) => perspective).sort(),
    margin,
    retest,
  ]);

/** Whether two plans say the same. */
export const samePlan = (a: MeasurementPlan, b: MeasurementPlan): boolean =>
  whatDecides(a) === whatDecides(b) &&
  JSON.stringify([a.measures.map(keyOf).sort(), plannedOf(a)]) ===
    JSON.stringify([b.measures.map(keyOf).sort(), plannedOf(b)]);

const plannedOf = ({ raters }: MeasurementPlan) =>
  raters.map(({ perspective, planned }) => `${perspective} ${planned}`).sort();

/**
 * A plan that can be carried out.
 * @throws Rejected MEASURE_TWICE, RATER_TWICE, CLIENT_IS_NO_RATER, PRIMARY_NOT_MEASURED, RATERS_NOT_MEASURED
 */
export const ensurePlan = (plan: MeasurementPlan): void => {
  const { measures, primary, raters } = plan;
  ensure(new Set(measures.map(keyOf)).size === measures.length, 'MEASURE_TWICE', ['input', 'measures']);
  const perspectives = raters.map(({ perspective }) => perspective);
  ensure(new Set(perspectives).size === raters.length, 'RATER_TWICE', ['input', 'raters']);
  ensure(!perspectives.includes('SELF'), 'CLIENT_IS_NO_RATER', ['input', 'raters']);
  // Change needs two measures: before, and at the end or after it.
  const isMeasuredTwice = (is: (measure: Measure) => boolean) => {
    const at = new Set(measures.filter(is).map(({ occasion }) => occasion));
    return at.has('BASELINE') && (at.has('CLOSING') || at.has('FOLLOW_UP'));
  };
  ensure(
    isMeasuredTwice((each) => each.instrumentId === primary.instrumentId && each.perspective === 'SELF'),
    'PRIMARY_NOT_MEASURED',
    ['input', 'primary'],
  );
  ensure(
    perspectives.every((rater) => isMeasuredTwice(({ perspective }) => perspective === rater)),
    'RATERS_NOT_MEASURED',
    ['input', 'raters'],
  );
};

/**
 * Once a program is open a baseline may exist under its plan: from then on what decides stays as it was agreed before anybody
 * knew a result. Measures may be added or left out, and other numbers of raters planned, as long as it can still be decided.
 * @throws Rejected MEASUREMENT_PLAN_FIXED
 */
export const ensureSameDecision = (before: MeasurementPlan | undefined, plan: MeasurementPlan): void => {
  ensure(!before || whatDecides(before) === whatDecides(plan), 'MEASUREMENT_PLAN_FIXED', ['input']);
};
