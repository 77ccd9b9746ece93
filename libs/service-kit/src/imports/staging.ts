import { Injectable } from '@nestjs/common';
import { Sealing } from '@securebase/sealing';
import { type EntityManager } from 'typeorm';
import { TenantData } from '../reading/tenant-data.ts';
import { type ImportDifference, type ImportError } from './kind.ts';

export const importStates = [
  'RECEIVING',
  'CHECKING',
  'REFUSED',
  'CHECKED',
  'COMMITTED',
  'ALREADY_IMPORTED',
] as const;
export type ImportState = (typeof importStates)[number];

/** One import as it is staged. */
export interface StagedImport {
  readonly tenantId: string;
  readonly id: string;
  readonly kind: string;
  readonly target: string | null;
  readonly sha256: string;
  readonly bytes: number;
  readonly dryRun: boolean;
  readonly state: ImportState;
  readonly rows: number;
  readonly added: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly errorCount: number;
  readonly token: string | null;
  /** How many lines are of each kind of difference. */
  readonly counts: Readonly<Record<string, number>>;
  readonly startedAt: Date;
  readonly receivedBytes: number;
  readonly receivedParts: readonly number[];
}

export type NewImport = Pick<
  StagedImport,
  'tenantId' | 'id' | 'kind' | 'target' | 'sha256' | 'bytes' | 'dryRun' | 'state'
> & {
  readonly startedBy: string;
};
export type Outcome = Partial<
  Pick<StagedImport, 'rows' | 'added' | 'unchanged' | 'changed' | 'errorCount' | 'token' | 'counts'>
>;

/** Of what encryption adds to a part: a nonce of 12 bytes and a tag of 16. */
const overhead = 28;

const columns = `i.tenant_id as "tenantId", i.id, i.kind, i.target, i.sha256, i.bytes, i.dry_run as "dryRun", i.state, i.rows,
  i.added, i.unchanged, i.changed, i.error_count as "errorCount", i.token, i.counts, i.started_at as "startedAt",
  coalesce(p.bytes, 0)::int as "receivedBytes", coalesce(p.parts, '{}') as "receivedParts"`;
const from = `staging.import i left join lateral (
    select sum(length(content) - ${overhead}) as bytes, array_agg(index order by index) as parts
    from staging.part where tenant_id = i.tenant_id and import_id = i.id) p on true`;

/** More than anybody pages through; all are counted. */
const mostDifferences = 100_000;

/** Uploads that nobody finished in this time are thrown away. */
const forgottenAfter = '24 hours';

const placeOf = (id: string, index: number) => `import/${id}/${index}`;
/** The staging tables of one service's database. Every statement names the tenant. */
@Injectable()
export class Staging {
  readonly #data: TenantData;
  readonly #sealing: Sealing;
  constructor(data: TenantData, sealing: Sealing) {
    this.#data = data;
    this.#sealing = sealing;
  }

