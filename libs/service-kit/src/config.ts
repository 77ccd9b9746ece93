import { parseArgs } from 'node:util';
import { type ServiceRole, serviceRoles } from '@securebase/event-sourcing';
import { z } from 'zod';

const keySet = z.string().refine((text) => {
  try {
    return Array.isArray((JSON.parse(text) as { keys?: unknown }).keys);
  } catch {
    return false;
  }
}, 'is not a JWK set in JSON');

/** What every service process reads from its environment. */
export const serviceVariables = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .meta({ description: 'Port to listen on; 0 takes a free one.' }),
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address to listen on.' }),
  API_DATABASE_URL: z.url().meta({ description: 'The service’s database, as its api role.' }),
  PIPELINE_DATABASE_URL: z.url().meta({ description: 'The service’s database, as its pipeline role.' }),
  KAFKA_BROKERS: z
    .string()
    .min(1)
    .meta({ description: 'Addresses of Kafka brokers, host:port, separated by commas.' }),
  AUTH_JWKS: keySet.meta({
    description: 'Public keys that access tokens are verified with: a JWK set in JSON.',
  }),
  AUTH_ISSUER: z.string().min(1).meta({ description: 'Issuer that access tokens must name.' }),
  AUTH_AUDIENCE: z.string().min(1).meta({ description: 'Audience that access tokens must name.' }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .meta({ description: 'What is logged: this level and worse.' }),
});

export interface ServiceConfig {
  readonly port: number;
  readonly host: string;
  readonly apiUrl: string;
  readonly pipelineUrl: string;
  readonly brokers: readonly string[];
  readonly jwks: string;
  readonly issuer: string;
  readonly audience: string;
  readonly logLevel: string;
  readonly roles: readonly ServiceRole[];
}

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
  environment: NodeJS.ProcessEnv = process.env,
): z.infer<S> => {
  const result = variables.safeParse(environment);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new BadConfiguration(`The environment does not fit:\n${mistakes.join('\n')}`);
};

const rolesIn = (args: readonly string[]): readonly ServiceRole[] => {
  const { values } = parseArgs({
    args: [...args],
    options: { role: { type: 'string', multiple: true } },
    strict: false,
  });
  const named = (values.role ?? []).flatMap((each) => String(each).split(','));
  const unknown = named.filter((each) => !(serviceRoles as readonly string[]).includes(each));
  if (unknown.length > 0)
    throw new BadConfiguration(
      `--role: there is no "${unknown[0] ?? ''}"; there are ${serviceRoles.join(', ')}.`,
    );
  return named.length === 0 ? serviceRoles : (named as ServiceRole[]);
};

/** @throws BadConfiguration that names every mistake */
export const readServiceConfig = (
  args: readonly string[] = process.argv.slice(2),
  environment: NodeJS.ProcessEnv = process.env,
): ServiceConfig => {
  const read = readEnvironment(serviceVariables, environment);
  return {
    port: read.PORT,
    host: read.HOST,
    apiUrl: read.API_DATABASE_URL,
    pipelineUrl: read.PIPELINE_DATABASE_URL,
    brokers: read.KAFKA_BROKERS.split(',').map((each) => each.trim()),
    jwks: read.AUTH_JWKS,
    issuer: read.AUTH_ISSUER,
    audience: read.AUTH_AUDIENCE,
    logLevel: read.LOG_LEVEL,
    roles: rolesIn(args),
  };
};
