// CPU time of the library on generated answer sheets, as JSON. Called by tests/oracles/psychometrics/speed.py; alone: node --conditions=source speed.ts
import {
  answerMatrix,
  cronbachAlpha,
  mcdonaldOmega,
  scoreMatrix,
  type ScaleDefinition,
} from '../src/index.ts';

const items = Array.from({ length: 36 }, (_, i) => `q${i + 1}`);
const scale = (code: string, from: number): ScaleDefinition => ({
  code,
  items: items.filter((_, i) => i % 2 === from),
  reversed: items.filter((_, i) => i % 2 === from && i % 6 > 3),
  range: { min: 1, max: 7 },
  scoring: { method: 'MEAN' },
  missing: { atLeastShare: 0.8 },
  better: 'LOWER',
});
const whole: ScaleDefinition = { ...scale('whole', 0), items, reversed: items.filter((_, i) => i % 6 > 3) };

/** Answers 1 to 7 with a common part, one cell in fifty a gap (0). A linear congruential generator: speed, not chance. */
const sheets = (rows: number) => {
  let state = 20_240_501;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const cells = new Uint8Array(rows * 36);
  for (let row = 0; row < rows; row += 1) {
    const common = next() * 4;
    for (let i = 0; i < 36; i += 1) {
      const x = 1 + Math.floor(common + next() * 3);
      cells[row * 36 + i] = next() < 0.02 ? 0 : i % 6 > 3 ? 8 - x : x;
    }
  }
  return answerMatrix({ items, rows, cells, gap: 0 });
};

/** Median CPU time in milliseconds of seven runs after two that warm up. */
const cpu = (run: () => unknown): number => {
  const times = Array.from({ length: 9 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.slice(2).sort((a, b) => a - b)[3] ?? 0;
};

const million = sheets(1_000_000);
const hundredThousand = sheets(100_000);
console.log(
  JSON.stringify({
    score: cpu(() => scoreMatrix([scale('avoidance', 0), scale('anxiety', 1)], million)),
    alphaListwise: cpu(() => cronbachAlpha(whole, hundredThousand, 'LISTWISE')),
    alphaPairwise: cpu(() => cronbachAlpha(whole, hundredThousand, 'PAIRWISE')),
    omega: cpu(() => mcdonaldOmega(whole, hundredThousand)),
  }),
);
