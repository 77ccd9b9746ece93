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

/** The data with every sealed value replaced; what holds none is not copied. */
export const withSealed = (
  data: unknown,
  replace: (sealed: Sealed, path: string) => Sealed,
  path = '',
): unknown => {
  if (typeof data !== 'object' || data === null) return data;
  if (isSealed(data)) return replace(data, path);
  const inner = (key: string | number, value: unknown) =>
    typeof value === 'object' && value !== null
      ? withSealed(value, replace, path === '' ? String(key) : `${path}.${key}`)
      : value;
  if (Array.isArray(data)) {
    const items = data.map((value, index) => inner(index, value));
    return items.some((item, index) => item !== data[index]) ? items : data;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [key, value] of Object.entries(data)) {
    const changed = inner(key, value);
    if (changed !== value) (copy ??= { ...data })[key] = changed;
  }
  return copy ?? data;
};

/** Where a value stands in a log: what it is encrypted for, beside the tenant. */
export const placeOf = (stream: string, version: number, path: string): string =>
  `${stream}/${version}/${path}`;

/** Stored data as readers get them: each sealed value knows where it stands. */
export const anchored = (data: unknown, stream: string, version: number): unknown =>
  withSealed(data, ({ subject, value }, path) => ({ subject, value, at: placeOf(stream, version, path) }));

/** Data without the places, as they are stored. */
export const unanchored = (data: unknown): unknown =>
  withSealed(data, ({ subject, value }) => ({ subject, value }));
