import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, type ValidationRule } from 'graphql';
import { depthOf, Fault } from '../edge/index.ts';
import { type GraphQLContext } from './context.ts';
import { maskError } from './mask-errors.ts';

const unknowns = new WeakMap<GraphQLFormattedError, unknown>();

/** What was behind a masked error of an answer, for the log. */
export const unknownBehind = (error: GraphQLFormattedError): unknown => unknowns.get(error);

/** Depth with fragments unfolded, which can be seen only once the query is parsed. */
const depthRule =
  (most: number): ValidationRule =>
  (context) => ({
    Document(document) {
      if (depthOf(document) > most) {
        const fault = new Fault('QUERY_TOO_DEEP');
        context.reportError(new GraphQLError(fault.message, { originalError: fault }));
      }
    },
  });

/** Executes operations on the service's schema. It has no HTTP of its own: see `http/`. */
export const apolloOn = async (
  schema: GraphQLSchema,
  rejections: Readonly<Record<string, string>>,
  depth: number,
): Promise<ApolloServer<GraphQLContext>> => {
  const server = new ApolloServer<GraphQLContext>({
    schema,
    introspection: true, // the endpoint lets only those through who may
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    validationRules: [depthRule(depth)],
    formatError: (formatted, error) => {
      const masked = maskError(formatted, error, rejections);
      if (masked.unknown !== undefined) unknowns.set(masked.error, masked.unknown);
      return masked.error;
    },
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await server.start();
  return server;
};
