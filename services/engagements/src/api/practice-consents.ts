import { Injectable } from '@nestjs/common';
import { EventStore } from '@securebase/event-sourcing';
import { batched, type RequestContext } from '@securebase/service-kit';
import { v5 } from 'uuid';
import { practiceConsent, type PracticeConsentEvent } from '../domain/practice-consent.ts';

const types = [
  'PracticeConsentGiven',
  'PracticeConsentWithdrawn',
] as const satisfies readonly PracticeConsentEvent['type'][];

interface Between {
  readonly engagementId: string;
  readonly clientId: string;
  readonly coachId: string;
}

/** One for each client, engagement and coach: another coach asks anew. */
export const practiceConsentId = ({ engagementId, clientId, coachId }: Between): string =>
  v5(`practice:${engagementId.toLowerCase()}:${coachId}`, clientId);

/** Whether clients let their coach's own practice know them. */
@Injectable()
export class PracticeConsents {
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }

  /** Asked of the log, so that what was withdrawn is closed from that moment; one statement for many. */
  async holds(context: RequestContext, between: Between): Promise<boolean> {
    const load = async (ids: readonly string[]) => {
      const streams = ids.map((id) => `${practiceConsent.name}-${id}`);
      const last = await this.#store.lastOf(context.tenantId, streams, types);
      return new Map(ids.map((id, at) => [id, last.get(streams[at] ?? '') === 'PracticeConsentGiven']));
    };
    return (await batched(context, 'practice-consents', practiceConsentId(between), load)) ?? false;
  }
}
