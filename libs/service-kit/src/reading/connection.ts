import { type Type } from '@nestjs/common';
import { ArgsType, Directive, Field, Int, ObjectType } from '@nestjs/graphql';
import { Min } from 'class-validator';

/** The most rows that one page holds. */
export const largestPage = 100;
const usualPage = 20;

@ObjectType({ description: 'Where a page stands in its list.' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page was asked for with `after`.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the page’s first entry.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the page’s last entry: the next page’s `after`.',
  })
  endCursor!: string | null;
}

/** Arguments of every list. */
@ArgsType()
export class PageArgs {
  @Min(1)
  @Field(() => Int, {
    defaultValue: usualPage,
    description: `How many entries at most; more than ${largestPage} are never given at once.`,
  })
  first: number = usualPage;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null;
}

/** One page of a list, in the form that Relay describes. */
export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
}

/**
 * The connection and edge types of a list of `type`, named after it. Call it once for each type.
 * @param shared whether other services have the same type
 */
export const Connection = <Node>(name: string, type: () => Type<Node>, shared = false): Type<Page<Node>> => {
  @ObjectType(`${name}Edge`, { description: `One entry of a list of ${name}.` })
  class Edge {
    @Field(() => String, { description: 'Place of this entry in the list.' })
    cursor!: string;

    @Field(type, { description: 'The entry.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connected implements Page<Node> {
    @Field(() => [Edge], { description: 'The entries of this page.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo!: PageInfo;
  }
  if (shared) for (const each of [Edge, Connected]) Directive('@shareable')(each);
  return Connected;
};

/** A page from one row more than was asked for. */
export const pageOf = <Node>(
  rows: readonly Node[],
  size: number,
  after: string | null | undefined,
  cursorOf: (row: Node) => string,
): Page<Node> => {
  const edges = rows.slice(0, size).map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
};
