// Inputs made from the schema: a canary in every text that the story does not have to say itself.
import {
  getNamedType,
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

type Given = Readonly<Record<string, unknown>>;
/** What stands at a place of an input, such as `name` or `actors.label`. */
export type Plant = (path: string) => string;

const isRecord = (value: unknown): value is Given => typeof value === 'object' && value !== null;

const valueOf = (type: GraphQLInputType, given: unknown, path: string, plant: Plant): unknown => {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    if (given === undefined && !isNonNullType(type)) return undefined;
    const items = Array.isArray(given) ? (given as unknown[]) : [undefined];
    return items.map((each) => valueOf(bare.ofType, each, path, plant));
  }
  if (isInputObjectType(bare)) {
    if (given === undefined && !isNonNullType(type)) return undefined;
    return filled(bare, isRecord(given) ? given : {}, plant, path);
  }
  if (given !== undefined) return given;
  const { name } = getNamedType(type);
  if (name === 'String') return plant(path);
  if (isEnumType(bare) && isNonNullType(type)) return bare.getValues()[0]?.name;
  return undefined;
};

/** An input of this type: what is given as it is, and canaries where text can stand. */
export const filled = (type: GraphQLInputObjectType, given: Given, plant: Plant, at = ''): object =>
  Object.fromEntries(
    Object.values(type.getFields())
      .map((field): [string, unknown] => {
        const path = at === '' ? field.name : `${at}.${field.name}`;
        return [field.name, valueOf(field.type, given[field.name], path, plant)];
      })
      .filter(([, value]) => value !== undefined),
  );

/** Undefined for a mutation that takes nothing. */
export const inputOf = (schema: GraphQLSchema, mutation: string): GraphQLInputObjectType | undefined => {
  const [arg] = schema.getMutationType()?.getFields()[mutation]?.args ?? [];
  const type = arg && getNamedType(arg.type);
  return isInputObjectType(type) ? type : undefined;
};

/** Every place of a mutation's input where text can stand. */
export const textsOf = (type: GraphQLInputObjectType | undefined, at = ''): string[] =>
  Object.values(type?.getFields() ?? {}).flatMap((field) => {
    const named = getNamedType(field.type);
    const path = at === '' ? field.name : `${at}.${field.name}`;
    if (isInputObjectType(named)) return textsOf(named, path);
    return named.name === 'String' ? [path] : [];
  });

/** A mutation's text, with whatever it takes as a variable. */
export const mutationOf = (schema: GraphQLSchema, mutation: string): string => {
  const input = inputOf(schema, mutation);
  const [takes, gives] = input ? [`($input: ${input.name}!)`, '(input: $input)'] : ['', ''];
  return `mutation ${takes} { told: ${mutation}${gives} { ${payloadOf(schema, mutation)} } }`;
};

/** What stands within a thing and is named by later mutations. */
const partsOf: Readonly<Record<string, string>> = {
  Engagement: 'sessions { id }',
  Pattern: 'alternatives { id }',
  Condition: 'commitments { id }',
};

/** What a mutation gives back, as far as the story goes on with it: ids, and the token that waits for it. */
const payloadOf = (schema: GraphQLSchema, mutation: string): string => {
  const type = getNamedType(schema.getMutationType()?.getFields()[mutation]?.type ?? undefined);
  if (!isObjectType(type)) throw new Error(`${mutation} gives nothing back.`);
  const idsOf = (thing: GraphQLObjectType) =>
    'id' in thing.getFields() ? `{ id ${partsOf[thing.name] ?? ''} }` : '{ __typename }';
  return Object.values(type.getFields())
    .map((field) => {
      const named = getNamedType(field.type);
      return isObjectType(named) ? `${field.name} ${idsOf(named)}` : field.name;
    })
    .join(' ');
};
