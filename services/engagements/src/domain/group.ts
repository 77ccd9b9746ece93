import { type EngagementsEvent, personRole, type PersonRole } from '@securebase/contracts';
import { open, seal, type Sealed } from '@securebase/domain-kit';

export type GroupEvent = Extract<
  EngagementsEvent,
  { type: 'GroupCreated' | 'GroupRenamed' | 'GroupMembersChanged' | 'GroupDeleted' }
>;

export interface Group {
  readonly isThere: boolean;
  readonly name: Sealed | undefined;
  readonly externalId?: Sealed | undefined;
  readonly members: ReadonlySet<string>;
}

export const noGroup: Group = { isThere: false, name: undefined, members: new Set() };
export const groupStream = (groupId: string): string => `group-${groupId}`;

export const evolveGroup = (group: Group, event: GroupEvent): Group => {
  switch (event.type) {
    case 'GroupCreated':
      return { ...event.data, isThere: true, members: new Set() };
    case 'GroupRenamed':
      return { ...group, name: event.data.name, externalId: event.data.externalId };
    case 'GroupMembersChanged': {
      const kept = [...group.members].filter((member) => !event.data.removed.includes(member));
      return { ...group, members: new Set([...kept, ...event.data.added]) };
    }
    case 'GroupDeleted':
      return noGroup;
  }
};

/** The role that a group gives its members: the one that it is called like, such as "Program managers" or COACH. */
export const roleOf = (name: string): PersonRole | undefined => {
  const wanted = name
    .trim()
    .toUpperCase()
    .replaceAll(/[^A-Z]+/g, '_');
  return personRole.options.find((role) => role === wanted || `${role}S` === wanted);
};

export interface WantedGroup {
  readonly name: string;
  readonly externalId?: string | undefined;
  readonly members: readonly string[];
}

const isCalled = (group: Group, { name, externalId }: WantedGroup) =>
  group.name !== undefined &&
  open(group.name) === name &&
  (group.externalId && open(group.externalId)) === externalId;

/** What it comes to that a group is to have this name and these members. */
export const groupChanged = (group: Group, groupId: string, wanted: WantedGroup): GroupEvent[] => {
  const { name, externalId } = wanted;
  const key = externalId === undefined ? {} : { externalId: seal(groupId, externalId) };
  const called = { groupId, name: seal(groupId, name), ...key };
  const members = new Set(wanted.members);
  const added = [...members].filter((member) => !group.members.has(member));
  const removed = [...group.members].filter((member) => !members.has(member));
  return [
    ...(group.isThere ? [] : [{ type: 'GroupCreated' as const, data: called }]),
    ...(group.isThere && !isCalled(group, wanted) ? [{ type: 'GroupRenamed' as const, data: called }] : []),
    ...(added.length + removed.length > 0
      ? [{ type: 'GroupMembersChanged' as const, data: { groupId, added, removed } }]
      : []),
  ];
};
