// The public GraphQL API, as any client uses it.

export interface ApiError {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly help?: string;
    readonly path?: readonly (string | number)[];
  };
}

/** The API refused: its errors as they came. */
export class ApiRefused extends Error {
  readonly errors: readonly ApiError[];
  constructor(errors: readonly ApiError[]) {
    super(errors.map(({ message, extensions }) => `${extensions?.code ?? 'ERROR'}: ${message}`).join('\n'));
    this.errors = errors;
  }
}

export interface Asking {
  readonly url: string;
  readonly token: string;
  /** The operation, or the id of a trusted document. */
  readonly operation: { readonly query: string } | { readonly documentId: string };
  readonly variables?: object;
  /** The token of a mutation whose effect must be visible first. */
  readonly readAfter?: string | undefined;
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly ApiError[];
}

/** The whole answer: data and errors can come together. */
export const send = async <T>({
  url,
  token,
  operation,
  variables = {},
  readAfter,
}: Asking): Promise<Answer<T>> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(readAfter === undefined ? {} : { 'read-after': readAfter }),
    },
    body: JSON.stringify({ ...operation, variables }),
  });
  return (await response.json()) as Answer<T>;
};

/** The data of an answer. @throws ApiRefused when there was any error */
export const ask = async <T>(asking: Asking): Promise<T> => {
  const { data, errors } = await send<T>(asking);
  if (errors && errors.length > 0) throw new ApiRefused(errors);
  if (data == null) throw new ApiRefused([{ message: 'The answer holds no data.' }]);
  return data;
};
