import { interleave, ratios, rounded, roundedSpread, spreadOf } from '../../measure.ts';
import { type Line, type Setup, type Target } from '../../report.ts';
import { type Ran } from './jobs.ts';
import { startSide } from './side.ts';

export interface Comparison {
  readonly figure: string;
  readonly job: string;
  readonly size: number;
  /** The module with the library's jobs, and that with its peer's; without a peer the figure is CPU time. */
  readonly ours: string;
  readonly peer?: { readonly name: string; readonly module: string };
  readonly divided: string;
  readonly dividedBy?: string;
  readonly target?: Target;
}

const differs = (a: readonly number[], b: readonly number[]): boolean =>
  a.length !== b.length ||
  a.some((x, at) => !(Math.abs(x - (b[at] ?? NaN)) <= 1e-9 * Math.max(1, Math.abs(x))));

/** CPU time of a library, over that of its peer where there is one; both must give the same answer. */
export const compare = async (setup: Setup, comparison: Comparison): Promise<void> => {
  const { figure, job, size, ours, peer, divided, dividedBy, target } = comparison;
  const modules = [{ name: 'library', module: ours }, ...(peer ? [peer] : [])];
  const last = new Map<string, Ran>();
  const sides = await Promise.all(
    modules.map(async ({ name, module }) => ({ name, side: await startSide(module, job, size) })),
  );
  try {
    const rounds = sides.map(({ name, side }) => ({
      name,
      round: async () => {
        const ran = await side.run();
        last.set(name, ran);
        return ran.milliseconds;
      },
    }));
    const found = await interleave(rounds, setup.rounds, (message) => setup.tell(`${figure}: ${message} ms`));
    const [first, ...others] = [...last.values()].map(({ answer }) => answer);
    if (others.some((other) => differs(first ?? [], other)))
      throw new Error(`${figure}: the library and its peer give different answers.`);
    const own = found.get('library') ?? [];
    const spread = spreadOf(peer ? ratios(own, found.get(peer.name) ?? []) : own);
    const line: Line = {
      figure,
      value: rounded(spread.median),
      unit: peer ? '×' : 'ms',
      divided,
      spread: roundedSpread(spread),
      size,
      milliseconds: Object.fromEntries(
        [...found].map(([name, each]) => [name, roundedSpread(spreadOf(each))]),
      ),
      ...(first && first.length <= 4 ? { answer: first } : {}),
      mebibytesOverIdle: Object.fromEntries([...last].map(([name, ran]) => [name, rounded(ran.overIdle)])),
    };
    setup.print({
      ...line,
      ...(dividedBy === undefined ? {} : { dividedBy }),
      ...(target ? { target } : {}),
    });
  } finally {
    await Promise.all(sides.map(({ side }) => side.stop()));
  }
};
