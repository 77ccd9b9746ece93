import { z } from 'zod';
import { Fault } from '../edge/index.ts';

const shape = z.tuple([z.string(), z.union([z.string(), z.number(), z.null()]), z.string()]);

/** Where a page ended: the column of the order, its value, and the id of the last row. Opaque to clients. */
export interface Place {
  readonly value: string | number | null;
  readonly id: string;
}

export const cursorOf = (order: string, { value, id }: Place): string =>
  Buffer.from(JSON.stringify([order, value, id]), 'utf8').toString('base64url');

/** @throws Fault BAD_CURSOR for what is no cursor, or one of another list's order */
export const placeIn = (cursor: string, order: string): Place => {
  if (cursor.length > 1_000) throw new Fault('BAD_CURSOR');
  try {
    const [given, value, id] = shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (given === order && !id.includes('\0') && !String(value).includes('\0')) return { value, id };
  } catch {
    // Said below.
  }
  throw new Fault('BAD_CURSOR');
};
