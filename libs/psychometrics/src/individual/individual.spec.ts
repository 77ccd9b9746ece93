import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clinicallySignificantChange, cutoffs } from './clinical-change.ts';
import { percentile, tScore } from './norms.ts';
import { type MeasurementError, reliableChange, standardErrorOfMeasurement } from './reliable-change.ts';

const error: MeasurementError = { sd: 7.5, sdFrom: 'NORM', reliability: 0.8 };
const populations = { clinical: { mean: 40, sd: 7.5 }, functional: { mean: 60, sd: 7.5 } };

describe('The worked example of Jacobson & Truax 1991', () => {
  it('has a standard error of measurement of 3.35 and a reliable change index of 3.16', () => {
    expect(standardErrorOfMeasurement(error)).toBeCloseTo(3.354, 3);
    const change = reliableChange(32.5, 47.5, error, 'HIGHER');
    expect(change).toMatchObject({ reliable: true, direction: 'IMPROVED', sdFrom: 'NORM' });
    expect(change.computed && change.rci).toBeCloseTo(3.162, 3);
  });

  it('has the cut-offs a = 55, b = 45 and c = 50', () => {
    expect(cutoffs(populations, 'HIGHER')).toMatchObject({
      A: { cutoff: 55 },
      B: { cutoff: 45 },
      C: { cutoff: 50 },
    });
  });

  it('is improvement short of recovery: 47.5 is below c', () => {
    expect(clinicallySignificantChange(32.5, 47.5, 50, error, 'HIGHER')).toMatchObject({
      status: 'IMPROVED',
    });
    expect(clinicallySignificantChange(32.5, 50.5, 50, error, 'HIGHER')).toMatchObject({
      status: 'RECOVERED',
    });
    expect(clinicallySignificantChange(32.5, 50, 50, error, 'HIGHER')).toMatchObject({ status: 'IMPROVED' });
  });
});

describe('Reliable change', () => {
  it('does not begin at exactly 1.96, but beyond', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (sd, reliability) => {
          const own: MeasurementError = { sd, reliability, sdFrom: 'BASELINE' };
          const at = 1.96 * Math.SQRT2 * standardErrorOfMeasurement(own);
          expect(reliableChange(0, at, own, 'HIGHER')).toMatchObject({ reliable: false, direction: 'NONE' });
          expect(reliableChange(0, at * 1.000001, own, 'LOWER')).toMatchObject({ direction: 'DETERIORATED' });
        },
      ),
    );
  });

  it('knows no better where neither direction is better, and none without error', () => {
    expect(reliableChange(0, -30, error, 'NEITHER')).toMatchObject({ direction: 'LOWER' });
    expect(reliableChange(0, 1, { ...error, reliability: 1 }, 'HIGHER')).toEqual({
      computed: false,
      reason: 'NO_MEASUREMENT_ERROR',
    });
  });

  it.each([
    [{ ...error, reliability: 1.01 }, 'RELIABILITY_OUT_OF_RANGE'],
    [{ ...error, reliability: -0.1 }, 'RELIABILITY_OUT_OF_RANGE'],
    [{ ...error, reliability: NaN }, 'RELIABILITY_OUT_OF_RANGE'],
    [{ ...error, sd: 0 }, 'SD_NOT_POSITIVE'],
    [{ ...error, sd: Infinity }, 'NOT_A_NUMBER'],
  ])('refuses %p', (wrong, code) => {
    expect(() => reliableChange(1, 2, wrong, 'HIGHER')).toThrow(expect.objectContaining({ code }));
  });
});

describe('Clinically significant change', () => {
  it('mirrors where lower is better', () => {
    const status = (before: number, after: number) =>
      clinicallySignificantChange(before, after, 50, error, 'LOWER');
    expect(status(70, 45)).toMatchObject({ status: 'RECOVERED' });
    expect(status(70, 55)).toMatchObject({ status: 'IMPROVED' });
    expect(status(70, 69)).toMatchObject({ status: 'UNCHANGED' });
    expect(status(55, 75)).toMatchObject({ status: 'DETERIORATED' });
    expect(status(50, 20)).toMatchObject({ reason: 'NOT_CLINICAL_AT_START' });
    expect(status(45, 20)).toMatchObject({ reason: 'NOT_CLINICAL_AT_START' });
  });

  it('needs a direction, both groups for c, and groups that lie as the direction says', () => {
    expect(clinicallySignificantChange(1, 2, 1.5, error, 'NEITHER')).toMatchObject({
      reason: 'NO_DIRECTION',
    });
    const none = cutoffs({ functional: populations.functional }, 'HIGHER');
    expect(none).toMatchObject({
      A: { reason: 'NO_CLINICAL_NORM' },
      B: { cutoff: 45 },
      C: { reason: 'NO_CLINICAL_NORM' },
    });
    expect(() => cutoffs(populations, 'LOWER')).toThrow(
      expect.objectContaining({ code: 'CUTOFF_AGAINST_DIRECTION' }),
    );
  });
});

describe('A norm', () => {
  const normal = { kind: 'NORMAL', mean: 3, sd: 0.5 } as const;

  it('gives T scores and normal percentiles (R pnorm: Φ(1) = 0.8413447460685429)', () => {
    expect(tScore(3.5, normal)).toMatchObject({ t: 60, z: 1 });
    const at = percentile(3.5, normal);
    expect(at.computed && at.percentile).toBeCloseTo(84.13447460685429, 10);
  });

  it('that is empirical gives mid ranks (scipy percentileofscore([1, 2, 3, 3, 4], 3, "mean") = 60)', () => {
    const scores = [1, 2, 3, 3, 4];
    expect(percentile(3, { kind: 'EMPIRICAL', scores })).toEqual({
      computed: true,
      percentile: 60,
      method: 'EMPIRICAL_MID_RANK',
      n: 5,
    });
    expect(tScore(3, { kind: 'EMPIRICAL', scores })).toMatchObject({ reason: 'NORM_EMPIRICAL' });
  });

  it('that is skewed or not there gives none', () => {
    expect(percentile(3, { ...normal, skewed: true })).toMatchObject({ reason: 'NORM_SKEWED' });
    expect(tScore(3, { ...normal, skewed: true })).toMatchObject({ reason: 'NORM_SKEWED' });
    expect(tScore(3, null)).toMatchObject({ reason: 'NO_NORM' });
    expect(percentile(3, null)).toMatchObject({ reason: 'NO_NORM' });
    expect(percentile(3, { kind: 'EMPIRICAL', scores: [] })).toMatchObject({ reason: 'NO_NORM' });
    expect(() => percentile(NaN, normal)).toThrow(expect.objectContaining({ code: 'NOT_A_NUMBER' }));
  });
});
