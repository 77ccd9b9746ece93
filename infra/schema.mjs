// Writes schema.graphql of the service in the current folder, without a database or a broker.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Test } from '@nestjs/testing';
import { subgraph } from '@securebase/service-kit';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { printSubgraphSchema } from '@apollo/subgraph';

const { resolvers } = await import(pathToFileURL('dist/index.js').href);
const module = await Test.createTestingModule({ imports: [subgraph()], providers: resolvers })
  .useMocker(() => ({}))
  .compile();
const app = await module.createNestApplication({ logger: ['error'] }).init();
writeFileSync('schema.graphql', printSubgraphSchema(app.get(GraphQLSchemaHost).schema));
await app.close();
