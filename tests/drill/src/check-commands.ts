// Compares what clients were told with what the logs hold.
import { isDeepStrictEqual } from 'node:util';
import { type Remains, type Stored } from './evidence.ts';
import { type Finding, finding, grouped } from './finding.ts';
import { type Effect, type Entry } from './journal.ts';

interface Told {
  effect: Effect;
  sentAt: number;
  acknowledgedAt: number | undefined;
  answers: Set<string>;
  /** Codes, over all tries. */
  refusals: Set<string>;
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
          refusals: new Set(),
          uncertain: false,
        });
    } else if (known) {
      if (entry.kind === 'ACKNOWLEDGED') {
        known.acknowledgedAt ??= entry.at;
        known.answers.add(entry.answer);
      } else if (entry.kind === 'REFUSED') known.refusals.add(entry.code);
      else known.uncertain = true;
    }
  }
  return told;
};

/** `name`, or a path into lists and objects: `actors.0.label`. */
const at = (data: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], data);

const says = (event: Stored, { event: type, stream, says: said }: Effect): boolean =>
  event.type === type &&
  (stream === undefined || event.stream === stream) &&
  Object.entries(said).every(([path, value]) => isDeepStrictEqual(at(event.data, path), value));

/** Objects with their keys in one order, so that equal ones look equal as text. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Every command of a drill is one that must be granted; only a lost race may keep it from being carried out. */
const lostRace = 'CONFLICT';

/** Acknowledged means stored, once, as asked; refused means not stored. */
export const checkCommands = (journal: readonly Entry[], remains: readonly Remains[]): Finding[] => {
  const findings: Finding[] = [];
  const told = toldOf(journal);
  const stored = grouped(
    remains.flatMap(({ service, log }) => log.map((event) => ({ service, event }))),
    ({ event }) => event.commandId ?? '',
  );
  for (const [commandId, { effect, acknowledgedAt, answers, refusals, uncertain }] of told) {
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
    for (const code of refusals)
      if (code !== lostRace) findings.push(finding('REFUSED', `${name} was refused with ${code}`));
    if (effects.length > 1) findings.push(finding('TWICE', `${name} is in the log ${effects.length} times`));
    if (refusals.size > 0 && acknowledgedAt === undefined && !uncertain && events.length > 0)
      findings.push(
        finding(
          'REFUSED_BUT_STORED',
          `${name} was refused with ${[...refusals].join(', ')} and is in the log`,
        ),
      );
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
        ({ data }) => JSON.stringify(sorted(at(data, property))),
      );
    indexes.set(`${name}.${property}`, index);
    return index.get(JSON.stringify(sorted(said[property]))) ?? [];
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
