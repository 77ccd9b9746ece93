import { testServer } from './config.ts';

/**
 * Asks the test run's infrastructure for a server; it is started when first asked for, and shared by the whole run.
 * Where it comes from (the environment, containers, this machine) is the run's business: see `infra/embedded`.
 */
const asked = async (what: 'postgres' | 'kafka' | 'key-service'): Promise<Response> => {
  const server = testServer();
  if (server === undefined)
    throw new Error(
      'No test infrastructure: run `npm test`, or `node <root>/infra/jest.ts integration` in the package.',
    );
  return fetch(`${server}/${what}`);
};

const addressOf = async (what: 'postgres' | 'kafka'): Promise<string> => {
  const response = await asked(what);
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
};

/** The address of a real Postgres, as its administrator. For a database of your own see `database`. */
export const postgres = (): Promise<string> => addressOf('postgres');

/** The addresses of a real Kafka's brokers. It is shared: take topics and group ids from `unique`. */
export const kafka = async (): Promise<string[]> => (await addressOf('kafka')).split(',');

/** The address of moto, which imitates AWS KMS; where this machine cannot run it, why not: what needs it is skipped. */
export const keyService = async (): Promise<{ url: string } | { missing: string }> => {
  const response = await asked('key-service');
  const answer = await response.text();
  if (response.status === 501) return { missing: answer };
  if (!response.ok) throw new Error(answer);
  return { url: answer };
};
