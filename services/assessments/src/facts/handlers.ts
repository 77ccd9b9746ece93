import { CommandHandler } from '@nestjs/cqrs';
import { EventStore, type Handled } from '@securebase/event-sourcing';
import { type RequestContext } from '@securebase/service-kit';
import {
  administration,
  type AdministrationEvent,
  CloseAdministration,
  OpenAdministration,
  SubmitResponse,
} from '../domain/administration.ts';
import { campaign, type CampaignEvent, OpenCampaign } from '../domain/campaign.ts';
import { Facts } from './facts.ts';

// Commands that must consult the world first: their handlers gather facts, and still end in `store.handle`.

@CommandHandler(OpenCampaign)
export class OpenCampaignHandler {
  readonly #store: EventStore;
  readonly #facts: Facts;
  constructor(store: EventStore, facts: Facts) {
    this.#store = store;
    this.#facts = facts;
  }
  async execute({ data, context }: OpenCampaign): Promise<Handled<CampaignEvent>> {
    const facts = await this.#facts.ofCampaign(data, context as RequestContext);
    return this.#store.handle(campaign, new OpenCampaign(data, context, facts));
  }
}

@CommandHandler(OpenAdministration)
export class OpenAdministrationHandler {
  readonly #store: EventStore;
  readonly #facts: Facts;
  constructor(store: EventStore, facts: Facts) {
    this.#store = store;
    this.#facts = facts;
  }
  async execute({ data, context }: OpenAdministration): Promise<Handled<AdministrationEvent>> {
    const facts = await this.#facts.ofAdministration(data, context as RequestContext);
    return this.#store.handle(administration, new OpenAdministration(data, context, facts));
  }
}

@CommandHandler(SubmitResponse)
export class SubmitResponseHandler {
  readonly #store: EventStore;
  readonly #facts: Facts;
  constructor(store: EventStore, facts: Facts) {
    this.#store = store;
    this.#facts = facts;
  }
  async execute({ data, context }: SubmitResponse): Promise<Handled<AdministrationEvent>> {
    const facts = await this.#facts.ofSubmission(data, context as RequestContext);
    return this.#store.handle(administration, new SubmitResponse(data, context, facts));
  }
}

@CommandHandler(CloseAdministration)
export class CloseAdministrationHandler {
  readonly #store: EventStore;
  readonly #facts: Facts;
  constructor(store: EventStore, facts: Facts) {
    this.#store = store;
    this.#facts = facts;
  }
  async execute({ data, context }: CloseAdministration): Promise<Handled<AdministrationEvent>> {
    const mayClose = await this.#facts.mayClose(data.administrationId, context as RequestContext);
    return this.#store.handle(administration, new CloseAdministration(data, context, mayClose));
  }
}
