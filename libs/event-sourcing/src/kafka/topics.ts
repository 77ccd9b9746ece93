import { readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { type Admin } from 'kafkajs';
import { parse } from 'yaml';
import { z } from 'zod';
import { kafkaClient } from './publisher.ts';

const declared = z.object({
  topics: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      partitions: z.int().positive(),
      config: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    }),
  ),
});
export type TopicDeclaration = z.infer<typeof declared>['topics'][number];

/** The topics of a declaration file. @throws when the file is not as described there. */
export const declaredTopics = (file: string): TopicDeclaration[] =>
  declared.parse(parse(readFileSync(file, 'utf8'))).topics;

/** A topic exists with another number of partitions: keys would move, and with them the order within streams. */
export class PartitionsDiffer extends Error {
  readonly code = 'PARTITIONS_DIFFER';
}

/** Creates what is missing of the declared topics and waits for their leaders. Returns the names of the created ones. */
export const createTopics = async (
  brokers: readonly string[],
  topics: readonly TopicDeclaration[],
): Promise<string[]> => {
  const admin = kafkaClient('securebase-topics', brokers).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    if (missing.length > 0)
      await admin.createTopics({
        waitForLeaders: false, // kafkajs asks before KRaft knows them
        topics: missing.map(({ name, partitions, config }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor: -1,
          configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value: String(value) })),
        })),
      });
    for (const { name, partitions } of topics) await ready(admin, name, partitions);
    return missing.map(({ name }) => name);
  } finally {
    await admin.disconnect();
  }
};

const ready = async (admin: Admin, topic: string, wanted: number) => {
  for (const deadline = performance.now() + 30_000; ;) {
    const found = await admin.fetchTopicMetadata({ topics: [topic] }).catch(() => undefined);
    const partitions = found?.topics[0]?.partitions ?? [];
    if (partitions.length > 0 && partitions.every(({ leader }) => leader >= 0)) {
      if (partitions.length === wanted) return;
      throw new PartitionsDiffer(
        `Topic ${topic} has ${partitions.length} partitions, and ${wanted} are declared. The number is fixed once: declare what is there.`,
      );
    }
    if (performance.now() > deadline) throw new Error(`Topic ${topic} has no leader.`);
    await after(20);
  }
};
