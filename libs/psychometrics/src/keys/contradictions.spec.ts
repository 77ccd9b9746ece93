import { describe, expect, it } from '@jest/globals';
import { DEFAULT_MISSING_RULE, type ScaleDefinition, scaleDefects } from '../scale.ts';
import { contradictions, refuseContradictions } from './contradictions.ts';
import { KNOWN_KEYS } from './known-keys.ts';

const definition = (instrument: string, code: string): ScaleDefinition => {
  const key = KNOWN_KEYS.find((known) => known.instrument === instrument);
  const scale = key?.scales[code];
  if (!key || !scale) throw new Error(`${instrument} ${code}`);
  return {
    code,
    items: scale.items.map((item) => `q${item}`),
    reversed: scale.reversed.map((item) => `q${item}`),
    range: key.ranges?.[0] ?? { min: 1, max: 7 },
    scoring: key.scorings[0] ?? { method: 'MEAN' },
    missing: DEFAULT_MISSING_RULE,
    better: 'NEITHER',
  };
};
const codes = (instrument: string, scale: ScaleDefinition) =>
  contradictions(instrument, scale).map(({ code, item }) => (item === undefined ? code : `${code} ${item}`));

describe('A known key', () => {
  const all = KNOWN_KEYS.flatMap(({ instrument, scales }) =>
    Object.keys(scales).map((code) => [instrument, code] as const),
  );

  it.each(all)('of %s %s is a sound definition and agrees with itself', (instrument, code) => {
    const scale = definition(instrument, code);
    expect(scaleDefects(scale)).toEqual([]);
    expect(contradictions(instrument, scale)).toEqual([]);
  });

  it.each(all)('of %s %s notices every single item that is turned round or left out', (instrument, code) => {
    const scale = definition(instrument, code);
    for (const item of scale.items) {
      const was = scale.reversed.includes(item);
      const reversed = was ? scale.reversed.filter((other) => other !== item) : [...scale.reversed, item];
      expect(codes(instrument, { ...scale, reversed })).toEqual([
        `${was ? 'UNREVERSED' : 'REVERSED'}_AGAINST_KEY ${item.slice(1)}`,
      ]);
      expect(codes(instrument, { ...scale, items: scale.items.filter((other) => other !== item) })).toEqual([
        `ITEM_LACKING ${item.slice(1)}`,
      ]);
    }
  });
});

describe('A wrong key that circulates is refused', () => {
  it('ECR-RS with five anxiety items: it has three', () => {
    const scale = definition('ecr-rs', 'anxiety');
    expect(codes('ecr-rs', { ...scale, items: ['5', '6', '7', '8', '9'] })).toEqual([
      'ITEM_OF_ANOTHER_SCALE 5',
      'ITEM_OF_ANOTHER_SCALE 6',
    ]);
    expect(() => refuseContradictions('ecr-rs', { ...scale, items: ['5', ...scale.items] })).toThrow(
      expect.objectContaining({ code: 'KEY_CONTRADICTED', item: '5', parameter: 'ITEM_OF_ANOTHER_SCALE' }),
    );
    expect(() => refuseContradictions('ecr-rs', scale)).not.toThrow();
  });

  it('WHO-5 as (raw − 5) × 4, in either way of writing it: it is raw × 4', () => {
    const scale = definition('who-5', 'total');
    const scoring = { method: 'SUM_TIMES_FACTOR', factor: 4, offset: -5 } as const;
    expect(codes('who-5', { ...scale, scoring })).toEqual(['SCORING_AGAINST_KEY']);
    expect(codes('who-5', { ...scale, scoring, range: { min: 1, max: 6 } })).toEqual([
      'RANGE_AGAINST_KEY',
      'SCORING_AGAINST_KEY',
    ]);
  });

  it('ECR with odd and even swapped: every item is one of the other scale', () => {
    const [avoidance, anxiety] = [definition('ecr', 'avoidance'), definition('ecr', 'anxiety')];
    const swapped = contradictions('ecr', { ...avoidance, items: anxiety.items, reversed: anxiety.reversed });
    expect(swapped.filter(({ code }) => code === 'ITEM_OF_ANOTHER_SCALE')).toHaveLength(18);
    expect(swapped[0]).toEqual({
      code: 'ITEM_OF_ANOTHER_SCALE',
      instrument: 'ecr',
      scale: 'avoidance',
      item: '2',
      basis: 'EMPIRICAL',
      sources: ['https://openpsychometrics.org/tests/ECR.php'],
    });
  });
});

describe('A definition under the name of an instrument', () => {
  it('may add all twelve items of the WAI-SR to a total of 12 to 60', () => {
    const total = definition('wai-sr', 'total');
    expect(total.items).toHaveLength(12);
    expect(codes('wai-sr', { ...total, scoring: { method: 'SUM' } })).toEqual([]);
  });

  it('is compared by canonical item numbers, however its items are called', () => {
    const scale = definition('brs', 'total');
    const named = { ...scale, items: ['a', 'b', 'c', 'd', 'e', 'f'], reversed: ['b', 'd', 'f'] };
    expect(codes('brs', named)).toContain('ITEM_NUMBER_UNKNOWN a');
    expect(contradictions('brs', named, (item) => 1 + 'abcdef'.indexOf(item))).toEqual([]);
  });

  it('has no scales, items and weights of its own', () => {
    const scale = definition('brs', 'total');
    expect(codes('brs', { ...scale, code: 'other' })).toEqual(['SCALE_NOT_IN_KEY']);
    expect(codes('brs', { ...scale, items: [...scale.items, 'q7'] })).toEqual(['ITEM_NOT_IN_KEY 7']);
    expect(codes('brs', { ...scale, items: [...scale.items, 'x6'] })).toEqual(['ITEM_NUMBER_TWICE 6']);
    expect(codes('brs', { ...scale, weights: { q1: 2 } })).toEqual(['WEIGHTED_AGAINST_KEY q1']);
    expect(() => contradictions('unheard-of', scale)).toThrow(
      expect.objectContaining({ code: 'INSTRUMENT_UNKNOWN' }),
    );
  });
});
