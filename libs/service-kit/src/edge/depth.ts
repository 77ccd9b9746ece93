import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** The deepest nesting of fields, fragments unfolded. A fragment that contains itself is endlessly deep. */
export const depthOf = (document: DocumentNode): number => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, number>();

  const ofFragment = (name: string): number => {
    const done = known.get(name);
    if (done !== undefined) return done;
    known.set(name, Infinity); // seen again before it is known: it contains itself
    const fragment = fragments.get(name);
    const depth = fragment ? ofSelections(fragment.selectionSet) : 0;
    known.set(name, depth);
    return depth;
  };
  const ofSelections = ({ selections }: SelectionSetNode): number => {
    let deepest = 0;
    for (const selection of selections) {
      const depth =
        selection.kind === Kind.FIELD
          ? 1 + (selection.selectionSet ? ofSelections(selection.selectionSet) : 0)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSelections(selection.selectionSet)
            : ofFragment(selection.name.value);
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  };

  let deepest = 0;
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION) deepest = Math.max(deepest, ofSelections(node.selectionSet));
  return deepest;
};
