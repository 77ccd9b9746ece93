import { parseArgs } from 'node:util';
import { type ServiceRole, serviceRoles } from '@securebase/event-sourcing';
import { type JWK } from 'jose';
import { z } from 'zod';
import {
  BadConfiguration,
  edgeVariables,
  portVariable,
  readEnvironment,
  refuseDefaults,
  type Role,
  type TokenSettings,
  tokenSettingsOf,
} from './edge/index.ts';
import { type MailSettings } from './mail/mailer.ts';

const days = (usual: number) => z.coerce.number().int().min(0).max(3_650).default(usual);
const jwkIn = (text: string): JWK | undefined => {
  try {
    const key = JSON.parse(text) as JWK;
    return typeof key.d === 'string' && key.crv === 'Ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
};
/** The master keys that `MASTER_KEY` lists. */
export const keysIn = (text: string): string[] => text.split(',').map((each) => each.trim());
/** What names a master key in a key service with the interface of AWS KMS begins with. */
export const inKeyService = 'kms:';
const isLocal = (key: string): boolean => !key.startsWith(inKeyService);
const isKey = (key: string): boolean =>
  isLocal(key)
    ? Buffer.from(key, 'base64url').length === 32
    : /^[\w:/-]{1,2048}$/.test(key.slice(inKeyService.length));
const areKeys = (text: string): boolean => keysIn(text).every(isKey);

const keysOfTenants = z.record(
  z.uuid().toLowerCase(),
  z.strictObject({
    key: z.string().refine(isKey, 'is no master key'),
    profile: z.string().min(1).optional(),
  }),
);
/** A tenant's own master key, and where its key service is. */
export type TenantMasterKey = z.infer<typeof keysOfTenants>[string];
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('is not JSON'); // the parser's own message quotes it
    return z.NEVER;
  }
});

/** What every service process reads from its environment. */
export const serviceVariables = z.object({
  ...edgeVariables,
  PORT: portVariable(0),
  API_DATABASE_URL: z.url().meta({ description: 'The service’s database, as its api role.' }),
  PIPELINE_DATABASE_URL: z.url().meta({ description: 'The service’s database, as its pipeline role.' }),
  KEYS_DATABASE_URL: z.url().meta({ description: 'The database of keys, as the role of services.' }),
  KEYS_KEEPER_DATABASE_URL: z.url().optional().meta({
    description: 'The same as the keeper’s role, which destroys keys: for the service engagements only.',
  }),
  CERTIFICATE_KEY: z
    .string()
    .transform((text, context) => jwkIn(text) ?? (context.addIssue('is not a private JWK in JSON'), z.NEVER))
    .optional()
    .meta({
      description:
        'Secret. Signs certificates of erasure: a private Ed25519 key as a JWK in JSON; for the service engagements only.',
    }),
  BACKUP_DAYS: days(30).meta({ description: 'For how many days backups and archived WAL are kept.' }),
  KEYS_BACKUP_DAYS: days(7).meta({ description: 'The same for the database of keys.' }),
  MASTER_KEY: z
    .string()
    .refine(areKeys, 'is not 32 bytes in base64url or kms:<key>, or several of them separated by commas')
    .meta({
      description:
        'Secret. Wraps the tenants’ keys: 32 bytes at random in base64url, or `kms:` and the id, ARN or alias of a key in AWS KMS or what has its interface (with AWS_REGION, AWS_ENDPOINT_URL_KMS and its credentials). After a comma, earlier ones that have not been replaced everywhere yet.',
    }),
  TENANT_MASTER_KEYS: json.pipe(keysOfTenants).default({}).meta({
    description:
      'Secret. Of tenants whose key somebody else holds: a JSON object from the tenant’s id to `{"key": …, "profile": …}`: a key as in MASTER_KEY, and, if it is in a key service, the profile of the AWS configuration that reaches it. The agreements name the holder.',
  }),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .meta({
      description:
        'Secret. Mail server for invitations and reminders, smtp://user:password@host:587 or smtps://…; for the service engagements only.',
    }),
  MAIL_FOLDER: z.string().min(1).optional().meta({
    description:
      'Without SMTP_URL: folder where mails are kept instead of being sent. Without both they wait.',
  }),
  MAIL_FROM: z
    .string()
    .min(3)
    .default('Securebase <no-reply@localhost.localdomain>')
    .meta({ description: 'From whom mails are.' }),
  SIGN_IN_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:4000/')
    .meta({ description: 'Where people sign in: the link in mails.' }),
  KAFKA_BROKERS: z
    .string()
    .min(1)
    .meta({ description: 'Addresses of Kafka brokers, host:port, separated by commas.' }),
});

export interface ServiceConfig {
  readonly port: number;
  readonly host: string;
  readonly apiUrl: string;
  readonly pipelineUrl: string;
  readonly brokers: readonly string[];
  readonly keysUrl: string;
  readonly keeperUrl: string | undefined;
  readonly masterKeys: readonly string[];
  /** By tenant. */
  readonly tenantMasterKeys: Readonly<Record<string, TenantMasterKey>>;
  readonly certificateKey: JWK | undefined;
  readonly retention: { readonly backupDays: number; readonly keysBackupDays: number };
  readonly mail: MailSettings;
  /** The link in mails. */
  readonly signInUrl: string;
  readonly tokens: TokenSettings;
  readonly logLevel: string;
  readonly introspectionRoles: readonly Role[];
  readonly production: boolean;
  readonly roles: readonly ServiceRole[];
}

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
  const tenantKeys = Object.values(read.TENANT_MASTER_KEYS).map(({ key }) => key);
  refuseDefaults(read, [...keysIn(read.MASTER_KEY), ...tenantKeys].filter(isLocal));
  return {
    port: read.PORT,
    host: read.HOST,
    apiUrl: read.API_DATABASE_URL,
    pipelineUrl: read.PIPELINE_DATABASE_URL,
    brokers: read.KAFKA_BROKERS.split(',').map((each) => each.trim()),
    keysUrl: read.KEYS_DATABASE_URL,
    keeperUrl: read.KEYS_KEEPER_DATABASE_URL,
    masterKeys: keysIn(read.MASTER_KEY),
    tenantMasterKeys: read.TENANT_MASTER_KEYS,
    certificateKey: read.CERTIFICATE_KEY,
    retention: { backupDays: read.BACKUP_DAYS, keysBackupDays: read.KEYS_BACKUP_DAYS },
    mail: { smtpUrl: read.SMTP_URL, folder: read.MAIL_FOLDER, from: read.MAIL_FROM },
    signInUrl: read.SIGN_IN_URL,
    tokens: tokenSettingsOf(read),
    logLevel: read.LOG_LEVEL,
    introspectionRoles: read.INTROSPECTION_ROLES,
    production: read.DEPLOYMENT === 'production',
    roles: rolesIn(args),
  };
};
