// One service or the gateway, in a thread or a process of its own. Loads at once, starts when told, ends with its parent.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';

const what = isMainThread ? process.argv[2] : workerData;
const parent = isMainThread ? process : parentPort;
const tell = (message) => (isMainThread ? process.send(message) : parentPort.postMessage(message));

const inbox = [];
let wake = () => {};
parent.on('message', (message) => (inbox.push(message), wake()));
const next = async () => {
  while (inbox.length === 0) await new Promise((resolve) => (wake = resolve));
  return inbox.shift();
};

if (isMainThread) {
  process.on('SIGINT', () => {}).on('SIGTERM', () => {}); // Ctrl-C reaches the whole group; the parent decides the order
  process.once('disconnect', () => (inbox.push({}), wake()));
}

const { start, startGateway, migrate } = await import(`@securebase/${what}`);
tell({ loaded: true });
const { port, env, subgraphs } = await next();
if (port === undefined) process.exit(0);
Object.assign(process.env, env);
await migrate?.();
const running = await (start ?? startGateway)(port, subgraphs);
tell({ url: running.url });
await next();
await running.stop();
process.exit(0);
