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
      'In `production`, clients are told to come over TLS only, and with NODE_ENV=production what is good for development only is refused.',
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

/** The environment as typed values. @throws BadConfiguration that names every mistake */
export const readEnvironment = <S extends z.ZodObject>(
  variables: S,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<S> => {
  const result = variables.safeParse(environment);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new BadConfiguration(`The environment does not fit:\n${mistakes.join('\n')}`);
};
