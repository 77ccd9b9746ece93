// One side in a process of its own, so that neither warms up, fills or slows the other: node child.ts <module with jobs>
import { type Jobs, type Task } from './jobs.ts';

const [module = ''] = process.argv.slice(2);
const { jobs } = (await import(module)) as { jobs: Jobs };
const most = (): number => process.resourceUsage().maxRSS / 1024;
const idle = most();
let run: () => readonly number[] = () => [];

process.on('message', (task: Task) => {
  if (task.do === 'prepare') {
    const prepare = jobs[task.job];
    if (!prepare) throw new Error(`There is no job "${task.job}".`);
    run = prepare(task.size);
    process.send?.({});
    return;
  }
  const before = process.cpuUsage();
  const answer = run();
  const { user, system } = process.cpuUsage(before);
  process.send?.({ milliseconds: (user + system) / 1000, answer, overIdle: most() - idle });
});
process.send?.({});
