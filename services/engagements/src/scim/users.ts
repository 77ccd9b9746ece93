import { Injectable } from '@nestjs/common';
import { type EngagementsEvent } from '@securebase/contracts';
import { ReadModels, personIdOf } from '@securebase/service-kit';
import { type CommandContext, open } from '@securebase/domain-kit';
import { type Write } from '@securebase/event-sourcing';
import { v4 as anyId } from 'uuid';
import { person, type Person, type PersonEvent } from '../domain/person.ts';
import { provisioned, type Provisioning, unprovisioned } from '../domain/provisioning.ts';
import {
  GroupView,
  groupView,
  type ProvisionedPersonRow,
  ProvisionedPersonView,
  provisionedPersonView,
} from '../read-models/provisioning-views.ts';
import { type Provisioner } from './credentials.ts';
import { Directory, ensureVersion, write } from './directory.ts';

/** The most people of a tenant that a list is made from. */
const most = 100_000;

/** Another person has this user name. */
export class NotUnique extends Error {}
/** There is no such resource that this directory manages. */
export class NotThere extends Error {}

export interface Asked extends Provisioner {
  readonly ifMatch: string | undefined;
}

export type ProvisionedPerson = ProvisionedPersonRow & { readonly id: string };

type NameEvent = Extract<EngagementsEvent, { type: 'UserNameTaken' | 'UserNameReleased' }>;
const holderOf = (_: string | undefined, { type, data }: NameEvent) =>
  type === 'UserNameTaken' ? data.personId : undefined;

/** People as SCIM's users: what their own directory says becomes events of the person, like anything else. */
@Injectable()
export class Users {
  readonly #directory: Directory;
  readonly #models: ReadModels;
  constructor(directory: Directory, models: ReadModels) {
    this.#directory = directory;
    this.#models = models;
  }

  /** As the log has them: what is changed begins with what is read. @throws NotThere */
  async read(asked: Asked, id: string): Promise<ProvisionedPerson> {
    const context = this.#directory.contextOf(asked);
    const stream = `${person.name}-${id}`;
    const row = await this.#directory.row(context, provisionedPersonView, stream, id);
    if (!row?.isManaged) throw new NotThere();
    return { id, ...row };
  }

  async list({ tenantId }: Asked): Promise<ProvisionedPerson[]> {
    await this.#directory.caughtUp(provisionedPersonView);
    return this.#models.of(ProvisionedPersonView).find(tenantId, { isManaged: true }, most);
  }

  /** By person, the groups that they belong to. */
  async groupsOf({ tenantId }: Asked): Promise<Map<string, GroupView[]>> {
    await this.#directory.caughtUp(groupView);
    const groups = await this.#models.of(GroupView).find(tenantId, {}, most);
    const pairs = groups.flatMap((group) => group.memberIds.map((memberId) => ({ memberId, group })));
    const byMember = Map.groupBy(pairs, ({ memberId }) => memberId);
    return new Map([...byMember].map(([memberId, all]) => [memberId, all.map(({ group }) => group)]));
  }

  /**
   * Makes or changes a person. Returns the id.
   * @throws NotThere, NotUnique, OutOfDate, Rejected PERSON_ERASED
   */
  async save(asked: Asked, id: string | undefined, wanted: Provisioning): Promise<string> {
    const { tenantId, ifMatch } = asked;
    const context = this.#directory.contextOf(asked);
    const { externalId } = wanted;
    // Whom the organization calls by a reference is the same person, whichever way they came.
    const made = externalId === undefined ? anyId() : personIdOf(tenantId, externalId);
    const personId = id ?? made;
    await this.#directory.change(context, async () => {
      const stream = `${person.name}-${personId}`;
      const { state, version } = await this.#directory.fold(
        context,
        stream,
        person.evolve,
        person.initialState,
      );
      const isManaged = state.status !== 'UNKNOWN' && state.provisioned !== undefined;
      if (id === undefined && isManaged) throw new NotUnique();
      if (id !== undefined && !isManaged) throw new NotThere();
      ensureVersion(ifMatch, version);
      const events = provisioned(state, personId, wanted);
      const names = await this.#names(context, personId, userNameOf(state), wanted.userName);
      return [write(stream, version, events), ...names];
    });
    return personId;
  }

  /** The person has left. @throws NotThere, OutOfDate */
  async remove(asked: Asked, id: string): Promise<void> {
    const context = this.#directory.contextOf(asked);
    await this.#directory.change(context, async () => {
      const stream = `${person.name}-${id}`;
      const { state, version } = await this.#directory.fold<PersonEvent, Person>(
        context,
        stream,
        person.evolve,
        person.initialState,
      );
      if (state.status === 'UNKNOWN' || !state.provisioned) throw new NotThere();
      ensureVersion(asked.ifMatch, version);
      const names = await this.#names(context, id, userNameOf(state), undefined);
      return [write(stream, version, unprovisioned(state, id)), ...names];
    });
  }

  /** Takes a user name for a person, and releases the one before. @throws NotUnique */
  async #names(
    context: CommandContext,
    personId: string,
    before: string | undefined,
    after: string | undefined,
  ): Promise<Write[]> {
    if (before?.toLowerCase() === after?.toLowerCase()) return [];
    const writes: Write[] = [];
    const change = async (userName: string, type: NameEvent['type']) => {
      const stream = await this.#directory.streamOfUserName(context, userName);
      const { state, version } = await this.#directory.fold<NameEvent, string | undefined>(
        context,
        stream,
        holderOf,
        undefined,
      );
      if (type === 'UserNameTaken' && state !== undefined && state !== personId) throw new NotUnique();
      writes.push(write(stream, version, [{ type, data: { personId } }]));
    };
    if (after !== undefined) await change(after, 'UserNameTaken');
    if (before !== undefined) await change(before, 'UserNameReleased');
    return writes;
  }
}

const userNameOf = (state: Person): string | undefined =>
  state.status !== 'UNKNOWN' && state.provisioned ? open(state.provisioned.userName) : undefined;
