import { type Policy } from '@securebase/policy';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { Fault } from '../edge/index.ts';
import { type GraphQLContext } from './context.ts';
import { checkerOf, checkReference } from './input-form.ts';
import { locatable } from './mask-errors.ts';

type Field = GraphQLField<unknown, GraphQLContext>;
type Reference = (reference: unknown, context: GraphQLContext, info: unknown) => unknown;
interface FederatedExtensions {
  readonly apollo?: { readonly subgraph?: { resolveReference?: Reference } };
}

// graphql-js leaves the types of source and context open.
const fieldsOf = (type: GraphQLObjectType | null | undefined): readonly Field[] =>
  Object.values(type?.getFields() ?? {}) as Field[];

/** Federation's own root fields. Each entity's reference is guarded by itself. */
const federated = ['_entities', '_service'];
/** They carry things and hold nothing of their own. */
const isCarrier = (type: string): boolean => /(Edge|Connection|Payload)$|^PageInfo$/.test(type);

/** A field or entity of the schema has no rule: nobody may see it, and nobody said so. */
export class NoRule extends Error {
  constructor(missing: readonly string[]) {
    super(
      `The role matrix says nothing about: ${missing.join(', ')}. Say who may, in libs/policy; what is not there is denied.`,
    );
  }
}

/**
 * Puts the policy, and the check of the input's form, before every field of the schema.
 * @throws NoRule that names every field and entity without a rule
 */
export const guardSchema = (schema: GraphQLSchema, policy: Policy): void => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (root) => root != null,
  );
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('_') && !roots.includes(type));
  const missing = [
    ...roots.flatMap((root) => guardRootType(root, policy)),
    ...types.flatMap((type) => guardType(type, policy)),
  ];
  if (missing.length > 0) throw new NoRule(missing);
  for (const type of entityTypesOf(schema)) closeReference(type);
  const entities = fieldsOf(schema.getQueryType()).find(({ name }) => name === '_entities');
  if (entities) waitBefore(entities);
};

/** Guards a root type; says which of its fields have no rule. */
const guardRootType = (root: GraphQLObjectType, policy: Policy): string[] =>
  fieldsOf(root)
    .filter(({ name }) => !federated.includes(name))
    .flatMap((field) => {
      if (root.name === 'Subscription') guardSubscription(field, policy);
      else guardRoot(field, policy, root.name);
      return policy.rule(root.name, field.name) ? [] : [`${root.name}.${field.name}`];
    });

/** Guards every other type, and its reference if other services refer to it; says what has no rule. */
const guardType = (type: GraphQLObjectType, policy: Policy): string[] => {
  const missing = fieldsOf(type).flatMap((field) => {
    guardField(field, policy, type.name);
    if (type.name.endsWith('Payload') && field.name === 'token') closeToken(field);
    return isCarrier(type.name) || policy.rule(type.name, field.name) ? [] : [`${type.name}.${field.name}`];
  });
  const { apollo } = type.extensions as FederatedExtensions;
  if (!apollo?.subgraph?.resolveReference) return missing;
  guardReference(type, apollo.subgraph, policy);
  return policy.rule(type.name) ? missing : [...missing, type.name];
};

const permit = ({ caller }: GraphQLContext, policy: Policy, type: string, field?: string): void => {
  if (policy.rule(type, field) === 'EVERYBODY') return;
  if (policy.ask(caller, type, field) !== 'YES') throw new Fault('FORBIDDEN');
};

const guardRoot = (field: Field, policy: Policy, root: string): void => {
  const { resolve, name } = field;
  const check = checkerOf(field.args);
  if (!resolve) return;
  field.resolve = (source, args, context, info) => {
    permit(context, policy, root, name);
    named(context, info);
    const used = check(args as Record<string, unknown>);
    const answer = () => {
      const result: unknown = resolve(source, used, context, info);
      return root === 'Query' ? result : refusable(result);
    };
    // A mutation waits too: what its command has to know may come from another service.
    return context.visible ? context.visible().then(answer) : answer();
  };
};

