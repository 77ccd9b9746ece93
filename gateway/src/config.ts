import {
  adHocRoles,
  type Documents,
  edgeVariables,
  portVariable,
  readEnvironment,
  refuseDefaults,
  type Role,
  type TokenSettings,
  tokenSettingsOf,
} from '@securebase/service-kit/edge';
import { z } from 'zod';
import { type RateSettings } from './rate-limits.ts';
import { trustedDocuments } from './trusted-documents.ts';

const urlsByName = z
  .string()
  .transform((text, issues) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      issues.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.url()));

const whole = (usual: number, description: string) =>
  z.coerce.number().int().positive().default(usual).meta({ description });

/** What the gateway reads from its environment. */
export const gatewayVariables = z.object({
  ...edgeVariables,
  PORT: portVariable(4000),
  METRICS_PORT: portVariable(0).optional().meta({
    description:
      'Port for /metrics, which clients must not reach: how much happens is none of their business. Without it there are none in production.',
  }),
  SUBGRAPH_URLS: urlsByName.meta({
    description: 'Where each service answers GraphQL: a JSON object from its name to its address.',
  }),
  SUPERGRAPH: z.string().optional().meta({
    description:
      'File of the supergraph; the committed one when it is not given. Read again when it changes.',
  }),
  TRUSTED_DOCUMENTS: z.string().optional().meta({
    description:
      'Folder of the operations that everybody may send, each a .graphql file; the committed one when it is not given.',
  }),
  AD_HOC_ROLES: adHocRoles,
  RESPONSE_BYTES: whole(4_194_304, 'The largest answer.'),
  REQUEST_DEADLINE_MS: whole(15_000, 'How long one request may take.'),
  QUERY_DEPTH: whole(15, 'The deepest nesting of fields.'),
  QUERY_ALIASES: whole(50, 'The most aliases in one query.'),
  QUERY_TOKENS: whole(4_000, 'The most tokens in one query.'),
  QUERY_COST: whole(20_000, 'The most objects that one query could return.'),
  BATCH_SIZE: whole(5, 'The most operations in one request.'),
  RATE_REQUESTS: whole(200, 'Operations per second of one person or program, averaged over ten seconds.'),
  RATE_COST: whole(20_000, 'The same in objects that the queries could return.'),
  RATE_TENANT_REQUESTS: whole(
    2_000,
    'Operations per second of all in one tenant, averaged over ten seconds.',
  ),
  RATE_TENANT_COST: whole(200_000, 'The same in objects that the queries could return.'),
  RATE_ADDRESS_REQUESTS: whole(
    20,
    'Operations per second without a valid token from one address, averaged over ten seconds.',
  ),
  RATE_KEYS: whole(50_000, 'The most callers that each of these limits remembers.'),
  PROXIES: z.coerce.number().int().min(0).max(10).default(0).meta({
    description: 'How many proxies in front add to `x-forwarded-for`. It is not looked at without any.',
  }),
});

export interface GatewayConfig {
  readonly port: number;
  readonly metricsPort: number | undefined;
  readonly host: string;
  readonly tokens: TokenSettings;
  readonly logLevel: string;
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly supergraph: string;
  readonly documents: Documents;
  readonly adHocRoles: readonly Role[];
  readonly responseBytes: number;
  readonly deadlineMs: number;
  readonly limits: {
    readonly depth: number;
    readonly aliases: number;
    readonly tokens: number;
    readonly cost: number;
  };
  readonly batch: number;
  readonly rates: RateSettings;
  readonly proxies: number;
  readonly introspectionRoles: readonly Role[];
  readonly production: boolean;
}

/** @throws BadConfiguration that names every mistake */
export const readGatewayConfig = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): GatewayConfig => {
  const read = readEnvironment(gatewayVariables, environment);
  refuseDefaults(read);
  return {
    port: read.PORT,
    metricsPort: read.METRICS_PORT,
    host: read.HOST,
    tokens: tokenSettingsOf(read),
    logLevel: read.LOG_LEVEL,
    subgraphs: read.SUBGRAPH_URLS,
    supergraph: read.SUPERGRAPH ?? new URL('../supergraph.graphql', import.meta.url).pathname,
    documents: trustedDocuments(read.TRUSTED_DOCUMENTS ?? new URL('../documents', import.meta.url).pathname),
    adHocRoles: read.AD_HOC_ROLES,
    responseBytes: read.RESPONSE_BYTES,
    deadlineMs: read.REQUEST_DEADLINE_MS,
    limits: {
      depth: read.QUERY_DEPTH,
      aliases: read.QUERY_ALIASES,
      tokens: read.QUERY_TOKENS,
      cost: read.QUERY_COST,
    },
    batch: read.BATCH_SIZE,
    rates: {
      identity: { requests: read.RATE_REQUESTS, cost: read.RATE_COST },
      tenant: { requests: read.RATE_TENANT_REQUESTS, cost: read.RATE_TENANT_COST },
      address: { requests: read.RATE_ADDRESS_REQUESTS },
      keys: read.RATE_KEYS,
    },
    proxies: read.PROXIES,
    introspectionRoles: read.INTROSPECTION_ROLES,
    production: read.DEPLOYMENT === 'production',
  };
};
