import {
  edgeVariables,
  portVariable,
  readEnvironment,
  type TokenSettings,
  tokenSettingsOf,
} from '@securebase/service-kit/edge';
import { z } from 'zod';

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
  SUBGRAPH_URLS: urlsByName.meta({
    description: 'Where each service answers GraphQL: a JSON object from its name to its address.',
  }),
  SUPERGRAPH: z.string().optional().meta({
    description:
      'File of the supergraph; the committed one when it is not given. Read again when it changes.',
  }),
  REQUEST_DEADLINE_MS: whole(15_000, 'How long one request may take.'),
  QUERY_DEPTH: whole(15, 'The deepest nesting of fields.'),
  QUERY_ALIASES: whole(50, 'The most aliases in one query.'),
  QUERY_TOKENS: whole(4_000, 'The most tokens in one query.'),
  QUERY_COST: whole(20_000, 'The most objects that one query could return.'),
  BATCH_SIZE: whole(5, 'The most operations in one request.'),
});

export interface GatewayConfig {
  readonly port: number;
  readonly host: string;
  readonly tokens: TokenSettings;
  readonly logLevel: string;
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly supergraph: string;
  readonly deadlineMs: number;
  readonly limits: {
    readonly depth: number;
    readonly aliases: number;
    readonly tokens: number;
    readonly cost: number;
  };
  readonly batch: number;
}

/** @throws BadConfiguration that names every mistake */
export const readGatewayConfig = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): GatewayConfig => {
  const read = readEnvironment(gatewayVariables, environment);
  return {
    port: read.PORT,
    host: read.HOST,
    tokens: tokenSettingsOf(read),
    logLevel: read.LOG_LEVEL,
    subgraphs: read.SUBGRAPH_URLS,
    supergraph: read.SUPERGRAPH ?? new URL('../supergraph.graphql', import.meta.url).pathname,
    deadlineMs: read.REQUEST_DEADLINE_MS,
    limits: {
      depth: read.QUERY_DEPTH,
      aliases: read.QUERY_ALIASES,
      tokens: read.QUERY_TOKENS,
      cost: read.QUERY_COST,
    },
    batch: read.BATCH_SIZE,
  };
};
