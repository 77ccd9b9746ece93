import { none, type Outcome, value } from '../outcome.ts';
import { finite, Refusal } from '../refusal.ts';
import { type Better } from '../scale.ts';
import { type MeasurementError, type ReliableChange, reliableChange } from './reliable-change.ts';

/** Mean and standard deviation of a group's scores, in the scale's unit. */
export interface GroupScores {
  readonly mean: number;
  readonly sd: number;
}

/** The groups between which the cut-offs lie. A cut-off that needs a group not given is not computed. */
export interface Populations {
  readonly clinical?: GroupScores;
  readonly functional?: GroupScores;
}

export type CutoffName = 'A' | 'B' | 'C';

export type Cutoff = Outcome<
  { cutoff: number; method: CutoffName },
  'NO_CLINICAL_NORM' | 'NO_FUNCTIONAL_NORM' | 'NO_DIRECTION'
>;

/** Recovered: reliable improvement across the cut-off. Improved: reliable, but not across it. */
export type ClinicalStatus = 'RECOVERED' | 'IMPROVED' | 'UNCHANGED' | 'DETERIORATED';

export type ClinicalChange = Outcome<
  {
    status: ClinicalStatus;
    method: 'JACOBSON_TRUAX';
    cutoff: number;
    change: Extract<ReliableChange, { computed: true }>;
  },
  'NOT_CLINICAL_AT_START' | 'NO_DIRECTION' | 'NO_MEASUREMENT_ERROR'
>;

/**
 * Jacobson and Truax's cut-offs between a clinical (M₁, s₁) and a functional (M₀, s₀) population, in the scale's unit:
 * a = M₁ ± 2s₁, two standard deviations from the clinical mean towards health; b = M₀ ∓ 2s₀, two from the functional mean
 * towards illness; c = (s₀M₁ + s₁M₀)/(s₀ + s₁), as many standard deviations from either mean.
 *
 * Source: Jacobson & Truax 1991. A group that is missing: `NO_CLINICAL_NORM` or `NO_FUNCTIONAL_NORM`; neither direction
 * better: `NO_DIRECTION` for a and b. Errors: `SD_NOT_POSITIVE`, `NOT_A_NUMBER`; `CUTOFF_AGAINST_DIRECTION` when the
 * functional mean is not on the better side of the clinical one.
 */
export const cutoffs = (populations: Populations, better: Better): Readonly<Record<CutoffName, Cutoff>> => {
  const { clinical, functional } = populations;
  for (const [parameter, group] of Object.entries({ clinical, functional })) {
    if (!group) continue;
    finite(group.mean, parameter);
    if (!(finite(group.sd, parameter) > 0)) throw new Refusal('SD_NOT_POSITIVE', { parameter });
  }
  const up = better === 'HIGHER' ? 1 : -1;
  if (clinical && functional && better !== 'NEITHER' && !(up * (functional.mean - clinical.mean) > 0))
    throw new Refusal('CUTOFF_AGAINST_DIRECTION', { parameter: 'functional' });
  const named = (method: CutoffName, cutoff: number): Cutoff =>
    value({ cutoff: finite(cutoff, method), method });
  const directed = (cutoff: Cutoff): Cutoff => (better === 'NEITHER' ? none('NO_DIRECTION') : cutoff);
  return {
    A: directed(clinical ? named('A', clinical.mean + up * 2 * clinical.sd) : none('NO_CLINICAL_NORM')),
    B: directed(
      functional ? named('B', functional.mean - up * 2 * functional.sd) : none('NO_FUNCTIONAL_NORM'),
    ),
    C: !clinical
      ? none('NO_CLINICAL_NORM')
      : !functional
        ? none('NO_FUNCTIONAL_NORM')
        : named('C', between(clinical, functional)),
  };
};

const between = (clinical: GroupScores, functional: GroupScores): number =>
  (functional.sd * clinical.mean + clinical.sd * functional.mean) / (functional.sd + clinical.sd);

/**
 * Clinically significant change of one person: recovered when a reliable improvement crosses the cut-off from the clinical
 * side. A score on the cut-off is on neither side.
 *
 * Source: Jacobson & Truax 1991; R clinicalsignificance. A start that is not on the clinical side:
 * `NOT_CLINICAL_AT_START`; neither direction better: `NO_DIRECTION`. Errors: those of `reliableChange`.
 */
export const clinicallySignificantChange = (
  before: number,
  after: number,
  cutoff: number,
  error: MeasurementError,
  better: Better,
): ClinicalChange => {
  finite(cutoff, 'cutoff');
  const change = reliableChange(before, after, error, better);
  if (better === 'NEITHER') return none('NO_DIRECTION');
  if (!change.computed) return change;
  const healthy = (score: number): boolean => (better === 'HIGHER' ? score > cutoff : score < cutoff);
  if (healthy(before) || before === cutoff) return none('NOT_CLINICAL_AT_START');
  const status = statusOf(change.direction === 'IMPROVED', change.reliable, healthy(after));
  return value({ status, method: 'JACOBSON_TRUAX' as const, cutoff, change });
};

const statusOf = (improved: boolean, reliable: boolean, healthy: boolean): ClinicalStatus => {
  if (!reliable) return 'UNCHANGED';
  if (!improved) return 'DETERIORATED';
  return healthy ? 'RECOVERED' : 'IMPROVED';
};
