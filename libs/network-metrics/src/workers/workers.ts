import { Piscina } from 'piscina';
import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { type NodeValues, none, type Outcome, value } from '../outcome.ts';
import { blocksOf, sumOfBlocks } from '../paths/betweenness.ts';
import { type Sampled, samplingOf, type SamplingOptions } from '../sampling/sampled-betweenness.ts';
import { checkLengths, type Strengths } from '../strengths.ts';
import { type Task } from './task.ts';

export interface WorkOptions {
  /** Told after each block of 64 sources how many sources are done, of how many as far as is known. */
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Heavy metrics in worker threads. They read the graph's rows from shared memory; what they give back is added up in a fixed
 * order, so that the result is the same to the last bit for any number of workers, and as without them. Close it when done.
 */
export class Workers implements AsyncDisposable {
  readonly #pool: Piscina<Task, Float64Array | undefined>;

  /** @param workers how many threads; as many as there are processors where it is not given */
  constructor(workers?: number) {
    if (workers !== undefined && !(Number.isSafeInteger(workers) && workers > 0))
      throw new NetworkError('OUT_OF_RANGE', { parameter: 'workers' });
    // From the sources as they are, or from what was built of them: the task lies beside this file.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#pool = new Piscina({
      filename: new URL(`./task.${extension}`, import.meta.url).href,
      name: 'run',
      ...(workers === undefined ? {} : { minThreads: workers, maxThreads: workers }),
    });
  }

  /** As `betweenness`. @throws NetworkError as that, and CANCELLED */
  async betweenness(
    graph: Graph,
    options: Strengths & WorkOptions = {},
  ): Promise<Outcome<NodeValues, 'TOO_MANY_PATHS'>> {
    checkLengths(graph, options);
    const blocks = blocksOf(Int32Array.from(graph.nodes.keys()));
    const values = sumOfBlocks(graph, await this.#run('DEPENDENCIES', graph, blocks, options));
    return values ? value({ values, method: 'Brandes 2001' }) : none('TOO_MANY_PATHS');
  }

  /** As `sampledBetweenness`. @throws NetworkError as that, and CANCELLED */
  async sampledBetweenness(graph: Graph, options: SamplingOptions & WorkOptions): Promise<Sampled> {
    const sampling = samplingOf(graph, options);
    let done = 0;
    for (let step = sampling.next(); ;) {
      if (step.done) return step.value;
      const before = done;
      const onProgress = (more: number, of: number) => options.onProgress?.(before + more, before + of);
      const blocks = await this.#run('DEPENDENCIES', graph, step.value, { ...options, onProgress });
      done += step.value.reduce((sum, block) => sum + block.length, 0);
      step = sampling.next(blocks);
    }
  }

  /** As `harmonicCloseness`. @throws NetworkError as that, and CANCELLED */
  async harmonicCloseness(
    graph: Graph,
    options: Strengths & WorkOptions = {},
  ): Promise<Outcome<NodeValues, never>> {
    checkLengths(graph, options);
    const blocks = blocksOf(Int32Array.from(graph.nodes.keys()));
    const values = new Float64Array(graph.nodes.length);
    let at = 0;
    for (const part of await this.#run('HARMONIC_CLOSENESS', graph, blocks, options)) {
      values.set(part ?? [], at);
      at += part?.length ?? 0;
    }
    return value({ values, method: 'Marchiori & Latora 2000' });
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #run(
    metric: Task['metric'],
    { out, in: into }: Graph,
    blocks: readonly Int32Array[],
    { onProgress, signal, strengths = 'IGNORED' }: Strengths & WorkOptions,
  ): Promise<readonly (Float64Array | undefined)[]> {
    const of = blocks.reduce((sum, block) => sum + block.length, 0);
    let done = 0;
    const one = async (sources: Int32Array) => {
      const task = { metric, rows: { out, in: into }, sources: sources.slice(), options: { strengths } };
      const found = await this.#pool.run(task, signal ? { signal } : {});
      done += sources.length;
      onProgress?.(done, of);
      return found;
    };
    try {
      return await Promise.all(blocks.map(one));
    } catch (error) {
      throw signal?.aborted ? new NetworkError('CANCELLED') : error;
    }
  }
}
