// Compares what clients were told with what is there. Knows the journal, tables and topics; shares no code with the product.
import { isDeepStrictEqual } from 'node:util';
import { type Evidence, type Model, type Published, type Remains, type Stored } from './evidence.ts';
import { type Effect, type Entry } from './journal.ts';

export type Fault =
  | 'LOST'
  | 'TWICE'
  | 'REFUSED_BUT_STORED'
  | 'WRONG_EFFECT'
  | 'ANSWERED_OTHERWISE'
  | 'GAP'
  | 'REORDERED'
  | 'NOT_PUBLISHED'
  | 'PUBLISHED_WRONG'
  | 'WRONG_ROW'
  | 'BEHIND'
  | 'PARKED'
  | 'NOT_RECOVERED';

export interface Finding {
  readonly fault: Fault;
  readonly what: string;
}

const finding = (fault: Fault, what: string): Finding => ({ fault, what });

interface Told {
  effect: Effect;
  sentAt: number;
  acknowledgedAt: number | undefined;
  answers: Set<string>;
  refused: string | undefined;
  /** One of its tries had no answer: a refusal of a later try does not mean that the first did nothing. */
  uncertain: boolean;
}

/** What the clients know of each command, over all its tries. */
const toldOf = (journal: readonly Entry[]): Map<string, Told> => {
  const told = new Map<string, Told>();
  for (const entry of journal) {
    if (entry.kind === 'FAULT') continue;
    const known = told.get(entry.commandId);
    if (entry.kind === 'SENT') {
      if (!known)
        told.set(entry.commandId, {
          effect: entry.effect,
          sentAt: entry.at,
          acknowledgedAt: undefined,
          answers: new Set(),
          refused: undefined,
          uncertain: false,
        });
    } else if (known) {
      if (entry.kind === 'ACKNOWLEDGED') {
        known.acknowledgedAt ??= entry.at;
        known.answers.add(entry.answer);
      } else if (entry.kind === 'REFUSED') known.refused ??= entry.code;
      else known.uncertain = true;
    }
  }
  return told;
};

const says = (event: Stored, { event: type, stream, says: said }: Effect): boolean =>
  event.type === type &&
  (stream === undefined || event.stream === stream) &&
  Object.entries(said).every(([name, value]) => isDeepStrictEqual(event.data[name], value));

const grouped = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};

/** Acknowledged means stored, once, as asked; refused means not stored. */
export const checkCommands = (journal: readonly Entry[], remains: readonly Remains[]): Finding[] => {
  const findings: Finding[] = [];
  const told = toldOf(journal);
  const stored = grouped(
    remains.flatMap(({ service, log }) => log.map((event) => ({ service, event }))),
    ({ event }) => event.commandId ?? '',
  );
  for (const [commandId, { effect, acknowledgedAt, answers, refused, uncertain }] of told) {
    const events = (stored.get(commandId) ?? [])
      .filter(({ service }) => service === effect.service)
      .map(({ event }) => event);
    const effects = events.filter((event) => says(event, effect));
    const name = `command ${commandId} (${effect.event} in ${effect.stream ?? effect.service})`;
    if (answers.size > 1)
      findings.push(finding('ANSWERED_OTHERWISE', `${name} was answered ${[...answers].join(' and ')}`));
    if (acknowledgedAt !== undefined && events.length === 0)
      findings.push(finding('LOST', `${name} was acknowledged and is not in the log`));
    else if (events.length > 0 && effects.length === 0)
      findings.push(finding('WRONG_EFFECT', `${name} stored ${events.map(({ type }) => type).join(', ')}`));
    if (effects.length > 1) findings.push(finding('TWICE', `${name} is in the log ${effects.length} times`));
    if (refused !== undefined && acknowledgedAt === undefined && !uncertain && events.length > 0)
      findings.push(finding('REFUSED_BUT_STORED', `${name} was refused with ${refused} and is in the log`));
  }
  return findings;
};

/** The same effect under another command id, or with none, would escape a look at command ids alone. */
export const checkEffects = (journal: readonly Entry[], remains: readonly Remains[]): Finding[] => {
  const findings: Finding[] = [];
  const told = toldOf(journal);
  const candidates = grouped(
    remains.flatMap(({ service, log }) => log.map((event) => ({ service, event }))),
    ({ service, event }) => `${service}/${event.type}`,
  );
  const indexes = new Map<string, Map<string, Stored[]>>();
  const like = ({ service, event: type, says: said }: Effect): readonly Stored[] => {
    const [property = ''] = Object.keys(said);
    const name = `${service}/${type}`;
    const index =
      indexes.get(`${name}.${property}`) ??
      grouped(
        (candidates.get(name) ?? []).map(({ event }) => event),
        ({ data }) => JSON.stringify(data[property]),
      );
    indexes.set(`${name}.${property}`, index);
    return index.get(JSON.stringify(said[property])) ?? [];
  };
  for (const [commandId, { effect }] of told)
    for (const event of like(effect))
      if (event.commandId !== commandId && says(event, effect))
        findings.push(
          finding(
            'TWICE',
            `the effect of ${commandId} stands in ${event.stream} v${event.version} under another command`,
          ),
        );
  return findings;
};

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

/** A command that was sent after another on the same stream was acknowledged must come after it in the stream. */
export const checkRealTime = (journal: readonly Entry[], remains: readonly Remains[]): Finding[] => {
  const told = toldOf(journal);
  const findings: Finding[] = [];
  for (const { service, log } of remains)
    for (const [stream, events] of grouped(log, ({ tenant, stream: name }) => `${tenant}/${name}`)) {
      let latestSent: { at: number; version: number } | undefined;
      for (const { commandId, version } of events.toSorted((a, b) => a.version - b.version)) {
        const known = told.get(commandId ?? '');
        if (!known) continue;
        if (known.acknowledgedAt !== undefined && latestSent && known.acknowledgedAt < latestSent.at)
          findings.push(
            finding(
              'REORDERED',
              `${service}: ${stream} v${version} was acknowledged before v${latestSent.version} was sent`,
            ),
          );
        if (!latestSent || known.sentAt > latestSent.at) latestSent = { at: known.sentAt, version };
      }
    }
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

/** Everything at once. */
export const check = (
  journal: readonly Entry[],
  { remains, models, consumers, parked }: Evidence,
): Finding[] => [
  ...checkCommands(journal, remains),
  ...checkEffects(journal, remains),
  ...checkRealTime(journal, remains),
  ...remains.flatMap(checkLog),
  ...remains.flatMap(checkTopic),
  ...models.flatMap(checkModel),
  ...consumers
    .filter(({ behind }) => behind > 0)
    .map(({ name, behind }) => finding('BEHIND', `${name} has ${behind} to go`)),
  ...parked.map((what) => finding('PARKED', what)),
];
