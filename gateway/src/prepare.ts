import {
  BoundedCache,
  depthOf,
  documentAsksForSchema,
  Fault,
  type QueryLimits,
  screen,
} from '@securebase/service-kit/edge';
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
  /** How many objects it could return. */
  readonly cost: number;
}

interface Known {
  readonly document: DocumentNode;
  readonly asksForSchema: boolean;
  /** By the operation's name, where it does not depend on variables. */
  readonly costs: Map<string, number>;
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
  readonly #known = new BoundedCache<string, Known>(kept);

  constructor(schema: GraphQLSchema, limits: QueryLimits & { readonly cost: number }) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /**
   * @param seesSchema whether the caller may ask for the schema
   * @param as how the results are given: a subscription's as they come, and nothing else so
   * @throws Fault for what is too long, deep or costly, or does not fit the schema
   */
  prepare(
    query: string,
    operationName: string | undefined,
    variables: Record<string, unknown> = {},
    seesSchema = true,
    as: 'ANSWER' | 'SUBSCRIPTION' = 'ANSWER',
  ): Prepared {
    let known = this.#known.get(query);
    if (!known) {
      known = this.#check(query, seesSchema);
      if (query.length <= longestKept) this.#known.set(query, known);
    }
    if (known.asksForSchema && !seesSchema) throw new Fault('INTROSPECTION_REFUSED');
    const { document, costs } = known;
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw new Fault('BAD_QUERY', 'The request does not say which of its operations it means.');
    const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
    if (isSubscription && as === 'ANSWER')
      throw new Fault('BAD_QUERY', 'Subscriptions are answered as text/event-stream: send it in `accept`.');
    if (!isSubscription && as === 'SUBSCRIPTION')
      throw new Fault('BAD_QUERY', 'Only subscriptions are answered as text/event-stream.');
    const name = operationName ?? '';
    let cost = costs.get(name);
    if (cost === undefined) {
      cost = costOf(this.#schema, document, operation, variables, this.#limits.cost);
      if (!hasSizeInVariable(operation)) costs.set(name, cost);
    }
    return { document, operation, cost };
  }

  #check(query: string, seesSchema: boolean): Known {
    screen(query, this.#limits);
    const document = parsed(query);
    if (depthOf(document) > this.#limits.depth) throw new Fault('QUERY_TOO_DEEP');
    const asksForSchema = documentAsksForSchema(document);
    // Before it is compared with the schema: a refusal tells nothing of it.
    if (asksForSchema && !seesSchema) throw new Fault('INTROSPECTION_REFUSED');
    const [error] = validate(this.#schema, document, undefined, { maxErrors: 5 });
    if (error) throw asFault(error);
    return { document, asksForSchema, costs: new Map() };
  }
}

/** Only a whole number in a variable can be the size of a page. */
const hasSizeInVariable = ({ variableDefinitions }: OperationDefinitionNode): boolean =>
  (variableDefinitions ?? []).some(({ type }) => {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    return named.kind === Kind.NAMED_TYPE && named.name.value === 'Int';
  });
