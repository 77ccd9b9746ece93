// SCIM's users and groups, bound to ours. The library keeps its resources for the whole process; who asks comes with each request.
import { Fault } from '@securebase/service-kit';
import SCIMMY from 'scimmy';
import { z } from 'zod';
import { type GroupView } from '../read-models/provisioning-views.ts';
import { ensureVersion, etagOf, namesVersion, OutOfDate } from './directory.ts';
import { type DirectoryGroup, type Groups } from './groups.ts';
import { type Asked, NotThere, NotUnique, type ProvisionedPerson, type Users } from './users.ts';

const text = z.string().min(1).max(200);
const user = z.object({
  userName: text,
  externalId: text.nullish(),
  displayName: text.nullish(),
  emails: z.array(z.object({ value: z.email().max(320).nullish() }).nullish()).nullish(),
  active: z.boolean().nullish(),
});
const group = z.object({
  displayName: text,
  externalId: text.nullish(),
  members: z
    .array(z.object({ value: z.uuid() }))
    .max(1000)
    .nullish(),
});

const failure = (status: number, type: string | null, detail: string) =>
  new SCIMMY.Types.Error(status, type as never, detail);

/** SCIM's answer to what went wrong. */
const asFailure = (error: unknown): Error => {
  if (error instanceof SCIMMY.Types.Error) return error;
  if (error instanceof NotThere) return failure(404, null, 'There is no such resource here.');
  if (error instanceof NotUnique) return failure(409, 'uniqueness', 'Another user has this user name.');
  if (error instanceof OutOfDate) return failure(412, null, 'It was changed in between. Read it again.');
  if (error instanceof z.ZodError)
    return failure(
      400,
      'invalidValue',
      error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  if (error instanceof Error && 'code' in error && error.code === 'PERSON_ERASED')
    return failure(409, null, 'This person was erased. Nothing can be said of them any more.');
  if (error instanceof Fault)
    return failure(error.code === 'DATABASE_UNAVAILABLE' ? 500 : 400, null, error.message);
  return failure(500, null, 'Something went wrong on our side.');
};

const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw asFailure(error);
  }
};

const meta = ({ version, createdAt, changedAt }: ProvisionedPerson | DirectoryGroup) => ({
  created: new Date(createdAt).toISOString(),
  lastModified: new Date(changedAt).toISOString(),
  version: etagOf(version),
});

const userOf = (row: ProvisionedPerson, groups: readonly GroupView[] = []) => ({
  id: row.id,
  userName: row.userName,
  ...(row.externalId !== null && { externalId: row.externalId }),
  ...(row.displayName !== null && { displayName: row.displayName }),
  ...(row.email !== null && { emails: [{ value: row.email }] }),
  ...(row.active !== null && { active: row.active }),
  ...(groups.length > 0 && { groups: groups.map(({ id, name }) => ({ value: id, display: name })) }),
  meta: meta(row),
});

const groupOf = (row: DirectoryGroup) => ({
  id: row.id,
  displayName: row.name,
  ...(row.externalId !== null && { externalId: row.externalId }),
  ...(row.memberIds.length > 0 && { members: row.memberIds.map((value) => ({ value })) }),
  meta: meta(row),
});

/** What people have here; everything else of SCIM's user is the organization's own affair. */
const left = [
  'name',
  'nickName',
  'profileUrl',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
  'password',
  'phoneNumbers',
  'ims',
  'photos',
  'addresses',
  'entitlements',
  'roles',
  'x509Certificates',
  'emails.display',
  'emails.type',
  'emails.primary',
  'groups.$ref',
  'groups.type',
];

/** Of what a PATCH was applied to, the version; what it comes to may follow that one only. */
const readAt = new WeakMap<object, number>();

const onWhatWasRead = (asked: Asked, resource: object): Asked => {
  const version = readAt.get(resource);
  if (version === undefined) return asked;
  ensureVersion(asked.ifMatch, version);
  return { ...asked, ifMatch: etagOf(version) };
};

/** How often a PATCH is applied anew when others are quicker. */
const tries = 20;

