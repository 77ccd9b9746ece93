import { type EngagementsEvent, smallestGroup } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';

export type TenantEvent = Extract<
  EngagementsEvent,
  {
    type:
      | 'TenantSuspended'
      | 'TenantResumed'
      | 'TenantSettingsProposed'
      | 'TenantSettingsSigned'
      | 'TenantSettingsChanged'
      | 'TenantDeletionRequested'
      | 'TenantDeleted'
      | 'TenantKeysDestroyed';
  }
>;

export interface Settings {
  readonly smallestGroup: number;
  /** So many days after people have left they are erased; null: when it is asked for. */
  readonly retentionDays: number | null;
}

export class SuspendTenant extends Command<object> {
  readonly type = 'SuspendTenant';
}
export class ResumeTenant extends Command<object> {
  readonly type = 'ResumeTenant';
}
export class RequestTenantDeletion extends Command<object> {
  readonly type = 'RequestTenantDeletion';
}
export class DeleteTenant extends Command<object> {
  readonly type = 'DeleteTenant';
}
export class ProposeTenantSettings extends Command<Settings> {
  readonly type = 'ProposeTenantSettings';
}
export class SignTenantSettings extends Command<{
  version: number;
  /** Whether the tenant has a representative of its employees. */
  hasRepresentative: boolean;
  /** Whether who signs is one. */
  isRepresentative: boolean;
}> {
  readonly type = 'SignTenantSettings';
}
export type TenantCommand =
  | SuspendTenant
  | ResumeTenant
  | ProposeTenantSettings
  | SignTenantSettings
  | RequestTenantDeletion
  | DeleteTenant;

export interface Tenant {
  readonly suspended: boolean;
  /** Who wants it to be deleted, for the tenant. */
  readonly deletionRequestedBy: string | undefined;
  readonly deleted: boolean;
  readonly settings: Settings;
  /** Of the last proposal. */
  readonly version: number;
  /** What waits for a second signature. */
  readonly proposed: (Settings & { readonly proposedBy: string }) | undefined;
}

/** Whether a rule protects less than before: figures of smaller groups, or people kept longer. */
export const loosens = (from: Settings, to: Settings): boolean =>
  to.smallestGroup < from.smallestGroup ||
  (to.retentionDays ?? Number.POSITIVE_INFINITY) > (from.retentionDays ?? Number.POSITIVE_INFINITY);

const decide = (command: TenantCommand, tenant: Tenant): TenantEvent[] => {
  const { tenantId, actorId } = command.context;
  ensure(!tenant.deleted || command.type === 'DeleteTenant', 'TENANT_DELETED');
  switch (command.type) {
    case 'RequestTenantDeletion':
      return tenant.deletionRequestedBy === undefined
        ? [{ type: 'TenantDeletionRequested', data: { tenantId, requestedBy: actorId } }]
        : [];
    case 'DeleteTenant':
      if (tenant.deleted) return [];
      ensure(tenant.deletionRequestedBy !== undefined, 'DELETION_NOT_REQUESTED');
      ensure(tenant.deletionRequestedBy !== actorId, 'SECOND_SIGNATURE_NEEDED');
      return [{ type: 'TenantDeleted', data: { tenantId } }];
    case 'SuspendTenant':
      return tenant.suspended ? [] : [{ type: 'TenantSuspended', data: { tenantId } }];
    case 'ResumeTenant':
      return tenant.suspended ? [{ type: 'TenantResumed', data: { tenantId } }] : [];
    case 'ProposeTenantSettings': {
      const version = tenant.version + 1;
      const proposed: TenantEvent = {
        type: 'TenantSettingsProposed',
        data: { tenantId, version, ...command.data, proposedBy: actorId },
      };
      return loosens(tenant.settings, command.data)
        ? [proposed]
        : [proposed, { type: 'TenantSettingsChanged', data: { tenantId, version, ...command.data } }];
    }
    case 'SignTenantSettings': {
      const { version, hasRepresentative, isRepresentative } = command.data;
      ensure(tenant.proposed !== undefined, 'SETTINGS_NOT_PROPOSED');
      ensure(version === tenant.version, 'SETTINGS_VERSION_OUTDATED', ['input', 'version']);
      const { proposedBy, ...settings } = tenant.proposed;
      ensure(proposedBy !== actorId, 'SECOND_SIGNATURE_NEEDED');
      ensure(isRepresentative || !hasRepresentative, 'REPRESENTATIVE_SIGNS');
      return [
        { type: 'TenantSettingsSigned', data: { tenantId, version, signedBy: actorId } },
        { type: 'TenantSettingsChanged', data: { tenantId, version, ...settings } },
      ];
    }
  }
};

const evolve = (tenant: Tenant, { type, data }: TenantEvent): Tenant => {
  switch (type) {
    case 'TenantSuspended':
      return { ...tenant, suspended: true };
    case 'TenantResumed':
      return { ...tenant, suspended: false };
    case 'TenantSettingsProposed': {
      const { version, smallestGroup: least, retentionDays, proposedBy } = data;
      return { ...tenant, version, proposed: { smallestGroup: least, retentionDays, proposedBy } };
    }
    case 'TenantDeletionRequested':
      return { ...tenant, deletionRequestedBy: data.requestedBy };
    case 'TenantDeleted':
      return { ...tenant, suspended: true, deleted: true };
    case 'TenantSettingsSigned':
    case 'TenantKeysDestroyed':
      return tenant;
    case 'TenantSettingsChanged': {
      const { smallestGroup: least, retentionDays } = data;
      return { ...tenant, settings: { smallestGroup: least, retentionDays }, proposed: undefined };
    }
  }
};

/** A tenant: whether it is served, and what it decides for itself. What loosens a rule needs two people. */
export const tenant: Decider<TenantCommand, TenantEvent, Tenant> = {
  name: 'tenant',
  commands: [
    SuspendTenant,
    ResumeTenant,
    ProposeTenantSettings,
    SignTenantSettings,
    RequestTenantDeletion,
    DeleteTenant,
  ],
  streamId: ({ context }) => context.tenantId,
  initialState: {
    suspended: false,
    deletionRequestedBy: undefined,
    deleted: false,
    settings: { smallestGroup, retentionDays: null },
    version: 0,
    proposed: undefined,
  },
  decide,
  evolve,
};
