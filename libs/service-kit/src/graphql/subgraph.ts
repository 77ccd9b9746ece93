import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, type Type } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';

/** The service's part of the federated graph. */
export const subgraph = (orphanedTypes: readonly Type[] = []): DynamicModule =>
  GraphQLModule.forRoot<ApolloFederationDriverConfig>({
    driver: ApolloFederationDriver,
    autoSchemaFile: {
      federation: {
        version: 2,
        importUrl: 'https://specs.apollo.dev/federation/v2.9', // the newest that our composition library knows
        directives: [
          '@key',
          '@shareable',
          '@external',
          '@requires',
          '@provides',
          '@tag',
          '@inaccessible',
          '@cost',
          '@listSize',
        ],
      },
    },
    buildSchemaOptions: { orphanedTypes: [...orphanedTypes] },
    sortSchema: true,
    graphiql: false,
    playground: false,
  });
