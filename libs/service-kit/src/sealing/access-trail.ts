import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { TenantData } from '../reading/tenant-data.ts';
import { type RequestContext } from '../graphql/context.ts';

/** One personal value that somebody opened. */
export interface Access {
  readonly id: string;
  readonly at: Date;
  readonly actorId: string;
  readonly actingAs: readonly string[];
  readonly object: string;
  readonly objectId: string;
  readonly field: string;
  readonly operation: string;
  /** Null for a look at one's own. */
  readonly purpose: string | null;
}
interface Opened {
  readonly subject: string;
  readonly object: string;
  readonly id: string;
  readonly field: string;
  readonly purpose: string;
}

const columns = `id, at, actor_id as "actorId", acting_as as "actingAs", object, object_id as "objectId", field, operation, purpose`;

/** Who looked at what of whom, when, why, and as part of what. Append-only. */
@Injectable()
export class AccessTrail {
  readonly #data: TenantData;
  constructor(data: TenantData) {
    this.#data = data;
  }

  /** Notes what is about to be shown. It is not shown when it cannot be noted. */
  async note(context: RequestContext, opened: readonly Opened[]): Promise<void> {
    if (opened.length === 0) return;
    const rows = opened.map(({ subject, object, id, field, purpose }) => ({
      id: v7(),
      subject_id: subject,
      actor_id: context.actorId,
      acting_as: context.roles,
      object,
      object_id: id,
      field,
      operation: context.operation ?? '',
      correlation_id: context.correlationId,
      purpose: subject === context.actorId ? null : purpose,
    }));
    await this.#data.as(context.tenantId, (manager) =>
      manager.query('select trail.note($1, $2)', [context.tenantId, JSON.stringify(rows)]),
    );
  }

  /** What was opened of the caller, the newest first. */
  ofCaller(
    { tenantId, actorId }: RequestContext,
    before: string | undefined,
    most: number,
  ): Promise<Access[]> {
    const text = `select ${columns} from trail.of_subject($1, $2, $3, $4)`;
    const values = [tenantId, actorId, before ?? null, most];
    return this.#data.as(tenantId, (manager) => manager.query<Access[]>(text, values));
  }
}
