import { describe, expect, it } from '@jest/globals';
import { check } from './checker.ts';
import { type Evidence, type Published, type Remains, type Stored } from './evidence.ts';
import { type Effect, type Entry } from './journal.ts';

const tenant = 'the-tenant';
const effectOf = (stream: string, name: string): Effect => ({
  service: 'engagements',
  stream,
  event: 'PersonRenamed',
  says: { name },
});
const stored = (stream: string, version: number, position: number, name: string): Stored => ({
  tenant,
  stream,
  version,
  position,
  id: `event-${position}`,
  type: 'PersonRenamed',
  data: { name },
  commandId: `command-${name}`,
  actor: 'coach',
  at: '2026-01-01T00:00:00.000Z',
});
const published = ({ stream, version, id, type, data }: Stored, offset: number): Published => ({
  partition: 0,
  offset,
  key: `${tenant}/${stream}`,
  id,
  type,
  stream,
  version,
  data,
});

/** Ada's stream has three events, Ben's one; every command was acknowledged; the topic repeats two, as it may. */
const [first, second, third, other] = [
  stored('person-ada', 1, 10, 'Ada'),
  stored('person-ada', 2, 12, 'Ada B'),
  stored('person-ada', 3, 15, 'Ada C'),
  stored('person-ben', 1, 11, 'Ben'),
];
const log = [first, other, second, third];
const topic = [first, other, second, first, second, third].map(published);
const journalOf = (events: readonly Stored[]): Entry[] =>
  events.flatMap(({ stream, data, commandId }, at) => {
    const about = { commandId: commandId ?? '', client: 1 };
    return [
      { kind: 'SENT', at: at * 10, ...about, effect: effectOf(stream, String(data['name'])) },
      { kind: 'ACKNOWLEDGED', at: at * 10 + 5, ...about, answer: stream },
    ] satisfies Entry[];
  });
const journal = journalOf([first, other, second, third]);
const remains: Remains = { service: 'engagements', log, topic };
const rows = new Map([['ada', { name: 'Ada C' }]]);
const evidence: Evidence = {
  remains: [remains],
  models: [{ name: 'directory', found: rows, expected: rows }],
  consumers: [{ name: 'relay', behind: 0 }],
  parked: [],
};
const faultsOf = (entries: readonly Entry[], found: Evidence) =>
  check(entries, found).map(({ fault }) => fault);
const withRemains = (changed: Partial<Remains>): Evidence => ({
  ...evidence,
  remains: [{ ...remains, ...changed }],
});

it('finds nothing where nothing is wrong', () => {
  expect(check(journal, evidence)).toEqual([]);
});

