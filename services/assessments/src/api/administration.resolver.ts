import { CommandBus } from '@nestjs/cqrs';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { type SealedAnswers, type SealedScores } from '@securebase/contracts';
import { ensure, rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  contextFor,
  CurrentContext,
  newId,
  Opener,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import {
  type AdministrationEvent,
  CloseAdministration,
  OpenAdministration,
  SubmitResponse,
} from '../domain/administration.ts';
import { campaignAdministrationId } from '../facts/ids.ts';
import { AdministrationView, administrationView } from '../read-models/administration-view.ts';
import { CampaignView } from '../read-models/campaign-view.ts';
import { InstrumentView } from '../read-models/instrument-view.ts';
import {
  AdministrationConnection,
  AdministrationPayload,
  Answer,
  type AnswerInput,
  CloseAdministrationInput,
  OpenAdministrationInput,
  ScaleScore,
  SubmitResponseInput,
} from './administration.types.ts';
import { Confidence } from './confidence.ts';
import { EngagementStub, PersonStub } from './stubs.ts';

/** @throws Rejected ANSWERED_TWICE */
const answersIn = (answers: readonly AnswerInput[]): SealedAnswers => {
  const given = new Map<string, number>();
  answers.forEach(({ item, answer }, index) => {
    ensure(!given.has(item), 'ANSWERED_TWICE', ['input', 'answers', String(index)]);
    given.set(item, answer);
  });
  return Object.fromEntries(given);
};

@Resolver(() => AdministrationView)
export class AdministrationResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #confidence: Confidence;
  readonly #opener: Opener;
  constructor(commands: CommandBus, models: ReadModels, confidence: Confidence, opener: Opener) {
    this.#commands = commands;
    this.#models = models;
    this.#confidence = confidence;
    this.#opener = opener;
  }

  @Query(() => AdministrationView, {
    nullable: true,
    description: 'An administration, for its respondent and the coach of its engagement.',
  })
  administration(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#visible(id, context);
  }

  @Query(() => AdministrationConnection, {
    description: 'What the caller is asked to answer, and has answered.',
  })
  myAdministrations(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    return this.#models
      .of(AdministrationView)
      .page(context, page, { where: { respondentId: context.actorId } });
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }, { request }: { request: RequestContext }) {
    return this.#visible(id, request);
  }

  @ResolveField(() => InstrumentView, { nullable: true, description: 'What is answered.' })
  instrument(@Parent() { instrumentId }: AdministrationView, @CurrentContext() context: RequestContext) {
    return this.#models.of(InstrumentView).byId(context, instrumentId);
  }

  @ResolveField(() => CampaignView, { nullable: true, description: 'The campaign that it is part of.' })
  campaign(@Parent() { campaignId }: AdministrationView, @CurrentContext() context: RequestContext) {
    return campaignId === null ? null : this.#models.of(CampaignView).byId(context, campaignId);
  }

  @ResolveField(() => EngagementStub, { nullable: true, description: 'The engagement that it is part of.' })
  engagement(@Parent() { engagementId }: AdministrationView) {
    return engagementId === null ? null : { id: engagementId };
  }

  @ResolveField(() => PersonStub, { description: 'Who answers.' })
  respondent(@Parent() { respondentId }: AdministrationView) {
    return { id: respondentId };
  }

  @ResolveField(() => PersonStub, { description: 'About whom.' })
  subject(@Parent() { subjectId }: AdministrationView) {
    return { id: subjectId };
  }

  @ResolveField(() => [Answer], {
    nullable: true,
    description: 'What was answered; for the respondent, and for the coach while the respondent consents.',
  })
  async answers(
    @Parent() row: AdministrationView,
    @CurrentContext() context: RequestContext,
  ): Promise<Answer[] | null> {
    const at = { object: 'Administration', id: row.id, field: 'answers', purpose: 'COACH_SEES_ANSWERS' };
    const answers = await this.#opener.open<SealedAnswers>(context, row.answers, at);
    return answers && Object.entries(answers).map(([item, answer]) => ({ item, answer }));
  }

  @ResolveField(() => [ScaleScore], {
    nullable: true,
    description:
      'The scores of its scales; for whoever answered about themselves, and for their coach while they consent.',
  })
  async scores(
    @Parent() row: AdministrationView,
    @CurrentContext() context: RequestContext,
  ): Promise<ScaleScore[] | null> {
    const at = { object: 'Administration', id: row.id, field: 'scores', purpose: 'COACH_SEES_SCORES' };
    const scores = await this.#opener.open<SealedScores>(context, row.scores, at);
    return scores && scores.map((entry) => ({ score: null, reason: null, ...entry }));
  }

  @Mutation(() => AdministrationPayload, { description: 'Asks a person to answer an instrument.' })
  openAdministration(
    @Args('input') input: OpenAdministrationInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { respondentId, perspective } = input;
    const campaignId = input.campaignId ?? undefined;
    const administrationId =
      campaignId !== undefined && perspective === 'SELF'
        ? campaignAdministrationId(context.tenantId, campaignId, respondentId)
        : newId(context, 'administration');
    const data = {
      administrationId,
      instrumentId: input.instrumentId ?? undefined,
      occasion: input.occasion ?? undefined,
      engagementId: input.engagementId ?? undefined,
      campaignId,
      respondentId,
      subjectId: input.subjectId ?? respondentId,
      perspective,
    };
    return this.#change(new OpenAdministration(data, context));
  }

  @Mutation(() => AdministrationPayload, { description: 'The caller answers, once and for all.' })
  submitResponse(@Args('input') input: SubmitResponseInput, @CurrentContext() context: RequestContext) {
    const { commandId, administrationId, answers } = input;
    const data = { administrationId, answers: answersIn(answers) };
    return this.#change(new SubmitResponse(data, contextFor(context, commandId)));
  }

  @Mutation(() => AdministrationPayload, {
    description: 'Closes an administration of an engagement that the caller coaches.',
  })
  closeAdministration(
    @Args('input') input: CloseAdministrationInput,
    @CurrentContext() context: RequestContext,
  ) {
    const { commandId, administrationId } = input;
    const data = { administrationId, reason: 'CLOSED_BY_HAND' } as const;
    return this.#change(new CloseAdministration(data, contextFor(context, commandId)));
  }

  async #visible(id: string, context: RequestContext): Promise<AdministrationView | null> {
    const row = await this.#models.of(AdministrationView).byId(context, id);
    if (!row || !(await this.#confidence.sees(context, row))) return null;
    const [shown = null] = await this.#confidence.withConsents(context, [row]);
    return shown;
  }

  async #change(
    command: OpenAdministration | SubmitResponse | CloseAdministration,
  ): Promise<AdministrationPayload> {
    const handled = await this.#commands.execute<typeof command, Handled<AdministrationEvent>>(command);
    const { administrationId: id } = command.data;
    // A retried command shows what its first try showed: what has happened since is not the business of whoever asked.
    const history = handled.history.filter(({ version }) => version <= handled.version);
    const row = rowOf(administrationView, history, id) ?? administrationView.blank;
    const administration = { ...row, id, tenantId: command.context.tenantId };
    return { administration, token: consistencyToken('assessments', handled) };
  }
}
