import { hash } from 'node:crypto';

/** The same content gives the same text, in whatever order its keys were written. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, canonical(each)]));
};

/** What a command asks for, as a SHA-256: a command id may come again with the same content only. */
export const payloadHashOf = (command: { readonly type: string; readonly data: unknown }): string =>
  hash('sha256', JSON.stringify([command.type, canonical(command.data)]), 'base64url');
