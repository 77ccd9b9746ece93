import { type Event, type Projection, type Source } from '@securebase/domain-kit';

type TenantEvent =
  | Event<'TenantSuspended' | 'TenantResumed' | 'TenantDeleted', { readonly tenantId: string }>
  | Event<
      'TenantSettingsChanged',
      {
        readonly tenantId: string;
        readonly smallestGroup: number;
        readonly retentionDays: number | null;
        readonly notesOfErased: TenantStandingRow['notesOfErased'];
      }
    >;

export interface TenantStandingRow {
  readonly suspended: boolean;
  /** Everybody of it is being erased, or was. */
  readonly deleted: boolean;
  readonly smallestGroup: number;
  readonly retentionDays: number | null;
  /** What becomes of a coach's notes about somebody who is erased. */
  readonly notesOfErased: 'ERASED' | 'KEPT_BY_COACH';
}

const types: readonly string[] = [
  'TenantSuspended',
  'TenantResumed',
  'TenantDeleted',
  'TenantSettingsChanged',
];

/** How a tenant stands, and its settings. */
export const tenantStanding = (source: Source): Projection<TenantEvent, TenantStandingRow> => ({
  name: 'tenant-standing',
  table: 'tenant_standing',
  source,
  rowIds: ({ type, data }) => (types.includes(type) ? [data.tenantId] : []),
  blank: { suspended: false, deleted: false, smallestGroup: 0, retentionDays: null, notesOfErased: 'ERASED' },
  on: {
    TenantSuspended: () => ({ suspended: true }),
    TenantResumed: () => ({ suspended: false }),
    TenantDeleted: () => ({ suspended: true, deleted: true }),
    TenantSettingsChanged: (_, { data }) => ({
      smallestGroup: data.smallestGroup,
      retentionDays: data.retentionDays,
      notesOfErased: data.notesOfErased,
    }),
  },
});
