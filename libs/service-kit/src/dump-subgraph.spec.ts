import { expect, it } from '@jest/globals';
import { Query, Resolver } from '@nestjs/graphql';
import { notebook } from '../test/notebook.ts';
import { dumpSubgraph } from './index.ts';

it('prints the subgraph of a service without its database', async () => {
  const text = await dumpSubgraph(notebook);
  expect(text).toContain('type Note @key(fields: "id")');
});

it('refuses a service with a query that says nothing about who may call it', async () => {
  @Resolver()
  class OpenResolver {
    @Query(() => String)
    open() {
      return 'to everybody';
    }
  }
  await expect(
    dumpSubgraph({ ...notebook, resolvers: [...notebook.resolvers, OpenResolver] }),
  ).rejects.toThrow('Query.open');
});
