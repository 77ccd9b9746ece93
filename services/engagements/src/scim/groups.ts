import { Injectable } from '@nestjs/common';
import { type PersonRole } from '@securebase/contracts';
import { type CommandContext, open } from '@securebase/domain-kit';
import { type Write } from '@securebase/event-sourcing';
import { ReadModels } from '@securebase/service-kit';
import { v4 as anyId } from 'uuid';
import {
  evolveGroup,
  type Group,
  groupChanged,
  type GroupEvent,
  groupStream,
  noGroup,
  roleOf,
  type WantedGroup,
} from '../domain/group.ts';
import { person } from '../domain/person.ts';
import { type GroupRow, GroupView, groupView } from '../read-models/provisioning-views.ts';
import { Directory, ensureVersion, write } from './directory.ts';
import { type Asked, NotThere } from './users.ts';

const most = 10_000;

export type DirectoryGroup = GroupRow & { readonly id: string };

/** Groups as the organization's own directory has them. One that is called like a role gives it to its members. */
@Injectable()
export class Groups {
  readonly #directory: Directory;
  readonly #models: ReadModels;
  constructor(directory: Directory, models: ReadModels) {
    this.#directory = directory;
    this.#models = models;
  }

  /** As the log has it: what is changed begins with what is read. @throws NotThere */
  async read(asked: Asked, id: string): Promise<DirectoryGroup> {
    const context = this.#directory.contextOf(asked);
    const row = await this.#directory.row(context, groupView, groupStream(id), id);
    if (!row) throw new NotThere();
    return { id, ...row };
  }

  async list({ tenantId }: Asked): Promise<DirectoryGroup[]> {
    await this.#directory.caughtUp(groupView);
    return this.#models.of(GroupView).find(tenantId, {}, most);
  }

  /** Makes or changes a group. Returns its id. @throws NotThere, OutOfDate */
  async save(asked: Asked, id: string | undefined, wanted: WantedGroup): Promise<string> {
    const context = this.#directory.contextOf(asked);
    const groupId = id ?? anyId();
    await this.#directory.change(context, async () => {
      const { state, version } = await this.#fold(context, groupId);
      if (id !== undefined && !state.isThere) throw new NotThere();
      ensureVersion(asked.ifMatch, version);
      const events = groupChanged(state, groupId, wanted);
      const after = { role: roleOf(wanted.name), members: new Set(wanted.members) };
      return [write(groupStream(groupId), version, events), ...(await this.#roles(context, state, after))];
    });
    return groupId;
  }

  /** @throws NotThere, OutOfDate */
  async remove(asked: Asked, id: string): Promise<void> {
    const context = this.#directory.contextOf(asked);
    await this.#directory.change(context, async () => {
      const { state, version } = await this.#fold(context, id);
      if (!state.isThere) throw new NotThere();
      ensureVersion(asked.ifMatch, version);
      const gone = [{ type: 'GroupDeleted' as const, data: { groupId: id } }];
      const roles = await this.#roles(context, state, { role: undefined, members: new Set() });
      return [write(groupStream(id), version, gone), ...roles];
    });
  }

  #fold(context: CommandContext, groupId: string) {
    return this.#directory.fold<GroupEvent, Group>(context, groupStream(groupId), evolveGroup, noGroup);
  }

  /** What the change of a group means for its members' roles. */
  async #roles(
    context: CommandContext,
    before: Group,
    after: { readonly role: PersonRole | undefined; readonly members: ReadonlySet<string> },
  ): Promise<Write[]> {
    const name = before.name && open(before.name);
    const had = name === undefined ? undefined : roleOf(name);
    if (had === undefined && after.role === undefined) return [];
    const writes: Write[] = [];
    for (const personId of new Set([...before.members, ...after.members])) {
      const stream = `${person.name}-${personId}`;
      const { state, version } = await this.#directory.fold(
        context,
        stream,
        person.evolve,
        person.initialState,
      );
      if (state.status !== 'ACTIVE') continue;
      const kept = state.roles.filter((role) => role !== had || !before.members.has(personId));
      const gets = after.role !== undefined && after.members.has(personId) ? [after.role] : [];
      const roles = [...new Set([...kept, ...gets])];
      const isSame = roles.length === state.roles.length && roles.every((role) => state.roles.includes(role));
      if (!isSame)
        writes.push(write(stream, version, [{ type: 'RolesAssigned', data: { personId, roles } }]));
    }
    return writes;
  }
}
