import { type Kafka } from 'kafkajs';
import type pg from 'pg';
import { lockedPosition } from '../projections/log-place.ts';
import { type AnyProjection } from '../projections/table.ts';
import { type AnyReaction, react } from '../reactions/react.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { type EventStore } from '../store/event-store.ts';
import {
  listParked,
  type ParkedEvent,
  type ParkedRow,
  type ReadAgain,
  replayable,
  retryParked,
  skipParked,
  type StreamOf,
} from './parked.ts';
import { readAgainFromLog, readAgainFromTopic } from './read-again.ts';

export interface Parking {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  readonly kafka: Kafka;
  readonly projections: readonly AnyProjection[];
  readonly reactions: readonly AnyReaction[];
}

/** There is no read model and no reaction of this name here. */
export class UnknownReadModel extends Error {
  readonly code = 'UNKNOWN_READ_MODEL';
}

const first = `select * from log.parked where projection = $1 and tenant_id = $2 and stream = $3 order by version limit 1`;
const park = `update log.parked set reason = $5 where projection = $1 and tenant_id = $2 and stream = $3 and version = $4`;
const drop = `delete from log.parked where projection = $1 and tenant_id = $2 and stream = $3 and version = $4`;
const lockOffsets = 'select from log.topic_offset where projection = $1 for update';

/** What read models and reactions of a service could not take, for administrators: listed, tried again, given up. */
export class ParkedEvents {
  readonly #parking: Parking;
  constructor(parking: Parking) {
    this.#parking = parking;
  }

  /** Of one tenant, at most a thousand, in the order in which they have to be taken. */
  list(tenantId: string, projection?: string): Promise<ParkedEvent[]> {
    return listParked(this.#parking.pool, tenantId, projection);
  }

  /** Takes a stream's parked events again, in order, up to the first that still fails. Returns how many were taken. */
  async retry(of: StreamOf): Promise<number> {
    const { pool, projections, reactions } = this.#parking;
    const projection = projections.find(({ name }) => name === of.projection);
    if (projection) {
      const { name, source } = projection;
      const lockPlace = (client: pg.ClientBase): Promise<unknown> =>
        source.kind === 'LOG' ? lockedPosition(client, name) : client.query(lockOffsets, [name]);
      return retryParked(pool, projection, of, this.#readAgain(source.kind), lockPlace);
    }
    const reaction = reactions.find(({ name }) => name === of.projection);
    if (!reaction) throw new UnknownReadModel(of.projection);
    return this.#retryReaction(reaction, of);
  }

  /** Gives up the first parked event of a stream, for good; what is behind it is taken by the next retry. */
  async skip(of: StreamOf): Promise<ParkedEvent | undefined> {
    const { pool, projections, reactions } = this.#parking;
    if (![...projections, ...reactions].some(({ name }) => name === of.projection))
      throw new UnknownReadModel(of.projection);
    return skipParked(pool, of);
  }

  #readAgain(kind: 'LOG' | 'TOPIC'): ReadAgain {
    const { store, catalogue, kafka } = this.#parking;
    return kind === 'LOG' ? readAgainFromLog(store, catalogue) : readAgainFromTopic(kafka, catalogue);
  }

  /** Effects cannot be rolled back: one at a time, and its place goes when it has happened. */
  async #retryReaction(reaction: AnyReaction, { tenantId, stream }: StreamOf): Promise<number> {
    const { pool } = this.#parking;
    const key = [reaction.name, tenantId, stream];
    const readAgain = this.#readAgain(reaction.source.kind);
    for (let taken = 0; ; taken++) {
      const { rows } = await pool.query<ParkedRow>(first, key);
      const [row] = rows;
      const [delivery] = row ? await readAgain([replayable(row)]) : [];
      if (!row || !delivery) return taken;
      const reason = await react(reaction, delivery);
      if (reason !== undefined) {
        await pool.query(park, [...key, row.version, reason]);
        return taken;
      }
      await pool.query(drop, [...key, row.version]);
    }
  }
}
