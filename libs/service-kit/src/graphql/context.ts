import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type CommandContext } from '@securebase/domain-kit';
import { v5, v7 } from 'uuid';
import { type Caller, type Role } from '../edge/index.ts';

/** On whose behalf a request acts, for commands and for reading. One object for each request. */
export interface RequestContext extends CommandContext {
  readonly roles: readonly Role[];
  /** What was asked for, as its name or its first fields: for the trail of who looked at what. */
  operation?: string;
}

/** What a subscription goes by while it is listened to. */
export interface Listening {
  /** Aborted when nobody listens any more. */
  readonly signal: AbortSignal;
  /**
   * Asks again who the caller is and whether they are still answered, and gives a context of now.
   * @throws Fault UNAUTHENTICATED, PERSON_HAS_NO_ACCESS, TENANT_SUSPENDED
   */
  readonly renewed: () => Promise<RequestContext>;
}

/** What resolvers get as GraphQL's context. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly request: RequestContext;
  /** Resolves when this service's models show what the request's `read-after` stands for. */
  readonly visible: (() => Promise<void>) | undefined;
  /** What a consistency token becomes before a client gets it. */
  readonly closeToken: (token: string) => Promise<string>;
  /** Of a subscription. */
  readonly listening?: Listening;
}

/** The context of a request's commands, for which the request itself gave no command id. */
export const contextOf = (
  caller: Caller,
  correlationId: string,
  traceparent: string | undefined,
): RequestContext => {
  let commandId: string | undefined;
  const context = {
    tenantId: caller.tenantId,
    actorId: caller.personId,
    roles: caller.roles,
    at: new Date(),
    correlationId,
    get commandId() {
      return (commandId ??= v7()); // queries need none
    },
  };
  return traceparent === undefined ? context : Object.assign(context, { traceparent });
};

/** On whose behalf a resolver acts; comes from the verified token. */
export const CurrentContext = createParamDecorator(
  (_: unknown, host: ExecutionContext) => host.getArgByIndex<GraphQLContext>(2).request,
);

/** Who asks, by their token and by what the directory said when they asked. */
export const CurrentCaller = createParamDecorator(
  (_: unknown, host: ExecutionContext) => host.getArgByIndex<GraphQLContext>(2).caller,
);

/** What a subscription's source goes by. */
export const CurrentListening = createParamDecorator(
  (_: unknown, host: ExecutionContext) => host.getArgByIndex<GraphQLContext>(2).listening,
);

/** The context for one command: with the command id that the client chose, when it chose one. */
export const contextFor = (context: RequestContext, commandId: string | null | undefined): RequestContext => {
  if (commandId === null || commandId === undefined) return context;
  const { tenantId, actorId, roles, at, correlationId, traceparent, operation = '' } = context;
  const chosen = {
    tenantId,
    actorId,
    roles,
    at,
    correlationId,
    operation,
    commandId: commandId.toLowerCase(),
  };
  return traceparent === undefined ? chosen : { ...chosen, traceparent };
};

/** An id for something that the command creates: the same at every try of the same command. */
export const newId = (context: CommandContext, name: string): string =>
  v5(`${context.commandId}:${name}`, context.tenantId);

/** A person's id from the organization's own key of that person; the same in every service. */
export const personIdOf = (tenantId: string, reference: string): string =>
  v5(`person:${reference}`, tenantId);
