import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { answers } from '../test/example.ts';
import { cronbachAlpha } from './alpha.ts';
import * as library from './index.ts';
import { type ScaleDefinition } from './scale.ts';

const text = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

describe('The worked example of the README', () => {
  it('is the one that runs, and finds what the page says (α and RCI checked with NumPy, d_z with scipy, the ICC and r_wg(j) with R psych and multilevel)', () => {
    const readme = text('../README.md');
    const block = (language: string) => readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
    const example = text('../test/example.ts').replace('../src/index.ts', '@securebase/psychometrics');
    expect(block('ts')).toBe(example);
    expect(answers).toEqual(JSON.parse(block('json')));
  });

  it('is on a page that names every function and constant that is exported', () => {
    const readme = text('../README.md');
    expect(Object.keys(library).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("Cronbach's alpha", () => {
  it('does not move when a constant is added to every answer', () => {
    const answer = fc.integer({ min: 1, max: 5 });
    const sheets = fc.array(fc.record({ a: answer, b: answer, c: fc.option(answer) }), { maxLength: 20 });
    fc.assert(
      fc.property(sheets, fc.integer({ min: -50, max: 50 }), (given, by) => {
        const scale: ScaleDefinition = {
          code: 's',
          items: ['a', 'b', 'c'],
          reversed: ['b'],
          range: { min: 1, max: 5 },
          scoring: { method: 'MEAN' },
          missing: { atLeastItems: 1 },
          better: 'NEITHER',
        };
        const moved = given.map(({ a, b, c }) => ({ a: a + by, b: b + by, c: c === null ? null : c + by }));
        const range = { min: 1 + by, max: 5 + by };
        for (const gaps of ['LISTWISE', 'PAIRWISE'] as const) {
          const [before, after] = [
            cronbachAlpha(scale, given, gaps),
            cronbachAlpha({ ...scale, range }, moved, gaps),
          ];
          expect(after.computed).toBe(before.computed);
          if (before.computed && after.computed) expect(after.alpha).toBeCloseTo(before.alpha, 6);
        }
      }),
    );
  });
});
