import { type Relation } from './relations.ts';
import { type Role } from './roles.ts';

/** Who may see a field, or call a query or mutation: a relation for each role that may; the others may not. */
export type Grants = Readonly<Partial<Record<Role, Relation>>>;

/**
 * The rules of one service, by `Type.field`. `Type` alone says who may load the thing when another service refers to it,
 * `Type.*` what holds for every field that has no line of its own: `EVERYBODY` who was given the thing.
 */
export type Matrix = Readonly<Record<string, Grants | 'EVERYBODY'>>;

/** These roles, whatever the thing. */
export const may = (...roles: readonly Role[]): Grants =>
  Object.fromEntries(roles.map((role) => [role, 'ANY' satisfies Relation]));
