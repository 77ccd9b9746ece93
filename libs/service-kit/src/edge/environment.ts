import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type TokenSettings } from './callers.ts';
import { introspectionRoles } from './introspection.ts';

const isKeySet = (text: string): boolean => {
  try {
    return Array.isArray((JSON.parse(text) as { keys?: unknown }).keys);
  } catch {
    return false;
  }
};

/** A public key cannot be mistaken for a shared secret with these. */
const asymmetric = ['EdDSA', 'ES256', 'ES384', 'PS256', 'RS256'];
const areAsymmetric = (text: string): boolean =>
  text.split(',').every((each) => asymmetric.includes(each.trim()));
const claim = (usual: string, what: string) =>
  z
    .string()
    .regex(/^[\w:/-]+(\.[\w:/-]+)*$/)
    .default(usual)
    .meta({ description: `The claim of access tokens that holds ${what}; dots lead into objects.` });

/** The settings of `Callers`, from `edgeVariables`. @throws BadConfiguration */
export const tokenSettingsOf = (read: {
  readonly AUTH_JWKS_URL?: string | undefined;
  readonly AUTH_JWKS?: string | undefined;
  readonly AUTH_ALGORITHMS: string;
  readonly AUTH_TOKEN_TYPE: string;
  readonly AUTH_PERSON_CLAIM: string;
  readonly AUTH_TENANT_CLAIM: string;
  readonly AUTH_ROLES_CLAIM: string;
  readonly AUTH_ISSUER: string;
  readonly AUTH_AUDIENCE: string;
}): TokenSettings => {
  const { AUTH_JWKS_URL: jwksUrl, AUTH_JWKS: jwks } = read;
  if ((jwksUrl === undefined) === (jwks === undefined))
    throw new BadConfiguration(
      'The environment does not fit:\n  AUTH_JWKS_URL, AUTH_JWKS: give exactly one of them',
    );
  return {
    keys: jwksUrl === undefined ? { jwks: jwks ?? '' } : { url: jwksUrl },
    algorithms: read.AUTH_ALGORITHMS.split(',').map((each) => each.trim()),
    type: read.AUTH_TOKEN_TYPE,
    claims: { person: read.AUTH_PERSON_CLAIM, tenant: read.AUTH_TENANT_CLAIM, roles: read.AUTH_ROLES_CLAIM },
    issuer: read.AUTH_ISSUER,
    audience: read.AUTH_AUDIENCE,
  };
};

