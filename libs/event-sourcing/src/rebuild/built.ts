import type pg from 'pg';
import { type AnyProjection } from '../projections/table.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { type HeldRows } from './held-rows.ts';

/** A read model that is being built beside the old one. */
export interface Built {
  readonly pool: pg.Pool;
  readonly projection: AnyProjection;
  readonly catalogue: Catalogue;
  /** Names its checkpoint and offsets. */
  readonly name: string;
  readonly table: HeldRows;
}