/** A PATCH says what is to be different: when others were quicker, it is applied to what there is now. */
const untilApplied = async <T>(asked: Asked, patch: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++)
    try {
      return await patch();
    } catch (error) {
      const isOutOfDate = error instanceof SCIMMY.Types.Error && error.status === 412;
      if (!isOutOfDate || namesVersion(asked.ifMatch) || attempt === tries) throw error;
    }
};

/** Takes from a resource what is to be answered of it, so that it is read and written as a whole. */
const filterOf = (resource: { attributes?: SCIMMY.Types.Filter }) => {
  const { attributes } = resource;
  Reflect.deleteProperty(resource, 'attributes');
  return attributes;
};

/** What a PATCH leaves as it was is answered by nothing, which the library's types do not know. */
const isSaid = (whole: object | undefined): boolean => whole !== undefined;

// Their names are those of SCIM's resources. What a client does not want to be told of is not gone by that: a PATCH is applied
// to the whole, and only its answer is what was asked for.
class User extends SCIMMY.Resources.User {
  override async patch<T>(message: Parameters<SCIMMY.Resources.User['patch']>[0], asked?: T) {
    const wanted = filterOf(this);
    const whole = await untilApplied(asked as Asked, () => super.patch(message, asked));
    return isSaid(whole) ? new SCIMMY.Schemas.User(whole, 'out', String(User.basepath()), wanted) : whole;
  }
}
class Group extends SCIMMY.Resources.Group {
  override async patch<T>(message: Parameters<SCIMMY.Resources.Group['patch']>[0], asked?: T) {
    const wanted = filterOf(this);
    const whole = await untilApplied(asked as Asked, () => super.patch(message, asked));
    return isSaid(whole) ? new SCIMMY.Schemas.Group(whole, 'out', String(Group.basepath()), wanted) : whole;
  }
}

let isDeclared = false;

/** Declares the two resources, once for each process. */
export const declareResources = (users: Users, groups: Groups): void => {
  if (!isDeclared) {
    isDeclared = true;
    SCIMMY.Schemas.User.definition.truncate(...left);
    SCIMMY.Schemas.Group.definition.truncate('members.display', 'members.type', 'members.$ref');
    SCIMMY.Resources.declare(User);
    SCIMMY.Resources.declare(Group);
  }
  User.ingress((resource, instance, asked: Asked) =>
    guarded(async () => {
      const { userName, externalId, displayName, emails, active } = user.parse(instance);
      const id = await users.save(onWhatWasRead(asked, resource), resource.id, {
        userName,
        externalId: externalId ?? undefined,
        displayName: displayName ?? undefined,
        email: emails?.find((each) => each?.value != null)?.value ?? undefined,
        active: active ?? undefined,
      });
      const all = await users.groupsOf(asked);
      return userOf(await users.read(asked, id), all.get(id)) as never;
    }),
  );
  User.egress((resource, asked: Asked) =>
    guarded(async () => {
      const { id, filter } = resource;
      if (id !== undefined) {
        const row = await users.read(asked, id);
        readAt.set(resource, row.version);
        return userOf(row, (await users.groupsOf(asked)).get(id)) as never;
      }
      const rows = await users.list(asked);
      const all = await users.groupsOf(asked);
      const found = rows.map((row) => userOf(row, all.get(row.id)));
      return (filter ? filter.match(found) : found) as never;
    }),
  );
  User.degress((resource, asked: Asked) => guarded(() => users.remove(asked, resource.id ?? '')));
  Group.ingress((resource, instance, asked: Asked) =>
    guarded(async () => {
      const { displayName, externalId, members } = group.parse(instance);
      const wanted = {
        name: displayName,
        externalId: externalId ?? undefined,
        members: (members ?? []).map(({ value }) => value),
      };
      const saved = await groups.save(onWhatWasRead(asked, resource), resource.id, wanted);
      return groupOf(await groups.read(asked, saved)) as never;
    }),
  );
  Group.egress((resource, asked: Asked) =>
    guarded(async () => {
      const { id, filter } = resource;
      if (id !== undefined) {
        const row = await groups.read(asked, id);
        readAt.set(resource, row.version);
        return groupOf(row) as never;
      }
      const found = (await groups.list(asked)).map(groupOf);
      return (filter ? filter.match(found) : found) as never;
    }),
  );
  Group.degress((resource, asked: Asked) => guarded(() => groups.remove(asked, resource.id ?? '')));
};
