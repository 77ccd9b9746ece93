import { Injectable } from '@nestjs/common';
import { EventStore } from '@securebase/event-sourcing';
import { ReadModels, type RequestContext } from '@securebase/service-kit';
import {
  type AdministrationFacts,
  type OpenAdministration,
  type SubmissionFacts,
  type SubmitResponse,
} from '../domain/administration.ts';
import { type CampaignFacts, type OpenCampaign } from '../domain/campaign.ts';
import { AdministrationView } from '../read-models/administration-view.ts';
import { CampaignView } from '../read-models/campaign-view.ts';
import { KnownCohort } from '../read-models/known-cohort.ts';
import { KnownEngagement } from '../read-models/known-engagement.ts';
import { KnownParticipant, participantId } from '../read-models/known-participant.ts';
import { KnownPerson } from '../read-models/known-person.ts';
import { campaignAdministrationId } from './ids.ts';
import { definitionOf, openingOf } from './instruments.ts';

/**
 * What commands have to know of the world: people, engagements and cohorts as the engagements' topic tells them, and the
 * service's own log. Nothing here refuses; the domain does.
 */
@Injectable()
export class Facts {
  readonly #store: EventStore;
  readonly #models: ReadModels;
  constructor(store: EventStore, models: ReadModels) {
    this.#store = store;
    this.#models = models;
  }

  async ofCampaign(
    { instrumentId, cohortId }: OpenCampaign['data'],
    context: RequestContext,
  ): Promise<CampaignFacts> {
    const [definition, cohort] = await Promise.all([
      definitionOf(this.#store, context.tenantId, instrumentId),
      this.#models.of(KnownCohort).byId(context, cohortId),
    ]);
    return { instrumentPublished: definition !== undefined, programId: cohort?.programId };
  }

  async ofAdministration(
    data: OpenAdministration['data'],
    context: RequestContext,
  ): Promise<AdministrationFacts> {
    const { respondentId, subjectId, engagementId } = data;
    const people = this.#models.of(KnownPerson);
    const [[respondent, subject], engagement, campaign, mayAsk] = await Promise.all([
      people.byIds(context, [respondentId, subjectId]),
      engagementId === undefined ? undefined : this.#models.of(KnownEngagement).byId(context, engagementId),
      this.#campaign(data, context),
      this.#mayAsk(engagementId, context),
    ]);
    const instrumentId = campaign.status === 'OPEN' ? campaign.instrumentId : data.instrumentId;
    const definition =
      instrumentId === undefined
        ? undefined
        : await definitionOf(this.#store, context.tenantId, instrumentId);
    return {
      instrumentPublished: definition !== undefined,
      respondentKnown: respondent?.active === true,
      subjectKnown: subject?.active === true,
      engagement: engagement === undefined ? 'NONE' : (engagement?.status ?? 'UNKNOWN'),
      mayAsk,
      campaign,
    };
  }

  async ofSubmission(
    { administrationId }: SubmitResponse['data'],
    context: RequestContext,
  ): Promise<SubmissionFacts> {
    const stream = `administration-${administrationId}`;
    const [opening, row] = await Promise.all([
      openingOf(this.#store, context.tenantId, stream, 'AdministrationOpened'),
      this.#models.of(AdministrationView).byId(context, administrationId),
    ]);
    const definition = opening && (await definitionOf(this.#store, context.tenantId, opening.instrumentId));
    return { definition, imported: row?.imported === true };
  }

  /** Whether the caller coaches the engagement that the administration is part of. */
  async mayClose(administrationId: string, context: RequestContext): Promise<boolean> {
    const stream = `administration-${administrationId}`;
    const opening = await openingOf(this.#store, context.tenantId, stream, 'AdministrationOpened');
    return opening?.engagementId !== undefined && (await this.coaches(opening.engagementId, context));
  }

  async coaches(engagementId: string, context: RequestContext): Promise<boolean> {
    const engagement = await this.#models.of(KnownEngagement).byId(context, engagementId);
    return context.roles.includes('COACH') && engagement?.coachIds.includes(context.actorId) === true;
  }

  async #mayAsk(engagementId: string | undefined, context: RequestContext): Promise<boolean> {
    if (context.roles.includes('PROGRAM_MANAGER')) return true;
    return engagementId !== undefined && (await this.coaches(engagementId, context));
  }

  async #campaign(
    { campaignId, respondentId, perspective }: OpenAdministration['data'],
    context: RequestContext,
  ): Promise<AdministrationFacts['campaign']> {
    if (campaignId === undefined) return { status: 'NONE' };
    const { tenantId } = context;
    const stream = `campaign-${campaignId}`;
    const [row, closed, answered] = await Promise.all([
      this.#models.of(CampaignView).byId(context, campaignId),
      this.#store.lastOf(tenantId, [stream], ['CampaignClosed']),
      this.#models
        .of(AdministrationView)
        .byId(context, campaignAdministrationId(tenantId, campaignId, respondentId)),
    ]);
    // How it was opened never changes, but may not be in the read model yet. Whether it is closed is asked of the log.
    const opening = row ?? (await openingOf(this.#store, tenantId, stream, 'CampaignOpened'));
    if (!opening) return { status: 'UNKNOWN' };
    if (closed.get(stream) === 'CampaignClosed') return { status: 'CLOSED' };
    if (perspective === 'SELF' && answered?.status === 'SUBMITTED') return { status: 'ALREADY_ANSWERED' };
    const { instrumentId, occasion, cohortId } = opening;
    const participant =
      cohortId == null
        ? null
        : await this.#models.of(KnownParticipant).byId(context, participantId(cohortId, respondentId));
    return { status: 'OPEN', instrumentId, occasion, enrolled: participant !== null };
  }
}
