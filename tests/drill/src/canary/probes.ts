// Mutations with another tenant's ids: they must be answered as if the ids had never been, and tell nothing.
import { type Role } from '@securebase/embedded';
import { type GraphQLSchema } from 'graphql';
import { v4 as anyId } from 'uuid';
import { filled, inputOf, mutationOf } from './fill.ts';
import { bodyOf, send } from './graph.ts';
import { type Canaries } from './words.ts';
import { type World } from './world.ts';

const dates: Readonly<Record<string, unknown>> = {
  startsOn: '2027-01-01',
  endsOn: '2027-02-01',
  dueOn: '2027-01-01',
  heldOn: '2026-10-12',
  issuedOn: '2024-05-01',
  expiresOn: '2027-05-01',
  startsAt: '2027-01-01T09:00:00Z',
  endsAt: '2027-01-01T10:00:00Z',
  sha256: 'f'.repeat(64),
};
const count = 1;

/** What stands for everything that is neither text nor chosen: ids as `idFor` says. */
const givenFor = (schema: GraphQLSchema, mutation: string, idFor: (name: string) => string): object => {
  const type = inputOf(schema, mutation);
  if (!type) return {};
  const of = (fields: ReturnType<typeof type.getFields>): Record<string, unknown> =>
    Object.fromEntries(
      Object.values(fields).flatMap(({ name, type: fieldType }): [string, unknown][] => {
        const form = fieldType.toString();
        if (name === 'commandId') return [];
        if (name in dates) return [[name, dates[name]]];
        if (form.includes('ID')) return [[name, form.startsWith('[') ? [idFor(name)] : idFor(name)]];
        if (/^\[?(Int|Float)/.test(form)) return [[name, count]];
        if (form.startsWith('Boolean')) return [[name, false]];
        return [];
      }),
    );
  const nested = (fields: ReturnType<typeof type.getFields>): Record<string, unknown> => ({
    ...of(fields),
    ...Object.fromEntries(
      Object.values(fields).flatMap(({ name, type: fieldType }): [string, unknown][] => {
        const [named = ''] = fieldType.toString().match(/\w+/) ?? [];
        const inner = schema.getType(named);
        if (!inner || !('getFields' in inner)) return [];
        const value = nested(inner.getFields() as ReturnType<typeof type.getFields>);
        return [[name, fieldType.toString().startsWith('[') ? [value] : value]];
      }),
    ),
  });
  return nested(type.getFields());
};

/** They end the world that is looked at afterwards, and name nothing of another one. */
const ending = /^(suspend|delete)Tenant$|^requestTenantDeletion$/;

/** Mutations that take something: others cannot name a thing of another tenant. */
const withIds = (schema: GraphQLSchema) =>
  Object.keys(schema.getMutationType()?.getFields() ?? {}).filter(
    (mutation) => inputOf(schema, mutation) && !ending.test(mutation),
  );

/** Tries every mutation as every role of one tenant with the ids of another. Returns what must not have been told. */
export const probe = async (
  { url, schema, canaries }: { url: string; schema: GraphQLSchema; canaries: Canaries },
  from: World,
  other: World,
  people: readonly (readonly [string, Role])[],
): Promise<string[]> => {
  const findings: string[] = [];
  const idOfOther = (name: string) => {
    const wanted = name.replace(/Ids?$/, '').toLowerCase();
    const alias =
      {
        client: 'person',
        coach: 'person',
        sponsor: 'person',
        respondent: 'person',
        subject: 'person',
        map: 'systemmap',
      }[wanted] ?? wanted;
    return (other.things.find(({ type }) => type.toLowerCase() === alias) ?? other.things[0])?.id ?? anyId();
  };
  for (const [person, role] of people) {
    const token = await from.token([role, person]);
    for (const mutation of withIds(schema)) {
      const outcome = async (idFor: (name: string) => string) => {
        const type = inputOf(schema, mutation);
        const given = givenFor(schema, mutation, idFor) as Record<string, unknown>;
        const input = type && filled(type, given, () => `probe-${anyId()}@example.org`);
        const query = mutationOf(schema, mutation);
        const { text } = await send(url, token, query, { input });
        for (const { place } of canaries.in(text)) findings.push(`${role}: ${mutation} tells ${place}`);
        const asked = JSON.stringify(input ?? {});
        if (other.things.some(({ id }) => text.includes(id) && !asked.includes(id)))
          findings.push(`${role}: ${mutation} tells an id of another tenant`);
        const { data, errors = [] } = bodyOf(text);
        return JSON.stringify([
          data?.['told'] == null,
          errors.map(({ message, extensions }) => [message, extensions?.code]),
        ]);
      };
      const [foreign, unknown] = [await outcome(idOfOther), await outcome(() => anyId())];
      if (foreign !== unknown)
        findings.push(
          `${role}: ${mutation} answers otherwise for ids of another tenant: ${foreign} and ${unknown}`,
        );
    }
  }
  return findings;
};
