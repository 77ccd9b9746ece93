import { Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import { Fault } from '@securebase/service-kit/edge';

/** What a service answered; not yet looked at. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
}

/** More than any page of any service. */
const largestAnswer = 32 * 1_048_576;

const readAnswer = (response: IncomingMessage): Promise<SubgraphAnswer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestAnswer) response.destroy(new Error('answer too large'));
      else chunks.push(chunk);
    });
    response.once('error', reject);
    response.once('end', () => {
      try {
        const [only] = chunks;
        const text = (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8');
        const answer = JSON.parse(text) as SubgraphAnswer | null;
        if (answer === null || typeof answer !== 'object') throw new Error('no object');
        resolve(answer);
      } catch (error) {
        reject(error instanceof Error ? error : new Error('unreadable'));
      }
    });
  });

/** Asks one service over connections that stay open. */
export class SubgraphClient {
  readonly #url: URL;
  readonly #agent: Agent;
  readonly #send: typeof httpRequest;

  constructor(url: string) {
    this.#url = new URL(url);
    const secure = this.#url.protocol === 'https:';
    const options = { keepAlive: true, maxSockets: 256, scheduling: 'lifo' as const };
    this.#agent = secure ? new TlsAgent(options) : new Agent(options);
    this.#send = secure ? httpsRequest : httpRequest;
  }

  /**
   * Sends one operation.
   * @param repeatable whether it may be sent again when the connection broke: never for a mutation
   * @throws Fault DEADLINE_EXCEEDED or SUBGRAPH_UNAVAILABLE
   */
  async ask(
    body: string,
    headers: Record<string, string>,
    deadline: number,
    repeatable: boolean,
  ): Promise<SubgraphAnswer> {
    try {
      return await this.#once(body, headers, deadline);
    } catch (error) {
      if (error instanceof Fault || !repeatable) throw faultOf(error);
    }
    try {
      return await this.#once(body, headers, deadline);
    } catch (error) {
      throw faultOf(error);
    }
  }

  #once(body: string, headers: Record<string, string>, deadline: number): Promise<SubgraphAnswer> {
    return new Promise((resolve, reject) => {
      const left = deadline - performance.now();
      if (left <= 0) {
        reject(new Fault('DEADLINE_EXCEEDED'));
        return;
      }
      const sent = this.#send(this.#url, {
        method: 'POST',
        agent: this.#agent,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      });
      const late = setTimeout(() => {
        reject(new Fault('DEADLINE_EXCEEDED'));
        sent.destroy();
      }, left);
      const done = (finish: () => void) => {
        clearTimeout(late);
        finish();
      };
      sent.once('error', (error) => {
        done(() => {
          reject(error);
        });
      });
      sent.once('response', (response) => {
        readAnswer(response).then(
          (answer) => {
            done(() => {
              resolve(answer);
            });
          },
          (error: unknown) => {
            done(() => {
              reject(error instanceof Error ? error : new Error('unreadable'));
            });
          },
        );
      });
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A service's address, and what exactly broke, are nobody's business outside. */
const faultOf = (error: unknown): Fault =>
  error instanceof Fault ? error : new Fault('SUBGRAPH_UNAVAILABLE');
