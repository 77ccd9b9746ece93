import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
} from 'graphql';
import { validate as isUuid } from 'uuid';
import { Fault } from '../edge/index.ts';

type Path = readonly (string | number)[];
/** Gives the value back as it is to be used. */
type Check = (value: unknown, path: Path) => unknown;

/** In small letters: streams and rows are found by the text of the id. */
const checkId: Check = (value, path) => {
  if (typeof value !== 'string' || !isUuid(value)) throw new Fault('BAD_INPUT', 'An id is a UUID.', path);
  return value.toLowerCase();
};

// PostgreSQL stores neither; the caller hears it before anything is tried.
const checkText: Check = (value, path) => {
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
    throw new Fault('BAD_INPUT', 'The text holds a character that cannot be stored.', path);
  return value;
};

const checkOf = (type: GraphQLInputType, seen: Map<unknown, Check>): Check | undefined => {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const each = checkOf(bare.ofType, seen);
    return (
      each &&
      ((value, path) =>
        Array.isArray(value)
          ? value.map((item: unknown, index) => (item == null ? item : each(item, [...path, index])))
          : value)
    );
  }
  if (isScalarType(bare))
    return bare.name === 'ID' ? checkId : bare.name === 'String' ? checkText : undefined;
  if (!isInputObjectType(bare)) return undefined;
  const known = seen.get(bare);
  if (known) return known;
  const checks: [string, Check][] = [];
  const check: Check = (value, path) => {
    const object = value as Record<string, unknown>;
    const changed: Record<string, unknown> = {};
    for (const [name, ofField] of checks) {
      const given = object[name];
      if (given == null) continue;
      const used = ofField(given, [...path, name]);
      if (used !== given) changed[name] = used;
    }
    return { ...object, ...changed };
  };
  seen.set(bare, check); // an input can contain itself
  for (const field of Object.values(bare.getFields())) {
    const ofField = checkOf(field.type, seen);
    if (ofField) checks.push([field.name, ofField]);
  }
  return check;
};

/**
 * What every argument must look like whatever it means: ids are UUIDs, text can be stored. Gives the arguments back with
 * their ids in small letters. Made once for each field.
 */
export const checkerOf = (
  args: readonly GraphQLArgument[],
): ((values: Record<string, unknown>) => Record<string, unknown>) => {
  const checks = args.flatMap(({ name, type }) => {
    const check = checkOf(type, new Map());
    return check ? [[name, check] as const] : [];
  });
  return (values) => {
    const used = { ...values };
    for (const [name, check] of checks) {
      const given = values[name];
      if (given != null) used[name] = check(given, [name]);
    }
    return used;
  };
};

/** An entity is asked for by its id, or by that of the thing that it tells of: `key` says which. */
export const checkReference = (reference: unknown, key: string): unknown => {
  const given = reference as Record<string, unknown>;
  return { ...given, [key]: checkId(given[key], ['representations', key]) };
};