/** Before its results begin to come, and again before each of them. */
const guardSubscription = (field: Field, policy: Policy): void => {
  const { subscribe, resolve = defaultFieldResolver, name } = field;
  const check = checkerOf(field.args);
  if (!subscribe) return;
  field.subscribe = async (source, args, context, info) => {
    permit(context, policy, 'Subscription', name);
    named(context, info);
    const used = check(args as Record<string, unknown>);
    await context.visible?.();
    return subscribe(source, used, context, info);
  };
  field.resolve = (source, args, context, info) => {
    if (!context.listening) throw new Fault('BAD_QUERY', 'Subscriptions are answered as text/event-stream.');
    permit(context, policy, 'Subscription', name);
    named(context, info);
    return resolve(source, args, context, info);
  };
};

/** As long as names that people choose: it stands in the trail of each value that is opened. */
const longestName = 100;

/** What the request asks for: the operation's name, else its first field. */
const named = ({ request }: GraphQLContext, { operation, fieldName }: GraphQLResolveInfo): void => {
  request.operation ??= (operation.name?.value ?? fieldName).slice(0, longestName);
};

const refusable = (result: unknown): unknown =>
  result instanceof Promise
    ? result.catch((error: unknown) => {
        throw locatable(error);
      })
    : result;

const waitBefore = (field: Field): void => {
  const { resolve } = field;
  if (!resolve) return;
  field.resolve = (source, args, context, info) => {
    named(context, info);
    return context.visible
      ? context.visible().then(() => resolve(source, args, context, info))
      : resolve(source, args, context, info);
  };
};

/** A mutation's consistency token, as a client may have it. */
const closeToken = (field: Field): void => {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = async (source, args, context, info) => {
    const token: unknown = await resolve(source, args, context, info);
    return typeof token === 'string' ? context.closeToken(token) : token;
  };
};

/** A field that is not for the caller's roles is refused; one that is for them, but not of this thing, is null. */
const guardField = (field: Field, policy: Policy, type: string): void => {
  const { resolve, name } = field;
  const check = field.args.length > 0 ? checkerOf(field.args) : undefined;
  const rule = isCarrier(type) ? 'EVERYBODY' : policy.rule(type, name);
  if (rule === 'EVERYBODY' && (!check || !resolve)) return;
  const byRole = typeof rule === 'object' && Object.values(rule).every((relation) => relation === 'ANY');
  const hides = !byRole && !isNonNullType(field.type);
  field.resolve = (source, args, context, info) => {
    if (rule !== 'EVERYBODY' && policy.ask(context.caller, type, name, source as object) !== 'YES') {
      if (hides) return null;
      throw new Fault('FORBIDDEN');
    }
    const used = check ? check(args as Record<string, unknown>) : (args as unknown);
    return resolve ? resolve(source, used, context, info) : (source as Record<string, unknown>)[name];
  };
};

/** What an entity is asked for by. */
const keyOf = (type: GraphQLObjectType): string => {
  const fields = Object.keys(type.getFields());
  return fields.includes('id') ? 'id' : (fields.find((name) => name.endsWith('Id')) ?? 'id');
};

const guardReference = (
  type: GraphQLObjectType,
  subgraph: { resolveReference?: Reference },
  policy: Policy,
): void => {
  const resolve = subgraph.resolveReference;
  if (!resolve) return;
  const key = keyOf(type);
  subgraph.resolveReference = (reference, context, info) => {
    permit(context, policy, type.name);
    return resolve(checkReference(reference, key), context, info);
  };
};

const entityTypesOf = (schema: GraphQLSchema): readonly GraphQLObjectType[] => {
  const entity = schema.getType('_Entity');
  return isUnionType(entity) ? entity.getTypes() : [];
};

/** An entity that this service only points at is its key, whatever else the reference says: nothing is resolved from a caller's words. */
const closeReference = (type: GraphQLObjectType): void => {
  const { apollo } = type.extensions as FederatedExtensions;
  if (apollo?.subgraph?.resolveReference) return;
  const key = keyOf(type);
  const resolveReference = (reference: unknown) => {
    const { __typename, [key]: id } = checkReference(reference, key) as Record<string, unknown>;
    return { __typename, [key]: id };
  };
  type.extensions = {
    ...type.extensions,
    apollo: { ...apollo, subgraph: { ...apollo?.subgraph, resolveReference } },
  };
};
