// SCIM's users and groups, bound to ours. The library keeps its resources for the whole process; who asks comes with each request.
import { Fault } from '@securebase/service-kit';
import SCIMMY from 'scimmy';
import { z } from 'zod';
import { type GroupView, type ProvisionedPersonView } from '../read-models/provisioning-views.ts';
import { etagOf, OutOfDate } from './directory.ts';
import { type Groups } from './groups.ts';
import { type Asked, NotThere, NotUnique, type Users } from './users.ts';

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

const meta = ({ version, createdAt, changedAt }: ProvisionedPersonView | GroupView) => ({
  created: new Date(createdAt).toISOString(),
  lastModified: new Date(changedAt).toISOString(),
  version: etagOf(version),
});

const userOf = (row: ProvisionedPersonView, groups: readonly GroupView[] = []) => ({
  id: row.id,
  userName: row.userName,
  ...(row.externalId !== null && { externalId: row.externalId }),
  ...(row.displayName !== null && { displayName: row.displayName }),
  ...(row.email !== null && { emails: [{ value: row.email }] }),
  ...(row.active !== null && { active: row.active }),
  ...(groups.length > 0 && { groups: groups.map(({ id, name }) => ({ value: id, display: name })) }),
  meta: meta(row),
});

const groupOf = (row: GroupView) => ({
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

let isDeclared = false;

/** Declares the two resources, once for each process. */
export const declareResources = (users: Users, groups: Groups): void => {
  if (!isDeclared) {
    isDeclared = true;
    SCIMMY.Schemas.User.definition.truncate(...left);
    SCIMMY.Schemas.Group.definition.truncate('members.display', 'members.type', 'members.$ref');
    SCIMMY.Resources.declare(SCIMMY.Resources.User);
    SCIMMY.Resources.declare(SCIMMY.Resources.Group);
  }
  SCIMMY.Resources.User.ingress((resource, instance, asked: Asked) =>
    guarded(async () => {
      const { userName, externalId, displayName, emails, active } = user.parse(instance);
      const id = await users.save(asked, resource.id, {
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
  SCIMMY.Resources.User.egress((resource, asked: Asked) =>
    guarded(async () => {
      const { id, filter } = resource;
      if (id !== undefined) {
        const row = await users.read(asked, id);
        return userOf(row, (await users.groupsOf(asked)).get(id)) as never;
      }
      const rows = await users.list(asked);
      const all = await users.groupsOf(asked);
      const found = rows.map((row) => userOf(row, all.get(row.id)));
      return (filter ? filter.match(found) : found) as never;
    }),
  );
  SCIMMY.Resources.User.degress((resource, asked: Asked) =>
    guarded(() => users.remove(asked, resource.id ?? '')),
  );
  SCIMMY.Resources.Group.ingress((resource, instance, asked: Asked) =>
    guarded(async () => {
      const { displayName, externalId, members } = group.parse(instance);
      const wanted = {
        name: displayName,
        externalId: externalId ?? undefined,
        members: (members ?? []).map(({ value }) => value),
      };
      return groupOf(await groups.read(asked, await groups.save(asked, resource.id, wanted))) as never;
    }),
  );
  SCIMMY.Resources.Group.egress((resource, asked: Asked) =>
    guarded(async () => {
      const { id, filter } = resource;
      if (id !== undefined) return groupOf(await groups.read(asked, id)) as never;
      const found = (await groups.list(asked)).map(groupOf);
      return (filter ? filter.match(found) : found) as never;
    }),
  );
  SCIMMY.Resources.Group.degress((resource, asked: Asked) =>
    guarded(() => groups.remove(asked, resource.id ?? '')),
  );
};
