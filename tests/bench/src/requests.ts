import { cpuOf } from './cpu.ts';

export interface Request {
  readonly query: string;
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Body<T = unknown> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends one request, and gives back all that is answered. */
export const answerTo = async <T = unknown>(
  url: string,
  { query, variables, headers }: Request,
): Promise<Body<T>> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Body<T>;
};

/** Sends one request; whatever is not a whole answer is an error, because a fast error would be no figure. */
export const request = async <T = unknown>(url: string, sent: Request): Promise<T> => {
  const body = await answerTo<T>(url, sent);
  if (body.errors?.[0]) throw new Error(`${url}: ${JSON.stringify(body.errors[0])}`);
  return body.data as T;
};

/** As many requests as given, so many at a time; milliseconds of CPU that the processes together took for each. */
export const cpuPerRequest = async (
  { url, pids, count, atOnce }: { url: string; pids: readonly number[]; count: number; atOnce: number },
  make: () => Request,
): Promise<number> => {
  const used = () => pids.map(cpuOf).reduce((sum, each) => sum + each, 0);
  const before = used();
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await request(url, make());
    }),
  );
  return (used() - before) / count;
};
