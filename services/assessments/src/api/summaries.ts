import { Injectable } from '@nestjs/common';
import { smallestGroup } from '@securebase/contracts';
import {
  batched,
  TenantDirectory,
  ReadModels,
  type RequestContext,
  TenantData,
} from '@securebase/service-kit';
import { Sealing } from '@securebase/sealing';
import { In } from 'typeorm';
import { AdministrationView } from '../read-models/administration-view.ts';
import { CampaignView } from '../read-models/campaign-view.ts';
import { InstrumentView } from '../read-models/instrument-view.ts';
import { type ScaleSummary, summariesOf } from '../read-models/scale-summaries.ts';

/** The most campaigns of the cohorts of one request. */
const most = 200;

export interface CampaignSummary {
  readonly campaign: CampaignView;
  readonly instrument: InstrumentView | null;
  readonly scales: readonly ScaleSummary[];
}

/** What a cohort's campaigns come to. Scores are opened here, in memory, and leave only as figures of a group. */
@Injectable()
export class Summaries {
  readonly #models: ReadModels;
  readonly #data: TenantData;
  readonly #sealing: Sealing;
  readonly #directory: TenantDirectory;
  constructor(models: ReadModels, data: TenantData, sealing: Sealing, directory: TenantDirectory) {
    this.#models = models;
    this.#data = data;
    this.#sealing = sealing;
    this.#directory = directory;
  }

  async ofCohort(context: RequestContext, cohortId: string): Promise<readonly CampaignSummary[]> {
    const load = (cohortIds: readonly string[]) => this.#ofCohorts(context, cohortIds);
    return (await batched(context, 'summaries-of-cohort', cohortId.toLowerCase(), load)) ?? [];
  }

  /** Three statements, for however many cohorts. */
  async #ofCohorts(context: RequestContext, cohortIds: readonly string[]) {
    const { tenantId } = context;
    const campaigns = await this.#models.of(CampaignView).find(tenantId, { cohortId: cohortIds }, most);
    const [responses, instruments, least] = await Promise.all([
      this.#data.as(tenantId, (manager) =>
        manager.getRepository(AdministrationView).find({
          select: { id: true, campaignId: true, respondentId: true, imported: true, scores: true },
          where: {
            tenantId,
            campaignId: In(campaigns.map(({ id }) => id)),
            perspective: 'SELF',
            status: 'SUBMITTED',
          },
          order: { id: 'ASC' },
        }),
      ),
      this.#models.of(InstrumentView).byIds(
        context,
        campaigns.map(({ instrumentId }) => instrumentId),
      ),
      this.#directory.smallestGroupFor({ tenantId, personId: context.actorId }),
    ]);
    const opened = await this.#opened(tenantId, responses);
    const byCampaign = Map.groupBy(opened, ({ campaignId }) => campaignId);
    const summaries = campaigns.map((campaign, index) => {
      const instrument = instruments[index] ?? null;
      const scales = instrument?.scales.map(({ code }) => code) ?? [];
      return {
        campaign,
        instrument,
        scales: summariesOf(scales, byCampaign.get(campaign.id) ?? [], Math.max(smallestGroup, least)),
      };
    });
    return Map.groupBy(summaries, ({ campaign }) => campaign.cohortId ?? '');
  }

  /** Nobody looks at them: they become figures of a group. */
  async #opened(tenantId: string, responses: readonly AdministrationView[]): Promise<AdministrationView[]> {
    const scored = responses.filter(({ scores }) => scores !== null);
    const plain = await this.#sealing.plain(
      tenantId,
      scored.flatMap(({ scores }) => scores ?? []),
    );
    return scored.map((response, index) => Object.assign(response, { scores: plain[index] ?? null }));
  }
}
