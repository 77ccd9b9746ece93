export interface GraphQLFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string } & Readonly<Record<string, unknown>>;
}
export interface Answer<T> {
  readonly status: number;
  readonly data?: T | null;
  readonly errors?: readonly GraphQLFault[];
}
export interface Asking {
  readonly token?: string;
  /** The token of a mutation whose effect the query must see. */
  readonly readAfter?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Data did not come alone: what was wrong, with the codes first. */
export class Refused extends Error {
  readonly codes: readonly string[];
  readonly errors: readonly GraphQLFault[];

  constructor(errors: readonly GraphQLFault[]) {
    super(errors.map(({ message, extensions }) => `${extensions?.code ?? 'NO_CODE'}: ${message}`).join('; '));
    this.name = 'Refused';
    this.errors = errors;
    this.codes = errors.map(({ extensions }) => extensions?.code ?? 'NO_CODE');
  }
}

/** Sends a query or mutation and returns everything that came back, errors included. */
export const send = async <T = Record<string, unknown>>(
  url: string,
  query: string,
  variables: object = {},
  { token, readAfter, headers }: Asking = {},
): Promise<Answer<T>> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(readAfter === undefined ? {} : { 'read-after': readAfter }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  try {
    return { status: response.status, ...(JSON.parse(text) as Omit<Answer<T>, 'status'>) };
  } catch {
    throw new Error(`${url} answered ${response.status}, not JSON: ${text.slice(0, 500)}`);
  }
};

/** Sends a query or mutation and returns its data; any error throws `Refused`. */
export const ask = async <T = Record<string, unknown>>(
  url: string,
  query: string,
  variables: object = {},
  asking: Asking = {},
): Promise<T> => {
  const { data, errors } = await send<T>(url, query, variables, asking);
  if (errors && errors.length > 0) throw new Refused(errors);
  if (data === null || data === undefined) throw new Error('The answer has neither data nor errors.');
  return data;
};
