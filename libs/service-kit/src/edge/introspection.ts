import { type DocumentNode, parse, visit } from 'graphql';
import { z } from 'zod';
import { type Caller } from './callers.ts';
import { Fault } from './error-codes.ts';
import { type Role, roles } from './roles.ts';

/** Those who build on the API. People who use an application need no schema. */
const usual: readonly Role[] = ['ANALYST', 'PARTNER', 'ADMIN', 'OPERATOR'];

/** A variable that lists roles, separated by commas; `none` stands for none of them. */
export const rolesVariable = (given: readonly Role[], description: string) =>
  z
    .string()
    .default(given.length === 0 ? 'none' : given.join(','))
    .transform((text, context): readonly Role[] => {
      const named = text === 'none' ? [] : text.split(',').map((each) => each.trim());
      const unknown = named.filter((each) => !(roles as readonly string[]).includes(each));
      if (unknown.length > 0) context.addIssue(`takes "none" or some of ${roles.join(', ')}`);
      return named as Role[];
    })
    .meta({ description });

export const adHocRoles = rolesVariable(
  usual,
  'Roles that may write queries of their own, separated by commas, or `none`. Others take trusted documents only.',
);

export const introspectionRoles = rolesVariable(
  usual,
  'Roles that may ask for the schema, separated by commas, or `none`. Others get no suggestions in errors either.',
);

/** Whether the caller has one of these roles. */
export const isOneOf = ({ roles: own }: Caller, listed: readonly Role[]): boolean =>
  own.some((role) => listed.includes(role));

/** Names cannot be written in any other way in GraphQL, so whatever asks for the schema holds one of these. */
const hint = /\b(?:__schema|__type|_service)\b/;
const schemaFields = new Set(['__schema', '__type', '_service']);

/** Whether a document asks for the schema, in GraphQL's way or federation's. `__typename` is always allowed. */
export const documentAsksForSchema = (document: DocumentNode): boolean => {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= schemaFields.has(name.value);
    },
  });
  return found;
};

/** The same of a text that was screened; false for one that cannot be parsed. */
export const asksForSchema = (query: string): boolean => {
  if (!hint.test(query)) return false;
  try {
    return documentAsksForSchema(parse(query, { noLocation: true }));
  } catch {
    return false;
  }
};

/** GraphQL's own messages end with names of the schema that are like the wrong one. */
const suggestion = / ?Did you mean [^]*$/;
const ofQueries: readonly unknown[] = ['BAD_QUERY', 'BAD_INPUT'];

/** An error's message without names that the caller did not write. */
export const withoutSuggestion = (message: string, code: unknown): string =>
  ofQueries.includes(code) ? message.replace(suggestion, '') : message;

/** The same of a fault. */
export const faultWithoutSuggestion = (fault: Fault): Fault =>
  ofQueries.includes(fault.code)
    ? new Fault(fault.code, withoutSuggestion(fault.message, fault.code), fault.inputPath)
    : fault;