  async find(tenantId: string, id: string): Promise<StagedImport | undefined> {
    const rows = await this.#query<StagedImport[]>(
      tenantId,
      `select ${columns} from ${from} where i.tenant_id = $1 and i.id = $2`,
      [tenantId, id],
    );
    return rows[0];
  }

  /** Newest first, before this one. */
  list(
    tenantId: string,
    kinds: readonly string[],
    before: { at: Date; id: string } | undefined,
    most: number,
  ) {
    return this.#query<StagedImport[]>(
      tenantId,
      `select ${columns} from ${from} where i.tenant_id = $1 and i.kind = any ($2)
         and ($3::timestamptz is null or (date_trunc('milliseconds', i.started_at), i.id) < ($3, $4::uuid))
       order by date_trunc('milliseconds', i.started_at) desc, i.id desc limit $5`,
      [tenantId, kinds, before?.at ?? null, before?.id ?? null, most],
    );
  }

  /** An earlier import of the same file into the same place that was carried out. */
  async findCommitted(
    given: Pick<StagedImport, 'tenantId' | 'kind' | 'target' | 'sha256'>,
  ): Promise<StagedImport | undefined> {
    const rows = await this.#query<StagedImport[]>(
      given.tenantId,
      `select ${columns} from ${from} where i.tenant_id = $1 and i.kind = $2 and i.target is not distinct from $3
         and i.sha256 = $4 and i.state = 'COMMITTED' limit 1`,
      [given.tenantId, given.kind, given.target, given.sha256],
    );
    return rows[0];
  }

  async countOpen(tenantId: string): Promise<number> {
    await this.#query(
      tenantId,
      `delete from staging.import where state in ('RECEIVING', 'CHECKING') and changed_at < now() - $1::interval`,
      [forgottenAfter],
    );
    const rows = await this.#query<{ count: number }[]>(
      tenantId,
      `select count(*)::int as count from staging.import where tenant_id = $1 and state = 'RECEIVING'`,
      [tenantId],
    );
    return rows[0]?.count ?? 0;
  }

  /** Does nothing when it is there already: a retried command starts one import. */
  async insert(given: NewImport, outcome: Outcome = {}): Promise<void> {
    const { tenantId, id, kind, target, sha256, bytes, dryRun, state, startedBy } = given;
    await this.#query(
      tenantId,
      `insert into staging.import (tenant_id, id, kind, target, sha256, bytes, dry_run, state, started_by, rows, unchanged)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
      [
        tenantId,
        id,
        kind,
        target,
        sha256,
        bytes,
        dryRun,
        state,
        startedBy,
        outcome.rows ?? 0,
        outcome.unchanged ?? 0,
      ],
    );
  }

  async putPart(tenantId: string, id: string, index: number, content: Buffer): Promise<void> {
    await this.#query(
      tenantId,
      `insert into staging.part (tenant_id, import_id, index, content) values ($1, $2, $3, $4)
       on conflict (tenant_id, import_id, index) do update set content = excluded.content`,
      [tenantId, id, index, await this.#sealing.closeBytes(tenantId, placeOf(id, index), content)],
    );
    await this.#query(
      tenantId,
      'update staging.import set changed_at = now() where tenant_id = $1 and id = $2',
      [tenantId, id],
    );
  }

  /** One part after the other: never more than one in memory. */
  async *parts({ tenantId, id, receivedParts }: StagedImport): AsyncGenerator<Buffer> {
    for (const index of receivedParts) {
      const rows = await this.#query<{ content: Buffer }[]>(
        tenantId,
        'select content from staging.part where tenant_id = $1 and import_id = $2 and index = $3',
        [tenantId, id, index],
      );
      if (rows[0]) yield await this.#sealing.openBytes(tenantId, placeOf(id, index), rows[0].content);
    }
  }

  /** Moves from one state to another; false when it was not in the first any more. */
  async move(
    { tenantId, id }: StagedImport,
    states: readonly ImportState[],
    to: ImportState,
    outcome: Outcome = {},
  ): Promise<boolean> {
    const [, count] = await this.#query<[unknown, number]>(
      tenantId,
      `update staging.import set state = $4, changed_at = now(), rows = coalesce($5, rows), added = coalesce($6, added),
         unchanged = coalesce($7, unchanged), changed = coalesce($8, changed), error_count = coalesce($9, error_count),
         token = coalesce($10, token), counts = coalesce($11, counts)
       where tenant_id = $1 and id = $2 and state = any ($3)`,
      [
        ...[tenantId, id, states, to, outcome.rows ?? null, outcome.added ?? null, outcome.unchanged ?? null],
        ...[outcome.changed ?? null, outcome.errorCount ?? null, outcome.token ?? null],
        outcome.counts ? JSON.stringify(outcome.counts) : null,
      ],
    );
    return count === 1;
  }

  async saveErrors({ tenantId, id }: StagedImport, errors: readonly ImportError[]): Promise<void> {
    await this.#query(tenantId, 'delete from staging.mistake where tenant_id = $1 and import_id = $2', [
      tenantId,
      id,
    ]);
    await this.#query(
      tenantId,
      `insert into staging.mistake (tenant_id, import_id, ordinal, line, "column", code, message)
       select $1, $2, n, line, "column", code, message
       from unnest($3::int[], $4::text[], $5::text[], $6::text[]) with ordinality as e (line, "column", code, message, n)`,
      [
        ...[tenantId, id, errors.map(({ line }) => line), errors.map(({ column }) => column ?? null)],
        ...[errors.map(({ code }) => code), errors.map(({ message }) => message)],
      ],
    );
  }

  async saveDifferences(
    { tenantId, id }: StagedImport,
    differences: readonly ImportDifference[],
  ): Promise<void> {
    await this.#query(tenantId, 'delete from staging.difference where tenant_id = $1 and import_id = $2', [
      tenantId,
      id,
    ]);
    const kept = differences.slice(0, mostDifferences);
    await this.#query(
      tenantId,
      `insert into staging.difference (tenant_id, import_id, ordinal, line, "column", code)
       select $1, $2, n, line, "column", code
       from unnest($3::int[], $4::text[], $5::text[]) with ordinality as d (line, "column", code, n)`,
      [
        ...[tenantId, id, kept.map(({ line }) => line), kept.map(({ column }) => column ?? null)],
        kept.map(({ code }) => code),
      ],
    );
  }

  differences(tenantId: string, id: string, after: number, most: number) {
    return this.#query<(ImportDifference & { readonly ordinal: number })[]>(
      tenantId,
      `select ordinal, line, "column", code from staging.difference
       where tenant_id = $1 and import_id = $2 and ordinal > $3 order by ordinal limit $4`,
      [tenantId, id, after, most],
    );
  }

  errors(tenantId: string, id: string, after: number, most: number) {
    return this.#query<(ImportError & { readonly ordinal: number })[]>(
      tenantId,
      `select ordinal, line, "column", code, message from staging.mistake
       where tenant_id = $1 and import_id = $2 and ordinal > $3 order by ordinal limit $4`,
      [tenantId, id, after, most],
    );
  }

  /** The file's rows are not kept longer than they are needed. */
  async dropParts({ tenantId, id }: StagedImport): Promise<void> {
    await this.#query(tenantId, 'delete from staging.part where tenant_id = $1 and import_id = $2', [
      tenantId,
      id,
    ]);
  }

  /** Lets one import at a time into the same place. */
  exclusively<T>({ tenantId, kind, target }: StagedImport, work: () => Promise<T>): Promise<T> {
    return this.#data.exclusively(`import:${tenantId}:${kind}:${target ?? ''}`, work);
  }

  #query<T = unknown>(tenantId: string, text: string, values: unknown[]): Promise<T> {
    return this.#data.as(tenantId, (manager: EntityManager) => manager.query<T>(text, values));
  }
}
