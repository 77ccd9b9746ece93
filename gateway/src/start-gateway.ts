import { Callers, type Logger, loggerOf, OpenStreams, type Pages, serve } from '@securebase/service-kit/edge';
import { calendarForwarder } from './calendar.ts';
import { clientAddressOf } from './client-address.ts';
import { type GatewayConfig } from './config.ts';
import { gatewayEndpoint } from './endpoint.ts';
import { graphOf } from './graph.ts';
import { Metrics } from './metrics.ts';
import { RateLimits } from './rate-limits.ts';
import { queryPage } from './query-page.ts';
import { scimForwarder } from './scim.ts';
import { SubgraphClient } from './subgraph-client.ts';
import { gatewaySubscriptions } from './subscriptions.ts';
import { followSupergraph } from './supergraph-file.ts';

export interface RunningGateway {
  readonly url: string;
  /** Where figures are told, if they are. */
  readonly metricsUrl: string | undefined;
  readonly stop: () => Promise<void>;
}

const firstOf =
  (...all: readonly Pages[]): Pages =>
  (...request) =>
    all.some((pages) => pages(...request));

const finishWithin = 8_000;

/** Starts the gateway with this configuration. */
export const startGateway = async (
  config: GatewayConfig,
  log: Logger = loggerOf('gateway', config.logLevel),
): Promise<RunningGateway> => {
  const metrics = new Metrics();
  const clients = new Map(
    Object.entries(config.subgraphs).map(([name, url]) => [name, new SubgraphClient(url)]),
  );
  const make = (sdl: string) => graphOf(sdl, clients, config.limits, metrics);
  const supergraph = await followSupergraph(config.supergraph, make, log, metrics);
  const check = () => Promise.resolve(); // it can answer as soon as it listens, for services that are away too
  const limits = new RateLimits(config.rates);
  const callers = new Callers(config.tokens);
  const parts = { config, callers, limits, graph: supergraph.graph, log, metrics };
  const server = await serve(config.host, config.port, {
    graphql: gatewayEndpoint(parts),
    subscriptions: gatewaySubscriptions({ ...parts, streams: new OpenStreams() }),
    check,
    registry: config.production ? undefined : metrics.registry,
    pages: firstOf(
      scimForwarder(config.subgraphs['engagements'], (request) =>
        limits.provisioning(clientAddressOf(request, config.proxies)),
      ),
      calendarForwarder(config.subgraphs['engagements'], (request) =>
        limits.unknown(clientAddressOf(request, config.proxies)),
      ),
      ...(config.production ? [] : [queryPage()]),
    ),
    secure: config.production,
  });
  const figures =
    config.metricsPort === undefined
      ? undefined
      : await serve(config.host, config.metricsPort, {
          graphql: undefined,
          check,
          registry: metrics.registry,
          secure: config.production,
        });
  log.info({ url: server.url }, 'ready');
  const told = figures?.url ?? (config.production ? undefined : server.url);
  return {
    url: server.url,
    metricsUrl: told?.replace('/graphql', '/metrics'),
    stop: async () => {
      supergraph.stop();
      await server.stop(finishWithin);
      await figures?.stop(finishWithin);
      for (const client of clients.values()) client.close();
      log.info('stopped');
    },
  };
};
