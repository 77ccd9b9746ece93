import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { service } from '../../test/notes.ts';
import { stage, type Stage } from '../../test/stage.ts';
import { Signal } from '../following/signal.ts';
import { type Message } from '../kafka/messages.ts';
import { type EventPublisher } from '../kafka/publisher.ts';
import { Lease, LeaseLost } from '../leases/lease.ts';
import { relay } from './relay.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.stop());

class Broker implements EventPublisher {
  readonly batches: (readonly Message[])[] = [];
  /** Runs before a batch is taken. */
  before: () => Promise<void> = () => Promise.resolve();
  async publish(_topic: string, messages: readonly Message[]): Promise<void> {
    await this.before();
    this.batches.push(messages);
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
  has(id: string, texts: readonly string[]): Promise<void> {
    return eventually(() => {
      expect(this.texts(id)).toEqual(texts);
    });
  }
  texts(id: string): string[] {
    return this.batches
      .flat()
      .filter(({ headers }) => headers['ce_subject'] === `note-${id}`)
      .map(({ value }) => (JSON.parse(value) as { text: string }).text);
  }
}

const turn = async (broker: Broker, ttl = 60_000) => {
  const lease = await Lease.acquire(on.pool, 'relay', randomUUID(), ttl);
  if (!lease) throw new Error('held by another');
  const stop = new AbortController();
  const signal = new Signal();
  const duty = relay({ service, topic: on.topic, store: on.store, pool: on.pool, publisher: broker });
  const done = duty.run({ lease, signal, stop: stop.signal });
  const end = async () => {
    stop.abort();
    signal.wake();
    await done;
    await lease.release();
  };
  return { done, signal, end };
};
const checkpoint = async () => {
  const { rows } = await on.pool.query<{ pos: string }>(
    `select pos from log.checkpoint where name = 'relay'`,
  );
  return Number(rows[0]?.pos);
};

beforeEach(() => on.pool.query(`delete from log.lease where name = 'relay'`));

describe('The relay', () => {
  it('publishes what was appended, in order, with the headers of a CloudEvent', async () => {
    const id = randomUUID();
    await on.write(id, 'one', 'two');
    const broker = new Broker();
    const running = await turn(broker);
    await broker.has(id, ['one', 'two']);
    await on.write(id, 'three');
    running.signal.wake();
    await broker.has(id, ['one', 'two', 'three']);
    await running.end();
    const [message] = broker.batches.flat().filter(({ headers }) => headers['ce_subject'] === `note-${id}`);
    expect(message).toMatchObject({
      key: `${on.tenantId}/note-${id}`,
      headers: {
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_source: `/securebase/${service}`,
        ce_type: 'NoteWritten',
        ce_tenantid: on.tenantId,
        ce_streamversion: '1',
        ce_schemaversion: '1',
      },
    });
  });

  it('publishes again what the broker did not acknowledge, and nothing else', async () => {
    const id = randomUUID();
    await on.write(id, 'kept');
    const broker = new Broker();
    broker.before = () => Promise.reject(new Error('no broker'));
    const place = await checkpoint();
    await expect((await turn(broker)).done).rejects.toThrow('no broker');
    expect(await checkpoint()).toBe(place);
    await on.pool.query(`delete from log.lease where name = 'relay'`);
    broker.before = () => Promise.resolve();
    const running = await turn(broker);
    await broker.has(id, ['kept']);
    await running.end();
  });

  it('that lost its lease while the broker was slow leaves the place to the one that took over', async () => {
    const id = randomUUID();
    await on.write(id, 'slow');
    const slow = new Broker();
    const [asked, acknowledged] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    slow.before = () => {
      asked.resolve(undefined);
      return acknowledged.promise;
    };
    const loser = await turn(slow);
    const lost = expect(loser.done).rejects.toThrow(LeaseLost);
    await asked.promise;
    await on.pool.query(`update log.lease set expires_at = '-infinity' where name = 'relay'`);
    const winner = new Broker();
    const running = await turn(winner);
    await winner.has(id, ['slow']);
    acknowledged.resolve(undefined);
    await lost;
    await on.write(id, 'after');
    running.signal.wake();
    await winner.has(id, ['slow', 'after']);
    expect(slow.texts(id)).toEqual(['slow']);
    await running.end();
  });

  it('that lost its lease between two batches sends nothing more', async () => {
    const broker = new Broker();
    const loser = await turn(broker, 20);
    const other = await eventually(() => turn(new Broker())); // as soon as the time of the first is over
    const id = randomUUID();
    const lost = expect(loser.done).rejects.toThrow(LeaseLost);
    await on.write(id, 'not by the loser');
    loser.signal.wake();
    await lost;
    expect(broker.texts(id)).toEqual([]);
    await other.end();
  });
});