/** Variables of every process that answers requests. */
export const edgeVariables = {
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address to listen on.' }),
  AUTH_JWKS_URL: z.url().optional().meta({
    description:
      'Where the identity provider publishes its public keys: fetched, kept, and fetched again for a new key.',
  }),
  AUTH_JWKS: z
    .string()
    .refine(isKeySet, 'is not a JWK set in JSON')
    .optional()
    .meta({ description: 'Instead of AUTH_JWKS_URL: the public keys themselves, a JWK set in JSON.' }),
  AUTH_ALGORITHMS: z
    .string()
    .default('EdDSA')
    .refine(areAsymmetric, `is not some of ${asymmetric.join(', ')}, separated by commas`)
    .meta({ description: `How access tokens are signed: some of ${asymmetric.join(', ')}.` }),
  AUTH_TOKEN_TYPE: z
    .string()
    .min(1)
    .default('at+jwt')
    .meta({ description: 'The `typ` that access tokens must have.' }),
  AUTH_PERSON_CLAIM: claim('sub', 'the person’s id, a UUID'),
  AUTH_TENANT_CLAIM: claim('tenant', 'the tenant’s id, a UUID'),
  AUTH_ROLES_CLAIM: claim('roles', 'the list of roles'),
  AUTH_ISSUER: z.string().min(1).meta({ description: 'Issuer that access tokens must name.' }),
  AUTH_AUDIENCE: z.string().min(1).meta({ description: 'Audience that access tokens must name.' }),
  INTROSPECTION_ROLES: introspectionRoles,
  DEPLOYMENT: z.enum(['development', 'production']).default('production').meta({
    description:
      'In `production`, clients are told to come over TLS only, there is no query page, and an identity provider without TLS or a master key that was not drawn at random is refused.',
  }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .meta({ description: 'What is logged: this level and worse.' }),
};

/** A port to listen on. */
export const portVariable = (usual: number) =>
  z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(usual)
    .meta({ description: 'Port to listen on; 0 takes a free one.' });

/** The environment or the arguments do not fit; every mistake is named. */
export class BadConfiguration extends Error {}

/** One variable as the generated reference shows it. */
export interface Variable {
  readonly name: string;
  readonly description: string;
  readonly default: string | undefined;
}

/** Rows of the reference of configuration. */
export const variablesOf = (variables: z.ZodObject): Variable[] => {
  const { properties = {} } = z.toJSONSchema(variables, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => {
    const { description = '', default: given } = schema as { description?: string; default?: unknown };
    const value = typeof given === 'string' || typeof given === 'number' ? String(given) : undefined;
    return { name, description, default: value };
  });
};

type Environment = Readonly<Record<string, string | undefined>>;

/** What the file named by `<name>_FILE` holds, if there is one. */
const fromFile = (name: string, environment: Environment, mistakes: string[]): string | undefined => {
  const file = environment[`${name}_FILE`];
  if (file === undefined) return undefined;
  if (environment[name] !== undefined) mistakes.push(`  ${name}, ${name}_FILE: give one of them`);
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    mistakes.push(`  ${name}_FILE: the file cannot be read`);
    return undefined;
  }
};

/**
 * The environment as typed values. Each variable can be in a file instead, named by the same variable with `_FILE`: so
 * secrets reach a process that are not in its environment. @throws BadConfiguration that names every mistake
 */
export const readEnvironment = <S extends z.ZodObject>(
  variables: S,
  environment: Environment,
): z.infer<S> => {
  const mistakes: string[] = [];
  const whole = { ...environment };
  for (const name of Object.keys(variables.shape)) {
    const text = fromFile(name, environment, mistakes);
    if (text !== undefined) whole[name] = text;
  }
  const result = variables.safeParse(whole);
  if (result.success && mistakes.length === 0) return result.data;
  // A message of Zod names what is expected, never the value that was given; what lies deeper in a path was given too.
  for (const { path, message } of result.error?.issues ?? [])
    mistakes.push(`  ${String(path[0])}: ${message}`);
  throw new BadConfiguration(`The environment does not fit:\n${mistakes.join('\n')}`);
};

const isSecure = (text: string | undefined): boolean => text === undefined || text.startsWith('https://');
/** Such as 32 zeros: an example that somebody forgot to replace. */
const isGuessable = (key: string): boolean => new Set(Buffer.from(key, 'base64url')).size < 8;

/**
 * What is good for development only is refused in production: a provider of identity without TLS, which anybody on the
 * way could speak for, and a master key that was not drawn at random. @throws BadConfiguration
 */
export const refuseDefaults = (
  read: {
    readonly DEPLOYMENT: 'development' | 'production';
    readonly AUTH_ISSUER: string;
    readonly AUTH_JWKS_URL?: string | undefined;
  },
  masterKeys: readonly string[] = [],
): void => {
  if (read.DEPLOYMENT === 'development') return;
  const mistakes = [
    ...(isSecure(read.AUTH_ISSUER) ? [] : ['  AUTH_ISSUER: begins with https:// in production']),
    ...(isSecure(read.AUTH_JWKS_URL) ? [] : ['  AUTH_JWKS_URL: begins with https:// in production']),
    ...(masterKeys.some(isGuessable) ? ['  MASTER_KEY: is not drawn at random'] : []),
  ];
  if (mistakes.length === 0) return;
  throw new BadConfiguration(
    `This is good for development only (DEPLOYMENT=development):\n${mistakes.join('\n')}`,
  );
};
