import { type Event, type Projection, type Source } from '@securebase/domain-kit';
import { type Role } from '../edge/index.ts';

type MemberEvent =
  | Event<
      'PersonRegistered' | 'PersonDeactivated' | 'PersonReactivated' | 'SubjectErased',
      { readonly personId: string }
    >
  | Event<'RolesAssigned', { readonly personId: string; readonly roles: readonly Role[] }>;

export interface DirectoryMemberRow {
  readonly status: 'ACTIVE' | 'DEACTIVATED' | 'ERASED';
  readonly roles: readonly Role[];
  /** Since when they are gone. */
  readonly leftAt: string | null;
}

const types: readonly string[] = [
  'PersonRegistered',
  'RolesAssigned',
  'PersonDeactivated',
  'PersonReactivated',
  'SubjectErased',
];

/** The tenant's directory, as far as every service has to know it: ids, no names. */
export const directoryMember = (source: Source): Projection<MemberEvent, DirectoryMemberRow> => ({
  name: 'directory-member',
  table: 'directory_member',
  source,
  rowIds: ({ type, data }) => (types.includes(type) ? [data.personId] : []),
  blank: { status: 'ACTIVE', roles: [], leftAt: null },
  on: {
    PersonRegistered: () => ({ status: 'ACTIVE' }),
    RolesAssigned: (_, { data }) => ({ roles: data.roles }),
    PersonDeactivated: (_, { at }) => ({ status: 'DEACTIVATED', leftAt: at }),
    PersonReactivated: () => ({ status: 'ACTIVE', leftAt: null }),
    SubjectErased: () => ({ status: 'ERASED', roles: [] }),
  },
});
