import { type Event, type Projection, type Source } from '@securebase/domain-kit';

type TenantEvent =
  | Event<'TenantSuspended' | 'TenantResumed', { readonly tenantId: string }>
  | Event<
      'TenantSettingsChanged',
      { readonly tenantId: string; readonly smallestGroup: number; readonly retentionDays: number | null }
    >;

export interface TenantStandingRow {
  readonly suspended: boolean;
  readonly smallestGroup: number;
  readonly retentionDays: number | null;
}

const types: readonly string[] = ['TenantSuspended', 'TenantResumed', 'TenantSettingsChanged'];

/** How a tenant stands, and its settings. */
export const tenantStanding = (source: Source): Projection<TenantEvent, TenantStandingRow> => ({
  name: 'tenant-standing',
  table: 'tenant_standing',
  source,
  rowIds: ({ type, data }) => (types.includes(type) ? [data.tenantId] : []),
  blank: { suspended: false, smallestGroup: 0, retentionDays: null },
  on: {
    TenantSuspended: () => ({ suspended: true }),
    TenantResumed: () => ({ suspended: false }),
    TenantSettingsChanged: (_, { data }) => ({
      smallestGroup: data.smallestGroup,
      retentionDays: data.retentionDays,
    }),
  },
});
