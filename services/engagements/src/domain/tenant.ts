import {
  type EngagementsEvent,
  type NotesOfErased,
  smallestGroup,
  type TenantKind,
} from '@securebase/contracts';
import { Command, type Decider, ensure, open, seal } from '@securebase/domain-kit';

export type TenantEvent = Extract<
  EngagementsEvent,
  {
    type:
      | 'TenantCreated'
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
  /** What becomes of a coach's notes about somebody who is erased. */
  readonly notesOfErased: NotesOfErased;
  /** Who holds the tenant's key, as the agreements name them; null: those who run the platform. */
  readonly keyHolder: string | null;
}
/** What is not said of the later policies stays as it is. */
export type WantedSettings = Pick<Settings, 'smallestGroup' | 'retentionDays'> & Partial<Settings>;

export class CreateTenant extends Command<{ kind: TenantKind; coachId: string | undefined }> {
  readonly type = 'CreateTenant';
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
export class ProposeTenantSettings extends Command<WantedSettings> {
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
  | CreateTenant
  | SuspendTenant
  | ResumeTenant
  | ProposeTenantSettings
  | SignTenantSettings
  | RequestTenantDeletion
  | DeleteTenant;

export interface Tenant {
  readonly created: boolean;
  /** A tenant that tokens name and nobody has created is an enterprise. */
  readonly kind: TenantKind;
  /** Whose practice it is. */
  readonly coachId: string | undefined;
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

/**
 * Whether a rule protects less than before: figures of smaller groups, people or notes kept longer. Of two holders of a key
 * nobody can say who protects more: a change of hands counts as less.
 */
export const loosens = (from: Settings, to: Settings): boolean =>
  to.smallestGroup < from.smallestGroup ||
  (to.notesOfErased === 'KEPT_BY_COACH' && from.notesOfErased === 'ERASED') ||
  to.keyHolder !== from.keyHolder ||
  (to.retentionDays ?? Number.POSITIVE_INFINITY) > (from.retentionDays ?? Number.POSITIVE_INFINITY);

const told = (tenantId: string, version: number, { keyHolder, ...rules }: Settings) => ({
  tenantId,
  version,
  ...rules,
  ...(keyHolder !== null && { keyHolder: seal(tenantId, keyHolder) }),
});
const heard = ({
  smallestGroup: least,
  retentionDays,
  notesOfErased,
  keyHolder,
}:
  | Extract<TenantEvent, { type: 'TenantSettingsChanged' }>['data']
  | Extract<TenantEvent, { type: 'TenantSettingsProposed' }>['data']): Settings => ({
  smallestGroup: least,
  retentionDays,
  notesOfErased,
  keyHolder: keyHolder ? (open(keyHolder) ?? null) : null,
});

const decide = (command: TenantCommand, tenant: Tenant): TenantEvent[] => {
  const { tenantId, actorId } = command.context;
  ensure(!tenant.deleted || command.type === 'DeleteTenant', 'TENANT_DELETED');
  switch (command.type) {
    case 'CreateTenant': {
      const { kind, coachId } = command.data;
      ensure(!tenant.created, 'TENANT_ALREADY_CREATED');
      ensure((kind === 'PRACTICE') === (coachId !== undefined), 'PRACTICE_HAS_ONE_COACH', [
        'input',
        'coachId',
      ]);
      return [{ type: 'TenantCreated', data: { tenantId, kind, ...(coachId !== undefined && { coachId }) } }];
    }
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
      const { notesOfErased = tenant.settings.notesOfErased, keyHolder = tenant.settings.keyHolder } =
        command.data;
      const wanted = { ...command.data, notesOfErased, keyHolder };
      const data = told(tenantId, tenant.version + 1, wanted);
      const proposed: TenantEvent = {
        type: 'TenantSettingsProposed',
        data: { ...data, proposedBy: actorId },
      };
      return loosens(tenant.settings, wanted)
        ? [proposed]
        : [proposed, { type: 'TenantSettingsChanged', data }];
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
        { type: 'TenantSettingsChanged', data: told(tenantId, version, settings) },
      ];
    }
  }
};

const evolve = (tenant: Tenant, { type, data }: TenantEvent): Tenant => {
  switch (type) {
    case 'TenantCreated':
      return { ...tenant, created: true, kind: data.kind, coachId: data.coachId };
    case 'TenantSuspended':
      return { ...tenant, suspended: true };
    case 'TenantResumed':
      return { ...tenant, suspended: false };
    case 'TenantSettingsProposed':
      return { ...tenant, version: data.version, proposed: { ...heard(data), proposedBy: data.proposedBy } };
    case 'TenantDeletionRequested':
      return { ...tenant, deletionRequestedBy: data.requestedBy };
    case 'TenantDeleted':
      return { ...tenant, suspended: true, deleted: true };
    case 'TenantSettingsSigned':
    case 'TenantKeysDestroyed':
      return tenant;
    case 'TenantSettingsChanged':
      return { ...tenant, settings: heard(data), proposed: undefined };
  }
};

/** A tenant: whether it is served, and what it decides for itself. What loosens a rule needs two people. */
export const tenant: Decider<TenantCommand, TenantEvent, Tenant> = {
  name: 'tenant',
  commands: [
    CreateTenant,
    SuspendTenant,
    ResumeTenant,
    ProposeTenantSettings,
    SignTenantSettings,
    RequestTenantDeletion,
    DeleteTenant,
  ],
  streamId: ({ context }) => context.tenantId,
  opens: true,
  initialState: {
    created: false,
    kind: 'ENTERPRISE',
    coachId: undefined,
    suspended: false,
    deletionRequestedBy: undefined,
    deleted: false,
    settings: { smallestGroup, retentionDays: null, notesOfErased: 'ERASED', keyHolder: null },
    version: 0,
    proposed: undefined,
  },
  decide,
  evolve,
};
