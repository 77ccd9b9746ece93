import { type Type } from '@nestjs/common';
import { Extensions } from '@nestjs/graphql';
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { Fault, type Role } from '../edge/index.ts';
import { type GraphQLContext } from './context.ts';
import { checkerOf, checkReference } from './input-form.ts';
import { locatable } from './mask-errors.ts';

const ALLOWED = 'securebase:allow';

/** Who may call a query, mutation or reference, or see a resolved field. Without it nobody may, and the service does not start. */
export const Allow =
  (...roles: [Role, ...Role[]]) =>
  (target: object, key: string, descriptor: PropertyDescriptor): void => {
    Reflect.defineMetadata(ALLOWED, roles, descriptor.value as object);
    Extensions({ allow: roles })(target, key);
  };

const methodsOf = (resolver: Type) =>
  Object.getOwnPropertyNames(resolver.prototype as object).flatMap((name) => {
    const method = (resolver.prototype as Record<string, unknown>)[name];
    return name !== 'constructor' && typeof method === 'function' ? [{ name, method }] : [];
  });

const kindOf = (method: object): string | undefined => {
  if (Reflect.getMetadata('graphql:resolve_reference', method) === true) return 'reference';
  if (Reflect.getMetadata('graphql:resolve_property', method) === true) return 'field';
  return Reflect.getMetadata('graphql:resolver_type', method) as string | undefined;
};

/**
 * Default deny, at boot: every query, mutation and reference says who may; so does every field of an entity that only
 * other services load, because nothing else stands before it.
 * @throws Error that names every method without `@Allow`
 */
export const checkAllowed = (resolvers: readonly Type[]): void => {
  const open = resolvers.flatMap((resolver) => {
    const methods = methodsOf(resolver);
    const loadedHere = methods.some(({ method }) => kindOf(method) === 'reference');
    return methods
      .filter(({ method }) => {
        const kind = kindOf(method);
        return kind !== undefined && !(kind === 'field' && loadedHere);
      })
      .filter(({ method }) => Reflect.getMetadata(ALLOWED, method) === undefined)
      .map(({ name }) => `${resolver.name}.${name}`);
  });
  if (open.length > 0) throw new Error(`No @Allow on: ${open.join(', ')}. Say which roles may call it.`);
};

const permit = ({ caller }: GraphQLContext, allowed: readonly Role[]): void => {
  if (!caller.roles.some((role) => allowed.includes(role))) throw new Fault('FORBIDDEN');
};

const rolesOf = (field: GraphQLField<unknown, GraphQLContext>): readonly Role[] | undefined =>
  field.extensions['allow'] as readonly Role[] | undefined;

type Reference = (reference: unknown, context: GraphQLContext, info: unknown) => unknown;
interface FederatedExtensions {
  readonly apollo?: { readonly subgraph?: { resolveReference?: Reference } };
}

type Field = GraphQLField<unknown, GraphQLContext>;

// graphql-js leaves the types of source and context open.
const fieldsOf = (type: GraphQLObjectType | null | undefined): readonly Field[] =>
  Object.values(type?.getFields() ?? {}) as Field[];

/** Federation's own root fields. Each entity's reference is guarded by itself. */
const federated = ['_entities', '_service'];

/** Puts the check of roles and of the input's form before every resolver that needs one. */
export const guardSchema = (schema: GraphQLSchema, resolvers: readonly Type[]): void => {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of fieldsOf(root)) {
      if (federated.includes(field.name)) continue;
      const allowed = rolesOf(field);
      if (!allowed) throw new Error(`No @Allow on the field ${root?.name ?? ''}.${field.name}.`);
      guardRoot(field, allowed, root === schema.getQueryType());
    }
  }
  const roots = [schema.getQueryType(), schema.getMutationType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || roots.includes(type)) continue;
    for (const field of fieldsOf(type)) guardField(field);
    guardReference(type.name, type.extensions as FederatedExtensions, resolvers);
  }
  const entities = fieldsOf(schema.getQueryType()).find(({ name }) => name === '_entities');
  if (entities) waitBefore(entities);
};

const guardRoot = (
  field: GraphQLField<unknown, GraphQLContext>,
  allowed: readonly Role[],
  isQuery: boolean,
): void => {
  const { resolve } = field;
  const check = checkerOf(field.args);
  if (!resolve) return;
  field.resolve = (source, args, context, info) => {
    permit(context, allowed);
    named(context, info);
    const used = check(args as Record<string, unknown>);
    const answer = () => {
      const result: unknown = resolve(source, used, context, info);
      return isQuery ? result : refusable(result);
    };
    // A mutation waits too: what its command has to know may come from another service.
    return context.visible ? context.visible().then(answer) : answer();
  };
};

/** What the request asks for: the operation's name, else its first field. */
const named = ({ request }: GraphQLContext, { operation, fieldName }: GraphQLResolveInfo): void => {
  request.operation ??= operation.name?.value ?? fieldName;
};

const refusable = (result: unknown): unknown =>
  result instanceof Promise
    ? result.catch((error: unknown) => {
        throw locatable(error);
      })
    : result;

const waitBefore = (field: GraphQLField<unknown, GraphQLContext>): void => {
  const { resolve } = field;
  if (!resolve) return;
  field.resolve = (source, args, context, info) => {
    named(context, info);
    return context.visible
      ? context.visible().then(() => resolve(source, args, context, info))
      : resolve(source, args, context, info);
  };
};

const guardField = (field: GraphQLField<unknown, GraphQLContext>): void => {
  const allowed = rolesOf(field);
  const { resolve } = field;
  const check = field.args.length > 0 ? checkerOf(field.args) : undefined;
  if (!resolve || (!allowed && !check)) return;
  field.resolve = (source, args, context, info) => {
    if (allowed) permit(context, allowed);
    return resolve(source, check ? check(args as Record<string, unknown>) : args, context, info);
  };
};

const guardReference = (type: string, extensions: FederatedExtensions, resolvers: readonly Type[]): void => {
  const subgraph = extensions.apollo?.subgraph;
  const resolve = subgraph?.resolveReference;
  if (!resolve) return;
  const allowed = resolvers
    .filter((resolver) => typeNameOf(resolver) === type)
    .flatMap((resolver) => methodsOf(resolver))
    .filter(({ method }) => kindOf(method) === 'reference')
    .map(({ method }) => Reflect.getMetadata(ALLOWED, method) as readonly Role[]);
  const [roles] = allowed;
  if (!roles) throw new Error(`No @Allow on the reference of ${type}.`);
  subgraph.resolveReference = (reference, context, info) => {
    permit(context, roles);
    return resolve(checkReference(reference), context, info);
  };
};

const typeNameOf = (resolver: Type): string | undefined => {
  const named: unknown = Reflect.getMetadata('graphql:resolver_type', resolver);
  return typeof named === 'string' ? named : undefined;
};
