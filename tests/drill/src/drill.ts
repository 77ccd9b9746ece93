// One drill: load, faults, recovery by itself, and the question whether everything that was promised is there.
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { check } from './checker.ts';
import { makeClient, type Wish } from './client.ts';
import { type Consumer, type Evidence } from './evidence.ts';
import { type Finding } from './finding.ts';
import { hurt } from './hurt.ts';
import { openJournal, readJournal } from './journal.ts';
import { type Random, random } from './random.ts';
import { type Rig } from './rig.ts';
import { describe, type Fault, type Plan, schedule } from './schedule.ts';

export interface Drill extends Omit<Plan, 'services'> {
  readonly seed: number;
  readonly clients: number;
  /** How long the platform may take to recover when the last fault is over, in seconds. */
  readonly recovery: number;
  /** Journal, data and logs. */
  readonly folder: string;
  readonly tell: (message: string) => void;
}

export interface Result {
  readonly faults: readonly Fault[];
  readonly commands: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly tries: number;
  /** Tries without an answer, or with one that leaves open what happened. */
  readonly unanswered: number;
  readonly findings: readonly Finding[];
  /** Seconds from the end of the last fault until everything had caught up. */
  readonly recovered: number;
}

/** What the drill needs to know of the product's interface: how to begin, what to wish for, what must come of it. */
export interface Stage {
  /** Makes what clients need to begin with; returns what a client wishes for next. */
  readonly prepare: (rig: Rig) => Promise<(random: Random) => Wish>;
  /** Everything that follows a log or a topic, and how far behind it is. */
  readonly consumers: (rig: Rig) => Promise<readonly Consumer[]>;
  /** Everything that is left, once nothing is under way any more. */
  readonly gather: (rig: Rig) => Promise<Evidence>;
}

const carryOut = async (
  rig: Rig,
  faults: readonly Fault[],
  { tell }: Drill,
  write: (what: string) => void,
): Promise<string[]> => {
  const started = performance.now();
  const failed: string[] = [];
  const busy = new Map<string, Promise<unknown>>();
  await Promise.all(
    faults.map(async (fault, index) => {
      const target = `${fault.target.service ?? ''} ${fault.target.kind}`;
      const before = busy.get(target);
      const over = Promise.withResolvers<undefined>();
      busy.set(target, over.promise);
      await after(fault.at * 1000 - (performance.now() - started));
      await before; // what is away cannot be hurt: it has its turn when it is back
      const what = describe(fault);
      tell(`fault ${index + 1}/${faults.length}: ${what}`);
      write(what);
      try {
        await hurt(rig, fault);
      } catch (error) {
        failed.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        over.resolve(undefined);
      }
    }),
  );
  return failed;
};

/** Asks again and again until nothing is behind: a platform that does not get there in time has not recovered. */
const recover = async (rig: Rig, stage: Stage, { recovery, tell }: Drill): Promise<string | undefined> => {
  const deadline = performance.now() + recovery * 1000;
  for (;;) {
    let left: string;
    try {
      const behind = (await stage.consumers(rig)).filter((consumer) => consumer.behind > 0);
      if (behind.length === 0) return undefined;
      left = behind.map((consumer) => `${consumer.name} (${consumer.behind})`).join(', ');
    } catch (error) {
      left = error instanceof Error ? error.message : String(error);
    }
    if (performance.now() > deadline) return `after ${recovery} s still: ${left}`;
    tell(`waiting for ${left}`);
    await after(1000);
  }
};

export const runDrill = async (rig: Rig, stage: Stage, drill: Drill): Promise<Result> => {
  const { seed, seconds, folder, tell } = drill;
  const source = random(seed);
  const file = join(folder, 'journal.jsonl');
  const journal = openJournal(file);
  const wish = await stage.prepare(rig);
  const faults = schedule({ ...drill, services: rig.services }, source.fork('faults'));
  const beginning = performance.now();
  const now = () => performance.now() - beginning;
  const over = new AbortController();
  const giveUp = new AbortController();
  const clients = Array.from({ length: drill.clients }, async (_, number) => {
    const own = source.fork(`client ${number}`);
    const client = makeClient({ number, url: rig.url, journal, random: own, now, patience: 5000 });
    while (!over.signal.aborted) await client.carryOut(wish(own), giveUp.signal);
  });
  const loaded = after(seconds * 1000);
  const failed = await carryOut(rig, faults, drill, (what) =>
    journal.write({ kind: 'FAULT', at: now(), what }),
  );
  await loaded;
  over.abort();
  tell('the load ends; clients finish what they began');
  const patience = setTimeout(() => giveUp.abort(), drill.recovery * 1000);
  await Promise.all(clients);
  clearTimeout(patience);
  const from = performance.now();
  const late = await recover(rig, stage, drill);
  const recovered = (performance.now() - from) / 1000;
  journal.close();
  const entries = readJournal(file);
  const ids = (kind: string) =>
    new Set(
      entries.flatMap((entry) => (entry.kind === kind && 'commandId' in entry ? [entry.commandId] : [])),
    );
  const findings = [
    ...[...failed, ...(late === undefined ? [] : [late])].map((what): Finding => ({
      fault: 'NOT_RECOVERED',
      what,
    })),
    ...check(entries, await stage.gather(rig)),
  ];
  return {
    faults,
    commands: ids('SENT').size,
    acknowledged: ids('ACKNOWLEDGED').size,
    refused: ids('REFUSED').size,
    tries: entries.filter(({ kind }) => kind === 'SENT').length,
    unanswered: entries.filter(({ kind }) => kind === 'UNKNOWN').length,
    findings,
    recovered,
  };
};
