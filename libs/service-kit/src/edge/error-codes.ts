/** What a code means to the one who gets it. `http` is what the same would be in HTTP; GraphQL answers stay 200. */
export interface ErrorCodeEntry {
  readonly http: number;
  readonly message: string;
  readonly help: string;
}

/** Every code that the platform itself gives; services add the rejections of their rules. Codes are public and never change meaning. */
export const errorCodes = {
  UNAUTHENTICATED: {
    http: 401,
    message: 'A valid access token is needed.',
    help: 'Send `Authorization: Bearer <token>` with a token that has not expired.',
  },
  FORBIDDEN: {
    http: 403,
    message: 'The roles of the caller do not allow this.',
    help: 'Ask an administrator for a role that may do this.',
  },
  PERSON_HAS_NO_ACCESS: {
    http: 403,
    message: 'The person has left the tenant’s directory.',
    help: 'Ask an administrator of the tenant.',
  },
  TENANT_SUSPENDED: {
    http: 403,
    message: 'The tenant is suspended.',
    help: 'Nothing is lost. Ask those who run the platform.',
  },
  BAD_REQUEST: {
    http: 400,
    message: 'The request is not a GraphQL request.',
    help: 'POST a JSON object with `query` and, if needed, `variables`, with content-type application/json.',
  },
  BAD_QUERY: {
    http: 400,
    message: 'The query is not valid for this schema.',
    help: 'Compare the query with the schema; the message names what does not fit.',
  },
  BAD_INPUT: {
    http: 400,
    message: 'A value of the input is not valid.',
    help: '`extensions.path` says which one, `message` why.',
  },
  BAD_CURSOR: {
    http: 400,
    message: 'The cursor is not one that this list gave.',
    help: 'Begin again without `after`.',
  },
  BAD_CONSISTENCY_TOKEN: {
    http: 400,
    message: 'The token is not one that a mutation returned.',
    help: 'Send the `token` of a mutation in the header `read-after`, unchanged.',
  },
  NOT_YET_VISIBLE: {
    http: 503,
    message: 'What the token stands for is not visible yet.',
    help: 'Ask again in a moment.',
  },
  CONFLICT: {
    http: 409,
    message: 'Others kept changing the same thing at the same time.',
    help: 'Send the same command again, with the same commandId.',
  },
  COMMAND_ID_REUSED: {
    http: 409,
    message: 'This commandId was used before for a command with another content.',
    help: 'Take a new commandId for each new command; repeat an id only with the same content.',
  },
  REQUEST_TOO_LARGE: {
    http: 413,
    message: 'The request is larger than 1 MiB.',
    help: 'Send files in parts of at most 512 KiB, and lists in pages.',
  },
  QUERY_TOO_DEEP: {
    http: 400,
    message: 'The query is nested too deeply.',
    help: 'Ask for fewer levels at once.',
  },
  TOO_MANY_ALIASES: {
    http: 400,
    message: 'The query has too many aliases.',
    help: 'Split it into several queries.',
  },
  TOO_MANY_TOKENS: {
    http: 400,
    message: 'The query is too long.',
    help: 'Move values into variables, or split the query.',
  },
  BATCH_TOO_LARGE: {
    http: 400,
    message: 'Too many operations in one request.',
    help: 'Send at most five operations in one request.',
  },
  DOCUMENT_UNKNOWN: {
    http: 404,
    message: 'There is no trusted document of this id.',
    help: 'Send the `documentId` of a document that this gateway has, or the text as `query`.',
  },
  DOCUMENT_NOT_TRUSTED: {
    http: 403,
    message: 'The roles of the caller take trusted documents only.',
    help: 'Use an application of the platform, or ask with a role that may write queries.',
  },
  RESPONSE_TOO_LARGE: {
    http: 422,
    message: 'The answer would be too large.',
    help: 'Ask for smaller pages (`first`) or fewer fields. What a mutation did is done.',
  },
  QUERY_TOO_COSTLY: {
    http: 400,
    message: 'The query could return too much.',
    help: 'Ask for smaller pages (`first`), or for fewer lists within lists.',
  },
  INTROSPECTION_REFUSED: {
    http: 403,
    message: 'The roles of the caller do not show the schema.',
    help: 'Leave out `__schema` and `__type`, or ask an administrator for a role that may see the schema.',
  },
  SUBSCRIPTION_OF_ONE_SERVICE: {
    http: 400,
    message: 'The subscription asks for fields of several services.',
    help: 'Ask in a subscription for fields of the service that it is from; ask for the others in a query.',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    http: 429,
    message: 'Too many subscriptions are open.',
    help: 'Close some that you do not need, or try again in a moment.',
  },
  RATE_LIMITED: {
    http: 429,
    message: 'Too many requests, or too costly ones, in a short time.',
    help: 'Wait for the seconds that the header `retry-after` names, then go on more slowly.',
  },
  DEADLINE_EXCEEDED: {
    http: 504,
    message: 'The answer took too long.',
    help: 'Ask for less, or try again. A mutation may have happened: repeat it with the same commandId.',
  },
  SUBGRAPH_UNAVAILABLE: {
    http: 503,
    message: 'A part of the platform does not answer at the moment.',
    help: 'The other parts of the answer are right. Try again in a moment.',
  },
  DATABASE_UNAVAILABLE: {
    http: 503,
    message: 'The service cannot reach its data at the moment.',
    help: 'Try again in a moment. A mutation may have happened: repeat it with the same commandId.',
  },
  SUBJECT_ERASED: {
    http: 410,
    message: 'A person whose content this would be was erased.',
    help: 'Nothing can be said of them any more. Leave them out.',
  },
  KEYS_UNAVAILABLE: {
    http: 503,
    message: 'Personal content can neither be sealed nor opened at the moment.',
    help: 'Try again in a moment. A mutation may have happened: repeat it with the same commandId.',
  },
  IDENTITY_UNAVAILABLE: {
    http: 503,
    message: 'Access tokens cannot be verified at the moment.',
    help: 'Try again in a moment.',
  },
  CSRF_REFUSED: {
    http: 400,
    message: 'The request could have been made by a foreign web page.',
    help: 'Send content-type application/json.',
  },
  METHOD_NOT_ALLOWED: {
    http: 405,
    message: 'This address takes POST only.',
    help: 'Send queries and mutations with POST.',
  },
  NOT_FOUND: { http: 404, message: 'There is nothing at this address.', help: 'GraphQL is at /graphql.' },
  SHUTTING_DOWN: {
    http: 503,
    message: 'This process is stopping.',
    help: 'Send the request again; another process takes it.',
  },
  IMPORT_NOT_FOUND: {
    http: 404,
    message: 'There is no such import.',
    help: 'Start one; imports are found by those who may import that kind of file.',
  },
  IMPORT_NOT_OPEN: {
    http: 409,
    message: 'This import takes no more parts and cannot be committed again.',
    help: 'Look at its state; start a new import to send the file again.',
  },
  TOO_MANY_IMPORTS: {
    http: 429,
    message: 'Too many imports are waiting for the rest of their files.',
    help: 'Commit them, or wait: they are forgotten after a day.',
  },
  INTERNAL_ERROR: {
    http: 500,
    message: 'Something went wrong on our side.',
    help: 'Try again. If it stays, tell us the correlation id.',
  },
} as const satisfies Record<string, ErrorCodeEntry>;

export type PlatformCode = keyof typeof errorCodes;

export const isPlatformCode = (code: unknown): code is PlatformCode =>
  typeof code === 'string' && Object.hasOwn(errorCodes, code);

/** An error with a public code of the platform. Its message may say more than the catalogue, but nothing personal. */
export class Fault extends Error {
  readonly code: PlatformCode;
  /** Where in the input, when it is known. (GraphQL takes an error with a `path` for one of its own.) */
  readonly inputPath: readonly (string | number)[] | undefined;
  constructor(code: PlatformCode, message?: string, inputPath?: readonly (string | number)[]) {
    super(message ?? errorCodes[code].message);
    this.code = code;
    this.inputPath = inputPath;
  }
}

/** One entry of the `errors` of an answer. */
export const answerOf = (error: Fault, correlationId: string) => ({
  message: error.message,
  extensions: {
    code: error.code,
    help: errorCodes[error.code].help,
    correlationId,
    ...(error.inputPath && { path: error.inputPath }),
  },
});
