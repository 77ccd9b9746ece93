// Compares logs, topics and read models with each other.
import { isDeepStrictEqual } from 'node:util';
import { type Model, type Published, type Remains, type Stored } from './evidence.ts';
import { type Finding, finding, grouped } from './finding.ts';

/** Versions 1, 2, 3 … within a stream, in the order of positions; positions and event ids used once. */
export const checkLog = ({ service, log }: Remains): Finding[] => {
  const findings: Finding[] = [];
  const byPosition = log.toSorted((a, b) => a.position - b.position);
  for (const [stream, events] of grouped(byPosition, ({ tenant, stream: name }) => `${tenant}/${name}`)) {
    const versions = events.map(({ version }) => version);
    const inOrder = versions.toSorted((a, b) => a - b);
    if (!isDeepStrictEqual(versions, inOrder))
      findings.push(
        finding('REORDERED', `${service}: ${stream} has versions ${versions.join(' ')} by position`),
      );
    if (inOrder.some((version, at) => version !== at + 1))
      findings.push(finding('GAP', `${service}: ${stream} has versions ${inOrder.join(' ')}`));
  }
  for (const key of ['position', 'id'] as const)
    for (const [value, same] of grouped(log, (event) => String(event[key])))
      if (same.length > 1)
        findings.push(finding('TWICE', `${service}: ${key} ${value} is used ${same.length} times`));
  return findings;
};

/** The topic, after dropping repeats by stream and version, is the log: complete, in order within each stream. */
export const checkTopic = ({ service, log, topic }: Remains): Finding[] => {
  const findings: Finding[] = [];
  const keyOf = (tenant: string, stream: string) => `${tenant}/${stream}`;
  const inLog = new Map(log.map((event) => [`${keyOf(event.tenant, event.stream)}@${event.version}`, event]));
  const seen = new Set<string>();
  const heads = new Map<string, number>();
  const partitions = new Map<string, number>();
  for (const message of topic.toSorted((a, b) => a.partition - b.partition || a.offset - b.offset)) {
    const name = `${message.key}@${message.version}`;
    const event = inLog.get(name);
    if (!event || !agrees(event, message))
      findings.push(
        finding(
          'PUBLISHED_WRONG',
          `${service}: ${name} at ${message.partition}:${message.offset} is not what the log holds`,
        ),
      );
    const partition = partitions.get(message.key) ?? message.partition;
    partitions.set(message.key, partition);
    if (partition !== message.partition)
      findings.push(
        finding(
          'REORDERED',
          `${service}: ${message.key} is in partitions ${partition} and ${message.partition}`,
        ),
      );
    if (seen.has(name)) continue; // a repeat, which consumers drop
    seen.add(name);
    const head = heads.get(message.key) ?? 0;
    if (message.version !== head + 1)
      findings.push(
        finding(
          'REORDERED',
          `${service}: ${message.key} goes from v${head} to v${message.version} in the topic`,
        ),
      );
    heads.set(message.key, Math.max(head, message.version));
  }
  for (const name of inLog.keys())
    if (!seen.has(name)) findings.push(finding('NOT_PUBLISHED', `${service}: ${name} is not in the topic`));
  return findings;
};

const agrees = (event: Stored, { id, type, stream, data }: Published): boolean =>
  event.id === id && event.type === type && event.stream === stream && isDeepStrictEqual(event.data, data);

export const checkModel = ({ name, found, expected }: Model): Finding[] => {
  const findings: Finding[] = [];
  for (const [id, row] of expected) {
    const actual = found.get(id);
    if (!isDeepStrictEqual(actual, row))
      findings.push(
        finding(
          'WRONG_ROW',
          `${name} ${id} is ${actual === undefined ? 'missing' : JSON.stringify(actual)}, the log says ${JSON.stringify(row)}`,
        ),
      );
  }
  for (const [id, row] of found)
    if (!expected.has(id))
      findings.push(finding('WRONG_ROW', `${name} ${id} is ${JSON.stringify(row)}, the log knows none`));
  return findings;
};
