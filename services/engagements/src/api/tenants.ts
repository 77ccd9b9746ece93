import { Injectable } from '@nestjs/common';
import { type Recorded } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';
import { tenant, type Tenant, type TenantEvent } from '../domain/tenant.ts';

/** Tenants as their logs say they are now. */
@Injectable()
export class Tenants {
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }

  async of(tenantId: string): Promise<Tenant> {
    const { events } = await this.#store.readStream(tenantId, `${tenant.name}-${tenantId}`);
    return this.fold(events);
  }

  async fold(events: readonly Recorded[]): Promise<Tenant> {
    const opened = await this.#store.opened(events);
    return (opened as unknown as TenantEvent[]).reduce(tenant.evolve, tenant.initialState);
  }
}
