import { CommandBus } from '@nestjs/cqrs';
import {
  Args,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
  ResolveReference,
} from '@nestjs/graphql';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  Connection,
  contextFor,
  CurrentContext,
  newId,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import { type CampaignEvent, CloseCampaign, OpenCampaign } from '../domain/campaign.ts';
import { CampaignView, campaignView, Occasion } from '../read-models/campaign-view.ts';
import { InstrumentView } from '../read-models/instrument-view.ts';
import { CohortStub } from './stubs.ts';

@InputType({ description: 'Who is asked what, and when.' })
export class OpenCampaignInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Makes a retry harmless: the same id is carried out once.',
  })
  @IsOptional()
  commandId?: string | null;
  @Field(() => ID, { description: 'What is answered.' }) instrumentId!: string;
  @Field(() => ID, { description: 'Who is asked.' }) cohortId!: string;
  @Field(() => Occasion, { description: 'When in the course of the program.' })
  occasion!: keyof typeof Occasion;
}
@InputType({ description: 'Which campaign.' })
export class CloseCampaignInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The campaign.' }) campaignId!: string;
}
@ObjectType({ description: 'A campaign that was changed.' })
export class CampaignPayload {
  @Field(() => CampaignView, { description: 'The campaign, as changed.' }) campaign!: CampaignView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
const CampaignConnection = Connection('Campaign', () => CampaignView);

@Resolver(() => CampaignView)
export class CampaignResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  constructor(commands: CommandBus, models: ReadModels) {
    this.#commands = commands;
    this.#models = models;
  }

  @Query(() => CampaignView, { nullable: true, description: 'A campaign.' })
  campaign(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#models.of(CampaignView).byId(context, id);
  }

  @Query(() => CampaignConnection, { description: 'The campaigns of the tenant, the newest first.' })
  campaigns(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    return this.#models.of(CampaignView).page(context, page, { orderBy: 'openedAt', direction: 'DESC' });
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return this.#models.of(CampaignView).byId(request, id);
  }

  @ResolveField(() => InstrumentView, { nullable: true, description: 'What is answered.' })
  instrument(@Parent() { instrumentId }: CampaignView, @CurrentContext() context: RequestContext) {
    return this.#models.of(InstrumentView).byId(context, instrumentId);
  }

  @ResolveField(() => CohortStub, { nullable: true, description: 'Who is asked.' })
  cohort(@Parent() { cohortId }: CampaignView) {
    return cohortId === null ? null : { id: cohortId };
  }

  @Mutation(() => CampaignPayload, { description: 'Gives an instrument to a cohort at an occasion.' })
  openCampaign(@Args('input') input: OpenCampaignInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { instrumentId, cohortId, occasion } = input;
    const campaignId = newId(context, 'campaign');
    return this.#change(new OpenCampaign({ campaignId, instrumentId, cohortId, occasion }, context));
  }

  @Mutation(() => CampaignPayload, { description: 'Closes a campaign: it takes no more answers.' })
  closeCampaign(
    @Args('input') { commandId, campaignId }: CloseCampaignInput,
    @CurrentContext() context: RequestContext,
  ) {
    return this.#change(new CloseCampaign({ campaignId }, contextFor(context, commandId)));
  }

  async #change(command: OpenCampaign | CloseCampaign): Promise<CampaignPayload> {
    const handled = await this.#commands.execute<typeof command, Handled<CampaignEvent>>(command);
    const { campaignId: id } = command.data;
    const row = rowOf(campaignView, handled.history, id) ?? campaignView.blank;
    const campaign = { ...row, id, tenantId: command.context.tenantId };
    return { campaign, token: consistencyToken('assessments', handled) };
  }
}
