import type pg from 'pg';
import { type Lease, LeaseLost } from '../leases/lease.ts';

const ensure = 'insert into log.checkpoint (name) values ($1) on conflict do nothing';
const look = 'select pos from log.checkpoint where name = $1';
const lock = {
  name: 'log.lock-checkpoint',
  text: 'select pos from log.checkpoint where name = $1 for update',
};
const move = { name: 'log.move-checkpoint', text: 'update log.checkpoint set pos = $2 where name = $1' };
// One statement, one way to the server and back: nobody can take over, and no rebuild or retry moves rows, before the end.
const hold = {
  name: 'log.hold-checkpoint',
  text: `select c.pos from log.lease l, log.checkpoint c
    where l.name = $1 and l.owner = $2 and l.epoch = $3 and c.name = $4 for share of l for update of c`,
};
// One statement too: the lease cannot change hands between the look at it and the move.
const pass = {
  name: 'log.pass-checkpoint',
  text: `update log.checkpoint c set pos = $6
    from (select from log.lease where name = $1 and owner = $2 and epoch = $3 for share) l
    where c.name = $4 and c.pos = $5`,
};

/** Where a reader of the log is; one that was never there begins before the first event. */
export const positionOf = async (pool: pg.Pool, name: string): Promise<number> => {
  await pool.query(ensure, [name]);
  const { rows } = await pool.query<{ pos: string }>(look, [name]);
  return Number(rows[0]?.pos ?? 0);
};

/** Where a reader of the log is; locks the place until the end of the transaction. */
export const lockedPosition = async (client: pg.ClientBase, name: string): Promise<number> => {
  const { rows } = await client.query<{ pos: string }>({ ...lock, values: [name] });
  return Number(rows[0]?.pos ?? 0);
};

/** Locks place and lease for a transaction. @throws LeaseLost when another instance has the lease, or has moved the place. */
export const holdPlace = async (
  client: pg.ClientBase,
  lease: Lease,
  name: string,
  position: number,
): Promise<void> => {
  const { rows } = await client.query<{ pos: string }>({ ...hold, values: [...lease.identity, name] });
  if (rows.length !== 1 || Number(rows[0]?.pos) !== position) throw new LeaseLost(lease.name);
};

/** In the transaction that holds the place. */
export const movePlace = async (client: pg.ClientBase, name: string, to: number): Promise<void> => {
  await client.query({ ...move, values: [name, to] });
};

/** Moves the place when there is nothing else to write. @throws LeaseLost, as `holdPlace` does. */
export const passPlace = async (
  pool: pg.Pool,
  lease: Lease,
  name: string,
  from: number,
  to: number,
): Promise<void> => {
  const { rowCount } = await pool.query({ ...pass, values: [...lease.identity, name, from, to] });
  if (rowCount !== 1) throw new LeaseLost(lease.name);
};
