// Carries out one fault. Processes of services and the gateway come back by their supervisor; of the servers, the drill is the operator.
import { setTimeout as after } from 'node:timers/promises';
import { type Rig, type Victim } from './rig.ts';
import { type Fault, type Target } from './schedule.ts';

const find = async (rig: Rig, { kind, service }: Target): Promise<Victim> => {
  // It may just be coming back from the fault before.
  for (let tries = 0; tries < 600; tries++) {
    const victim = rig.victims().find((each) => each.kind === kind && each.service === service);
    if (victim) return victim;
    await after(100);
  }
  throw new Error(`${service ?? ''} ${kind} did not come back within a minute.`.trim());
};

const signal = (pid: number, name: NodeJS.Signals): boolean => {
  try {
    return process.kill(pid, name);
  } catch {
    return false; // it was gone already
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const untilGone = async (pid: number): Promise<void> => {
  for (let tries = 0; isAlive(pid) && tries < 600; tries++) await after(100);
};

const isServer = (kind: string): kind is 'broker' | 'postgres' => kind === 'broker' || kind === 'postgres';

/** Hurts, and brings back what nobody else brings back. Resolves when that is done. */
export const hurt = async (rig: Rig, fault: Fault): Promise<void> => {
  const { pid, kind } = await find(rig, fault.target);
  switch (fault.what) {
    case 'FREEZE':
      signal(pid, 'SIGSTOP');
      await after(fault.seconds * 1000);
      signal(pid, 'SIGCONT');
      return;
    case 'KILL':
      signal(pid, 'SIGKILL');
      break;
    case 'RESTART_IMMEDIATELY':
      signal(pid, 'SIGQUIT'); // what pg_ctl stop -m immediate sends
      break;
    case 'TAKE_AWAY':
      signal(pid, 'SIGTERM');
      await after(fault.seconds * 1000);
      break;
  }
  if (!isServer(kind)) return;
  await untilGone(pid);
  await rig.restart(kind);
};
