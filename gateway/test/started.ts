import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roles } from '@securebase/service-kit/edge';
import { send, testAuthentication } from '@securebase/testing';
import { compose } from '../src/compose.ts';
import { readGatewayConfig } from '../src/config.ts';
import { startGateway } from '../src/start-gateway.ts';
import { startSubgraphs } from './subgraphs.ts';

type Asking = NonNullable<Parameters<typeof send>[3]>;

/** Small services, and gateways over them with more in their environment. */
export const testGateways = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  const subgraphs = await startSubgraphs();
  writeFileSync(join(folder, 'supergraph.graphql'), compose(subgraphs));
  const stops: (() => Promise<void>)[] = [];
  const start = async (environment: Record<string, string> = {}) => {
    const gateway = await startGateway(
      readGatewayConfig({
        ...(await testAuthentication()),
        PORT: '0',
        LOG_LEVEL: 'silent',
        AD_HOC_ROLES: roles.join(','),
        SUPERGRAPH: join(folder, 'supergraph.graphql'),
        SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(subgraphs.map(({ name, url }) => [name, url]))),
        ...environment,
      }),
    );
    stops.push(gateway.stop);
    return {
      url: gateway.url,
      stop: gateway.stop,
      send: (query: string, asking: Asking = {}, variables: object = {}) =>
        send(gateway.url, query, variables, asking),
    };
  };
  return {
    folder,
    subgraphs,
    start,
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all(subgraphs.map(({ stop }) => stop()));
      rmSync(folder, { recursive: true });
    },
  };
};

/** The codes of an answer's errors; `undefined` without errors. */
export const codesOf = (answer: { errors?: readonly { extensions?: { code?: string } }[] }) =>
  answer.errors?.map(({ extensions }) => extensions?.code);
