// What lies on disks and in topics: every table, every topic, every file, searched for canaries in clear.
import { createReadStream, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { withDatabase } from '../read-log.ts';
import { readTopic } from '../read-topic.ts';
import { type Canaries, type Canary } from './words.ts';

/** `service table.column`, with the canaries in it. */
export interface Held {
  readonly where: string;
  readonly canaries: readonly Canary[];
}

const tables = `
  select format('%I.%I', n.nspname, c.relname) as table, string_agg(quote_ident(a.attname), ',' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'm') and n.nspname not in ('information_schema', 'pg_catalog') and n.nspname not like 'pg_toast%'
  group by 1 order by 1`;

/** Every column of every table of a database, and what the planner has noted of them. */
export const inDatabase = (service: string, adminUrl: string, canaries: Canaries): Promise<Held[]> =>
  withDatabase(adminUrl, async (client) => {
    const { rows } = await client.query<{ table: string; columns: string }>(tables);
    const places = rows.flatMap(({ table, columns }) =>
      columns.split(',').map((column) => ({ table, column })),
    );
    const held: Held[] = [];
    for (const { table, column } of [...places, ...statistics]) {
      const found = await client.query<{ text: string | null }>(
        `select ${column}::text as text from ${table}`,
      );
      const all = found.rows.flatMap(({ text }) => (text === null ? [] : canaries.in(text)));
      if (all.length > 0)
        held.push({ where: `${service} ${table.replace('public.', '')}.${column}`, canaries: all });
    }
    return held;
  });

const statistics = ['most_common_vals', 'histogram_bounds'].map((column) => ({ table: 'pg_stats', column }));

/** Every message of every topic: keys, headers and values. */
export const inTopics = async (brokers: readonly string[], canaries: Canaries): Promise<Held[]> => {
  const client = new Kafka({ brokers: [...brokers], clientId: 'drill', logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  const topics = await admin.listTopics().finally(() => admin.disconnect());
  const own = topics.filter((topic) => !topic.startsWith('__'));
  const held: Held[] = [];
  for (const topic of own) {
    const text = JSON.stringify(await readTopic(brokers, topic));
    const found = canaries.in(text);
    if (found.length > 0) held.push({ where: `topic ${topic}`, canaries: found });
  }
  return held;
};

const overlap = 64;

/** Every file under a folder, byte by byte. */
export const inFiles = async (folder: string, canaries: Canaries): Promise<Held[]> => {
  const held: Held[] = [];
  for (const file of globSync('**/*', { cwd: folder })) {
    const path = join(folder, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const found = new Set<Canary>();
    let rest = '';
    const stream = createReadStream(path, { encoding: 'latin1', highWaterMark: 1 << 20 });
    try {
      for await (const chunk of stream) {
        const text = rest + String(chunk);
        for (const canary of canaries.plainIn(text)) found.add(canary);
        rest = text.slice(-overlap);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // a server tidied up
    }
    if (found.size > 0) held.push({ where: file, canaries: [...found] });
  }
  return held;
};
