import { expect, it } from '@jest/globals';
import { reporter } from './report.ts';

it('prints one JSON line per figure and says whether its target was met', () => {
  const lines: string[] = [];
  const { print, missed } = reporter((text) => lines.push(text));
  print({ figure: 'fast', value: 2, unit: '×', target: { atLeast: 1.6, aim: 3 } });
  print({ figure: 'slow', value: 5, unit: '×', target: { atMost: 4 } });
  print({ figure: 'size', value: 700, unit: 'MiB', target: { aimAtMost: 600 } });
  expect(lines.map((line) => (JSON.parse(line) as { met?: boolean }).met)).toEqual([true, false, undefined]);
  expect(lines.map((line) => (JSON.parse(line) as { aimMet?: boolean }).aimMet)).toEqual([
    false,
    undefined,
    false,
  ]);
  expect(lines.every((line) => line.endsWith('\n'))).toBe(true);
  expect(missed).toEqual(['slow']);
});

it('a figure that is not a number meets no target', () => {
  const { print, missed } = reporter(() => undefined);
  print({ figure: 'none', value: Number.NaN, unit: '×', target: { atMost: 4 } });
  expect(missed).toEqual(['none']);
});