describe('finds each planted fault', () => {
  it('an acknowledged command that is not in the log', () => {
    const without = withRemains({ log: [first, other, second], topic: topic.slice(0, -1) });
    expect(faultsOf(journal, without)).toEqual(['LOST']);
  });

  it('an effect that is in the log twice, under the same command', () => {
    const again = { ...third, version: 4, position: 16, id: 'event-16' };
    const twice = withRemains({ log: [...log, again], topic: [...topic, published(again, 6)] });
    expect(faultsOf(journal, twice)).toContain('TWICE');
  });

  it('an effect that is in the log twice, under another command', () => {
    const again = { ...third, version: 4, position: 16, id: 'event-16', commandId: 'another' };
    const twice = withRemains({ log: [...log, again], topic: [...topic, published(again, 6)] });
    expect(faultsOf(journal, twice)).toEqual(['TWICE']);
  });

  it('a refused command that is in the log all the same', () => {
    const refusedWith = (code: string) =>
      journal.map((entry): Entry =>
        entry.kind === 'ACKNOWLEDGED' && entry.commandId === third.commandId
          ? { kind: 'REFUSED', at: entry.at, commandId: entry.commandId, client: 1, code }
          : entry,
      );
    const refused = refusedWith('CONFLICT');
    expect(faultsOf(refused, evidence)).toEqual(['REFUSED_BUT_STORED']);
    expect(faultsOf(refusedWith('NO'), evidence)).toEqual(['REFUSED', 'REFUSED_BUT_STORED']);
    const uncertain: Entry = {
      kind: 'UNKNOWN',
      at: 31,
      commandId: third.commandId ?? '',
      client: 1,
      why: 'timeout',
    };
    expect(faultsOf([...refused, uncertain], evidence)).toEqual([]);
  });

  it('a command that did something else than asked', () => {
    const changed = { ...third, data: { name: 'Eve' } };
    const wrong = withRemains({
      log: [first, other, second, changed],
      topic: [first, other, second, changed].map(published),
    });
    expect(faultsOf(journal, wrong)).toEqual(['WRONG_EFFECT']);
  });

  it('a repeated command that is answered otherwise than at first', () => {
    const again: Entry = {
      kind: 'ACKNOWLEDGED',
      at: 99,
      commandId: third.commandId ?? '',
      client: 1,
      answer: 'other',
    };
    expect(faultsOf([...journal, again], evidence)).toEqual(['ANSWERED_OTHERWISE']);
  });

  it('two events of a stream in swapped order in the log', () => {
    const swapped = [first, other, { ...second, position: 15 }, { ...third, position: 12 }];
    expect(faultsOf(journal, withRemains({ log: swapped }))).toEqual(['REORDERED']);
  });

  it('two events of a stream in swapped order in the topic', () => {
    const swapped = withRemains({ topic: [first, other, third, second].map(published) });
    expect(faultsOf(journal, swapped)).toContain('REORDERED');
  });

  it('a stream that is spread over two partitions', () => {
    const spread = topic.map((message, at) => (at === 5 ? { ...message, partition: 1 } : message));
    expect(faultsOf(journal, withRemains({ topic: spread }))).toEqual(['REORDERED']);
  });

  it('a stream whose order is not that of its acknowledgements', () => {
    const late = journalOf([first, other, third, second]);
    expect(faultsOf(late, evidence)).toEqual(['REORDERED']);
  });

  it('a hole in the versions of a stream', () => {
    const hole = withRemains({
      log: [first, other, third],
      topic: [first, other, third].map(published),
    });
    const known = journalOf([first, other, third]);
    expect(faultsOf(known, hole)).toEqual(['GAP', 'REORDERED']);
  });

  it('an event that was never published', () => {
    expect(faultsOf(journal, withRemains({ topic: topic.slice(0, -1) }))).toEqual(['NOT_PUBLISHED']);
  });

  it('a message that the log does not hold, or holds otherwise', () => {
    const phantom = published(stored('person-eve', 1, 20, 'Eve'), 6);
    expect(faultsOf(journal, withRemains({ topic: [...topic, phantom] }))).toEqual(['PUBLISHED_WRONG']);
    const changed = topic.map((message, at) => (at === 5 ? { ...message, data: { name: 'Eve' } } : message));
    expect(faultsOf(journal, withRemains({ topic: changed }))).toEqual(['PUBLISHED_WRONG']);
  });

  it('a row that is wrong, missing, or too many', () => {
    const model = (found: ReadonlyMap<string, object>): Evidence => ({
      ...evidence,
      models: [{ name: 'directory', found, expected: rows }],
    });
    expect(faultsOf(journal, model(new Map([['ada', { name: 'Ada B' }]])))).toEqual(['WRONG_ROW']);
    expect(faultsOf(journal, model(new Map()))).toEqual(['WRONG_ROW']);
    expect(faultsOf(journal, model(new Map([...rows, ['ben', { name: 'Ben' }]])))).toEqual(['WRONG_ROW']);
  });

  it('a consumer that did not catch up, and an event that was parked', () => {
    expect(faultsOf(journal, { ...evidence, consumers: [{ name: 'relay', behind: 3 }] })).toEqual(['BEHIND']);
    expect(faultsOf(journal, { ...evidence, parked: ['person-ada v2'] })).toEqual(['PARKED']);
  });
});
