import 'reflect-metadata';
import { printSubgraphSchema } from '@apollo/subgraph';
import { Module, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type ServiceDefinition } from './definition.ts';
import { guardSchema } from './graphql/guard.ts';
import { subgraph } from './graphql/subgraph.ts';
import { completed } from './imports/complete.ts';

/** Resolvers made without what they need: nothing is called, only looked at. */
const hollow = (resolver: Type): Provider => ({
  provide: resolver,
  useFactory: () => Object.create(resolver.prototype as object) as object,
});

@Module({})
class SchemaModule {}

/** The service's subgraph schema as text, without database, broker or configuration. */
export const dumpSubgraph = async (given: ServiceDefinition): Promise<string> => {
  const definition = completed(given);
  const app = await NestFactory.createApplicationContext(
    {
      module: SchemaModule,
      imports: [subgraph(definition.orphanedTypes)],
      providers: definition.resolvers.map(hollow),
    },
    { logger: false, abortOnError: false },
  );
  const { schema } = app.get(GraphQLSchemaHost);
  guardSchema(schema, definition.policy);
  const text = printSubgraphSchema(schema);
  await app.close();
  return `${text.trim()}\n`;
};
