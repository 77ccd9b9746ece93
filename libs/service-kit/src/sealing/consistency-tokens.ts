import { SealBroken, type Sealing } from '@securebase/sealing';
import { Fault } from '../edge/index.ts';

const place = 'consistency token';
const longest = 12_000;

/**
 * Consistency tokens as clients get them: encrypted for their tenant. In clear they would say how much happens on the whole
 * platform, and whoever could make one of their own would learn, from how long it is waited for, what happens to others.
 */
export class ConsistencyTokens {
  readonly #sealing: Sealing;
  constructor(sealing: Sealing) {
    this.#sealing = sealing;
  }

  /** @throws KeysUnavailable */
  async close(tenantId: string, token: string): Promise<string> {
    const closed = await this.#sealing.closeBytes(tenantId, place, Buffer.from(token, 'base64url'));
    return closed.toString('base64url');
  }

  /** @throws Fault BAD_CONSISTENCY_TOKEN for what the tenant was never given; KeysUnavailable */
  async open(tenantId: string, text: string): Promise<string> {
    if (text.length > longest) throw new Fault('BAD_CONSISTENCY_TOKEN');
    try {
      const opened = await this.#sealing.openBytes(tenantId, place, Buffer.from(text, 'base64url'));
      return opened.toString('base64url');
    } catch (error) {
      throw error instanceof SealBroken ? new Fault('BAD_CONSISTENCY_TOKEN') : error;
    }
  }
}
