import { Fault } from '@securebase/service-kit/edge';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What services give on one page at most, whatever was asked. */
const largestPage = 100;
/** Of a list that has no pages. */
const assumedList = 10;
/** What only holds a page together is nothing by itself. */
const wrapper = /(Connection|Edge|PageInfo|Payload)$/;
/** A query that unfolds into more than this is not looked at any further. */
const mostSteps = 20_000;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly most: number;
  steps: number;
}

const fieldsOf = (type: GraphQLCompositeType) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : undefined;

/** How many entries a field can give: its page, or what such a list usually holds. */
const sizeOf = (node: FieldNode, field: GraphQLField<unknown, unknown>, walk: Walk): number => {
  const first = field.args.find(({ name }) => name === 'first');
  if (first) {
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const value =
      given?.kind === Kind.INT
        ? Number(given.value)
        : given?.kind === Kind.VARIABLE
          ? (walk.variables[given.name.value] ?? first.defaultValue)
          : first.defaultValue;
    return typeof value === 'number' && value > 0 ? Math.min(value, largestPage) : largestPage;
  }
  // The edges of a page were counted with the page.
  return isListType(getNullableType(field.type)) && node.name.value !== 'edges' ? assumedList : 1;
};

const costOfSelections = (set: SelectionSetNode, type: GraphQLCompositeType, walk: Walk): number => {
  let cost = 0;
  for (const selection of set.selections) {
    if (++walk.steps > mostSteps) throw new Fault('QUERY_TOO_COSTLY');
    if (selection.kind === Kind.FIELD) cost += costOfField(selection, type, walk);
    else {
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
      const named = fragment?.typeCondition?.name.value;
      const on = named === undefined ? type : walk.schema.getType(named);
      if (fragment && on && isCompositeType(on)) cost += costOfSelections(fragment.selectionSet, on, walk);
    }
    if (cost > walk.most) throw new Fault('QUERY_TOO_COSTLY');
  }
  return cost;
};

const costOfField = (node: FieldNode, parent: GraphQLCompositeType, walk: Walk): number => {
  const field = fieldsOf(parent)?.[node.name.value];
  const type = field && getNamedType(field.type);
  if (!field || !node.selectionSet || !isCompositeType(type)) return 0;
  const own = wrapper.test(type.name) ? 0 : 1;
  return sizeOf(node, field, walk) * (own + costOfSelections(node.selectionSet, type, walk));
};

/**
 * How many objects an operation could return at most, as far as its shape and its pages say.
 * @throws Fault QUERY_TOO_COSTLY when that is more than `most`
 */
export const costOf = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  most: number,
): number => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const cost = costOfSelections(operation.selectionSet, root, {
    schema,
    fragments,
    variables,
    most,
    steps: 0,
  });
  if (cost > most) throw new Fault('QUERY_TOO_COSTLY');
  return cost;
};
