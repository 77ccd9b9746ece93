import { type SealedAnswers } from '@securebase/contracts';
import { open } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import { campaign, type Campaign, type CampaignEvent } from '../domain/campaign.ts';

export interface CampaignSoFar {
  readonly state: Campaign;
  readonly version: number;
  /** The answers that came in with files before, by administration. */
  readonly imported: ReadonlyMap<string, SealedAnswers>;
}

/** A campaign from its own stream: what was committed a moment ago counts. */
export const campaignSoFar = async (
  store: EventStore,
  tenantId: string,
  campaignId: string | undefined,
): Promise<CampaignSoFar> => {
  let state = campaign.initialState;
  let version = 0;
  const imported = new Map<string, SealedAnswers>();
  if (campaignId === undefined) return { state, version, imported };
  for await (const page of store.pages(tenantId, `${campaign.name}-${campaignId}`))
    for (const recorded of await store.opened(page.events)) {
      const event = recorded as unknown as CampaignEvent;
      state = campaign.evolve(state, event);
      version = recorded.version;
      if (event.type === 'ResponsesImported')
        for (const { administrationId, answers } of event.data.sheets)
          imported.set(administrationId, open<SealedAnswers>(answers) ?? {});
    }
  return { state, version, imported };
};
