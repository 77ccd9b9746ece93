import { BoundedCache, depthOf, Fault, type QueryLimits, screen } from '@securebase/service-kit/edge';
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { costOf } from './cost.ts';

/** A query that may be executed. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

const kept = 2_000;
/** Longer queries are prepared each time, so that the cache stays small. */
const longestKept = 20_000;

const asFault = (error: unknown): Fault =>
  error instanceof Fault
    ? error
    : new Fault('BAD_QUERY', error instanceof GraphQLError ? error.message : undefined);

const parsed = (query: string): DocumentNode => {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    throw asFault(error);
  }
};

/** Checks queries against limits and schema; what was checked is remembered with its parsed form, and so with its plan. */
export class Preparation {
  readonly #schema: GraphQLSchema;
  readonly #limits: QueryLimits & { readonly cost: number };
  readonly #known = new BoundedCache<
    string,
    { readonly document: DocumentNode; readonly costs: Map<string, boolean> }
  >(kept);

  constructor(schema: GraphQLSchema, limits: QueryLimits & { readonly cost: number }) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /** @throws Fault for what is too long, deep or costly, or does not fit the schema */
  prepare(
    query: string,
    operationName: string | undefined,
    variables: Record<string, unknown> = {},
  ): Prepared {
    let known = this.#known.get(query);
    if (!known) {
      known = { document: this.#check(query), costs: new Map() };
      if (query.length <= longestKept) this.#known.set(query, known);
    }
    const { document, costs } = known;
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw new Fault('BAD_QUERY', 'The request does not say which of its operations it means.');
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      throw new Fault('BAD_QUERY', 'Subscriptions are not offered.');
    const name = operationName ?? '';
    if (costs.get(name) !== true) {
      costOf(this.#schema, document, operation, variables, this.#limits.cost);
      if (!hasSizeInVariable(operation)) costs.set(name, true);
    }
    return { document, operation };
  }

  #check(query: string): DocumentNode {
    screen(query, this.#limits);
    const document = parsed(query);
    if (depthOf(document) > this.#limits.depth) throw new Fault('QUERY_TOO_DEEP');
    const [error] = validate(this.#schema, document, undefined, { maxErrors: 5 });
    if (error) throw asFault(error);
    return document;
  }
}

/** Only a whole number in a variable can be the size of a page. */
const hasSizeInVariable = ({ variableDefinitions }: OperationDefinitionNode): boolean =>
  (variableDefinitions ?? []).some(({ type }) => {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    return named.kind === Kind.NAMED_TYPE && named.name.value === 'Int';
  });
