import { type Kafka } from 'kafkajs';
import pg from 'pg';
import { inTransaction } from '../leases/transaction.ts';
import { type AnyProjection, tableNamesOf, tableOf } from '../projections/table.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { type Built } from './built.ts';
import { catchUpAgain, letLiveCatchUp, meetAtLog } from './from-log.ts';
import { catchUpWithTopic, meetAtTopic } from './from-topic.ts';
import { heldRows } from './held-rows.ts';
import { passLog } from './pass.ts';
import { alone, boundWaiting, checksumOf, makeIndexes, makeShadow, shadowOf, swap } from './shadow.ts';

export interface Rebuilding {
  /** As the owner of the service's database: a rebuild makes and swaps tables. */
  readonly url: string;
  /** Of one service; those that follow its log are built in one pass over it. */
  readonly projections: readonly AnyProjection[];
  readonly catalogue: Catalogue;
  /** For a read model of another service's topic. */
  readonly kafka: Kafka;
  /** @param source 'log', or the name of the read model that follows a topic */
  readonly progress?: (source: string, done: number, of: number) => void;
}

export interface Rebuilt {
  readonly rows: number;
  /** True when the old rows and the new ones were the same, at the same place; false when the old ones were behind. */
  readonly same: boolean;
}

/** Some are as they were before, with the error of each; the others were swapped. */
export class NotRebuilt extends AggregateError {
  readonly code = 'NOT_REBUILT';
  readonly rebuilt: ReadonlyMap<string, Rebuilt>;
  constructor(errors: ReadonlyMap<string, unknown>, rebuilt: ReadonlyMap<string, Rebuilt>) {
    super([...errors.values()], `Not rebuilt, and as before: ${[...errors.keys()].join(', ')}.`);
    this.rebuilt = rebuilt;
  }
}

/** Two are finished at a time. */
const connections = 6;
const finishedAtOnce = 2;

/**
 * Builds read models anew beside the old ones, brings each to the same place as the old one, compares the two by checksum and
 * swaps the new one in, in one transaction. Interrupted, it goes on where it was. Nothing but rows is written: no reaction runs.
 * @returns what became of each, by its name
 * @throws RebuildUnderWay when another rebuild of one of them has not ended; NotRebuilt when some could not be built
 */
export const rebuild = async (options: Rebuilding): Promise<ReadonlyMap<string, Rebuilt>> => {
  const pool = new pg.Pool({ connectionString: options.url, max: connections });
  try {
    return await alone(pool, options.projections, () => buildAll(pool, options));
  } finally {
    await pool.end();
  }
};

const begin = async (pool: pg.Pool, projection: AnyProjection, { catalogue }: Rebuilding): Promise<Built> => {
  const { name, isEmpty } = await makeShadow(pool, projection);
  return {
    pool,
    projection,
    catalogue,
    name,
    table: heldRows(await tableOf(pool, projection, shadowOf), isEmpty),
  };
};

const buildAll = async (pool: pg.Pool, options: Rebuilding): Promise<ReadonlyMap<string, Rebuilt>> => {
  const { projections, catalogue, progress = () => undefined } = options;
  const rebuilt = new Map<string, Rebuilt>();
  const errors = new Map<string, unknown>();
  const failed = ({ projection }: Pick<Built, 'projection'>, error: unknown) =>
    errors.set(projection.name, error);
  const all: Built[] = [];
  for (const projection of projections)
    try {
      all.push(await begin(pool, projection, options));
    } catch (error) {
      failed({ projection }, error);
    }
  const models = all.filter(({ projection }) => projection.source.kind === 'LOG');
  if (models.length > 0)
    await passLog({ pool, catalogue, models, failed, progress: (done, of) => progress('log', done, of) });
  const waiting = all.filter(({ projection }) => !errors.has(projection.name)).values();
  const work = async () => {
    for (const built of waiting)
      try {
        rebuilt.set(built.projection.name, await finish(built, options));
      } catch (error) {
        failed(built, error);
      }
  };
  await Promise.all(Array.from({ length: finishedAtOnce }, work));
  if (errors.size > 0) throw new NotRebuilt(errors, rebuilt);
  return rebuilt;
};

/** Whoever follows a topic is read up here; those who follow the log were all together. */
const finish = async (built: Built, { kafka, progress }: Rebuilding): Promise<Rebuilt> => {
  const { pool, projection, name } = built;
  const { source } = projection;
  if (source.kind === 'TOPIC')
    await catchUpWithTopic(built, kafka, source.topic, (done, of) => progress?.(projection.name, done, of));
  await makeIndexes(pool, projection);
  if (source.kind === 'LOG') {
    await catchUpAgain(built);
    await letLiveCatchUp(built);
  }
  return inTransaction(pool, async (client) => {
    await boundWaiting(client);
    let comparable = true; // a followed topic is never read beyond the live model
    if (source.kind === 'LOG') comparable = await meetAtLog(client, built);
    else await meetAtTopic(client, built, kafka, source.topic);
    let same = comparable;
    const { rows } = await checksumOf(client, shadowOf(projection.table));
    for (const each of tableNamesOf(projection)) {
      const [old, made] = [await checksumOf(client, each), await checksumOf(client, shadowOf(each))];
      same &&= old.rows === made.rows && old.sum === made.sum;
    }
    await swap(client, projection, name);
    return { rows, same };
  });
};
