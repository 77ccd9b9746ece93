import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fieldsOf, type Logger } from '@securebase/service-kit/edge';
import { type Graph } from './graph.ts';
import { type Metrics } from './metrics.ts';

export interface SupergraphFile {
  readonly graph: () => Graph;
  readonly stop: () => void;
}

const lookEvery = 500;

/**
 * The supergraph in a file, read again when the file changes. Requests under way finish on the one that they began with. A
 * file that is no supergraph changes nothing.
 */
export const followSupergraph = async (
  file: string,
  make: (sdl: string) => Promise<Graph>,
  log: Logger,
  metrics: Metrics,
): Promise<SupergraphFile> => {
  let sdl = await readFile(file, 'utf8');
  let graph = await make(sdl);
  let reading = Promise.resolve();

  const read = async () => {
    const text = await readFile(file, 'utf8');
    if (text === sdl) return;
    graph = await make(text);
    sdl = text;
    metrics.reload('ok');
    log.info('read the supergraph again');
  };
  const changed = (now: Stats, before: Stats) => {
    if (now.mtimeMs === before.mtimeMs && now.ino === before.ino) return;
    reading = reading.then(read).catch((error: unknown) => {
      metrics.reload('refused');
      log.error(fieldsOf(error), 'the changed supergraph was refused; the one before stays');
    });
  };
  watchFile(file, { interval: lookEvery, persistent: false }, changed);
  return {
    graph: () => graph,
    stop: () => {
      unwatchFile(file, changed);
    },
  };
};
