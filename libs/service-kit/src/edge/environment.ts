import { z } from 'zod';

const isKeySet = (text: string): boolean => {
  try {
    return Array.isArray((JSON.parse(text) as { keys?: unknown }).keys);
  } catch {
    return false;
  }
};

/** Variables of every process that answers requests. */
export const edgeVariables = {
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address to listen on.' }),
  AUTH_JWKS: z
    .string()
    .refine(isKeySet, 'is not a JWK set in JSON')
    .meta({ description: 'Public keys that access tokens are verified with: a JWK set in JSON.' }),
  AUTH_ISSUER: z.string().min(1).meta({ description: 'Issuer that access tokens must name.' }),
  AUTH_AUDIENCE: z.string().min(1).meta({ description: 'Audience that access tokens must name.' }),
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
