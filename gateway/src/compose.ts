import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** The schemas of the services do not fit together; every reason is in the message. */
export class DoesNotCompose extends Error {}

/** One service's part of the graph: its name and its `schema.graphql`. */
export interface SubgraphSchema {
  readonly name: string;
  readonly schema: string;
}

/**
 * One supergraph from the schemas of the services. It names services and no addresses: where they are, the gateway is told
 * at run time.
 * @throws DoesNotCompose
 */
export const compose = (subgraphs: readonly SubgraphSchema[]): string => {
  const ordered = [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { supergraphSdl, errors } = composeServices(
    ordered.map(({ name, schema }) => ({ name, typeDefs: parse(schema), url: `http://${name}/graphql` })),
  );
  if (supergraphSdl === undefined)
    throw new DoesNotCompose(errors.map(({ message }) => `✗ ${message}`).join('\n'));
  return `${supergraphSdl.trim()}\n`;
};
