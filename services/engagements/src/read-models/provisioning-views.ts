import { type EngagementsEvent } from '@securebase/contracts';
import { open, type Projection, type Recorded, type Sealed } from '@securebase/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person as the organization's own directory knows them. Disposable: rebuilt from events at any time. */
@Entity('provisioned_person_view')
export class ProvisionedPersonView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'user_name' }) userName!: string;
  @Column('text', { name: 'external_id', nullable: true }) externalId!: string | null;
  @Column('text', { name: 'display_name', nullable: true }) displayName!: string | null;
  @Column('text', { nullable: true }) email!: string | null;
  /** Null when the directory does not say: they are. */
  @Column('boolean', { nullable: true }) active!: boolean | null;
  /** Whether that directory manages the person now. */
  @Column('boolean', { name: 'is_managed' }) isManaged!: boolean;
  /** Of the person's stream: what ETags are made of. */
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date | string;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date | string;
}
export type ProvisionedPersonRow = Omit<ProvisionedPersonView, 'tenantId' | 'id'>;

const changed = ({ version, at }: Recorded) => ({ version, changedAt: at });

export const provisionedPersonView: Projection<EngagementsEvent, ProvisionedPersonRow> = {
  name: 'provisioned-person-view',
  table: 'provisioned_person_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: ({ stream }) => (stream.startsWith('person-') ? [stream.slice('person-'.length)] : []),
  blank: {
    userName: '',
    externalId: null,
    displayName: null,
    email: null,
    active: null,
    isManaged: false,
    version: 0,
    createdAt: '',
    changedAt: '',
  },
  on: {
    PersonRegistered: (_, event) => ({ ...changed(event), createdAt: event.at }),
    PersonRenamed: (_, event) => changed(event),
    RolesAssigned: (_, event) => changed(event),
    PersonDeactivated: (_, event) => ({ ...changed(event), active: false }),
    PersonReactivated: (_, event) => ({ ...changed(event), active: true }),
    PersonProvisioned: (_, event) => {
      const { userName, externalId, displayName, email, active } = event.data;
      return {
        ...changed(event),
        isManaged: true,
        active: active ?? null,
        userName: open(userName) ?? '',
        externalId: externalId ? (open(externalId) ?? null) : null,
        displayName: displayName ? (open(displayName) ?? null) : null,
        email: email ? (open(email) ?? null) : null,
      };
    },
    PersonUnprovisioned: (_, event) => ({
      ...changed(event),
      ...{ isManaged: false, userName: '', externalId: null, displayName: null, email: null },
    }),
    SubjectErased: () => 'DELETE',
  },
};

const called = ({ name, externalId }: { name: Sealed; externalId?: Sealed | undefined }) => ({
  name: open(name) ?? '',
  externalId: externalId ? (open(externalId) ?? null) : null,
});

/** A group of the organization's own directory. Disposable: rebuilt from events at any time. */
@Entity('group_view')
export class GroupView {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'external_id', nullable: true }) externalId!: string | null;
  @Column('jsonb', { name: 'member_ids' }) memberIds!: readonly string[];
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date | string;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date | string;
}
export type GroupRow = Omit<GroupView, 'tenantId' | 'id'>;

export const groupView: Projection<EngagementsEvent, GroupRow> = {
  name: 'group-view',
  table: 'group_view',
  source: { kind: 'LOG' },
  opens: true,
  rowIds: ({ stream }) => (stream.startsWith('group-') ? [stream.slice('group-'.length)] : []),
  blank: { name: '', externalId: null, memberIds: [], version: 0, createdAt: '', changedAt: '' },
  on: {
    GroupCreated: (_, event) => ({ ...changed(event), createdAt: event.at, ...called(event.data) }),
    GroupRenamed: (_, event) => ({ ...changed(event), ...called(event.data) }),
    GroupMembersChanged: (row, event) => {
      const { added, removed } = event.data;
      const kept = row.memberIds.filter((member) => !removed.includes(member));
      return { ...changed(event), memberIds: [...new Set([...kept, ...added])] };
    },
    GroupDeleted: () => 'DELETE',
  },
};
