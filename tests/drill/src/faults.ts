// Hurts a platform of its own under load and checks that nothing was lost. Exit code 1 on any finding.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Drill, runDrill } from './drill.ts';
import { removeRig, startRig } from './platform.ts';
import { describe } from './schedule.ts';
import { stage } from './stage.ts';

export interface FaultOptions {
  readonly seed?: number;
  readonly minutes: number;
  readonly kills?: number;
  readonly away: number;
  readonly clients: number;
  readonly short: boolean;
  readonly keep: boolean;
}

export const faults = async (options: FaultOptions, tell: (message: string) => void): Promise<void> => {
  const seed = options.seed ?? Date.now() % 1_000_000;
  const seconds = options.short ? 60 : options.minutes * 60;
  const folder = join(import.meta.dirname, '..', '..', '..', '.local', 'drill', `${seed}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const drill: Drill = {
    seed,
    seconds,
    kills: options.kills ?? (options.short ? 9 : Math.max(9, Math.round(options.minutes * 6))),
    away: options.short ? 5 : options.away,
    clients: options.clients,
    recovery: 180,
    folder,
    tell,
  };
  tell(`seed ${seed}: ${drill.kills} faults in ${seconds} s, ${drill.clients} clients`);

  const rig = await startRig({ folder, tell });
  try {
    const { faults: done, findings, ...counts } = await runDrill(rig, stage, drill);
    const { commands, acknowledged, refused, unanswered } = counts;
    console.log(
      JSON.stringify({ seed, seconds, kills: done.map(describe), ...counts, findings: findings.length }),
    );
    const lines = findings.map(({ fault, what }) => `${fault}: ${what}`);
    for (const line of lines.slice(0, 50)) console.log(line);
    if (lines.length > 50) console.log(`… and ${lines.length - 50} more, in ${join(folder, 'findings')}`);
    const verdict =
      findings.length === 0 ? 'nothing was lost, doubled, reordered or wrong' : `${findings.length} findings`;
    console.log(
      `${done.length} faults, ${commands} commands (${acknowledged} acknowledged, ${refused} refused, ${unanswered} tries without an answer): ${verdict}.`,
    );
    if (findings.length > 0) {
      writeFileSync(join(folder, 'findings'), lines.join('\n'));
      const again = `--seed ${seed} --minutes ${seconds / 60} --kills ${drill.kills} --away ${drill.away} --clients ${drill.clients}`;
      console.log(`To repeat: npm run drill -- ${again}. Evidence: ${folder}`);
      process.exitCode = 1;
    }
  } finally {
    await rig.stop();
  }
  if (process.exitCode !== 1 && !options.keep) removeRig(folder);
};
