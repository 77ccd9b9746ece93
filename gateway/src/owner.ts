import { Fault } from '@securebase/service-kit/edge';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

interface Placed {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

/** The services that a directive of the supergraph names at a type or field. */
const namedAt = ({ astNode }: Placed, directive: string): string[] =>
  (astNode?.directives ?? [])
    .filter(({ name }) => name.value === directive)
    .flatMap(({ arguments: given = [] }) => {
      const isExternal = given.some(
        ({ name, value }) => name.value === 'external' && value.kind === Kind.BOOLEAN && value.value,
      );
      const graph = given.find(({ name }) => name.value === 'graph')?.value;
      return graph?.kind === Kind.ENUM && !isExternal ? [graph.value] : [];
    });

/** A field without a line of its own is in every service that has its type. */
const servicesOf = (type: Placed, field: Placed): string[] => {
  const own = namedAt(field, 'join__field');
  return own.length > 0 ? own : namedAt(type, 'join__type');
};

/**
 * The one service that has every field of a document: a subscription goes to it as it is, without a plan.
 * @param supergraph with its directives
 * @throws Fault SUBSCRIPTION_OF_ONE_SERVICE
 */
export const ownerOf = (supergraph: GraphQLSchema, document: DocumentNode): string => {
  const types = new TypeInfo(supergraph);
  let common: readonly string[] | undefined;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const [type, field] = [types.getParentType(), types.getFieldDef()];
        if (!type || !field || field.name.startsWith('__')) return;
        const services = servicesOf(type, field);
        common = common?.filter((each) => services.includes(each)) ?? services;
      },
    }),
  );
  const [owner] = common ?? [];
  if (owner === undefined) throw new Fault('SUBSCRIPTION_OF_ONE_SERVICE');
  return owner.toLowerCase().replaceAll('_', '-');
};
