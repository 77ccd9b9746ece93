import { isSealed, type Sealed } from '@securebase/domain-kit';

/** Calls `visit` for every sealed value within the data, with the path to it: `sheets.2.answers`. */
export const eachSealed = (data: unknown, visit: (sealed: Sealed, path: string) => void, path = ''): void => {
  if (typeof data !== 'object' || data === null) return;
  if (isSealed(data)) {
    visit(data, path);
    return;
  }
  for (const [key, value] of Object.entries(data))
    if (typeof value === 'object' && value !== null)
      eachSealed(value, visit, path === '' ? key : `${path}.${key}`);
};

/** The data with every sealed value replaced; what holds none is not copied. Every event that is read goes through it. */
export const withSealed = (
  data: unknown,
  replace: (sealed: Sealed, path: string) => Sealed,
  path = '',
): unknown => {
  if (typeof data !== 'object' || data === null) return data;
  if (isSealed(data)) return replace(data, path);
  const given = data as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(given)) {
    const value = given[key];
    if (typeof value !== 'object' || value === null) continue;
    const changed = withSealed(value, replace, path === '' ? key : `${path}.${key}`);
    if (changed !== value) (copy ??= copyOf(given))[key] = changed;
  }
  return copy ?? data;
};

const copyOf = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Array.isArray(data) ? ([...data] as unknown as Record<string, unknown>) : { ...data };

/** Where a value stands in a log: what it is encrypted for, beside the tenant. */
export const placeOf = (stream: string, version: number, path: string): string =>
  `${stream}/${version}/${path}`;

/** Stored data as readers get them: each sealed value knows where it stands. */
export const anchored = (data: unknown, stream: string, version: number): unknown =>
  withSealed(data, ({ subject, value }, path) => ({ subject, value, at: placeOf(stream, version, path) }));

/** Data without the places, as they are stored. */
export const unanchored = (data: unknown): unknown =>
  withSealed(data, ({ subject, value }) => ({ subject, value }));
