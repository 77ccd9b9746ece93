import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, ReadModels, type RequestContext } from '@securebase/service-kit';
import { readersOf } from '../domain/audience.ts';
import * as domain from '../domain/practices.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import {
  AbilityFindingView,
  abilityFindingView,
  PracticesView,
  practicesView,
} from '../read-models/practices-views.ts';
import { withChange } from '../read-models/work-entry.ts';
import { Audiences, forReaders } from './audiences.ts';
import {
  AbilityFindingPayload,
  PracticeInput,
  PracticesPayload,
  RateAbilityInput,
} from './practices.types.ts';
import { Words } from './words.ts';
import { Work } from './work.ts';

const aggregate = domain.practices.name;

/** The four practices, and what is found of the abilities. */
@Resolver(() => EngagementView)
export class PracticesResolver {
  readonly #work: Work;
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #words: Words;
  constructor(work: Work, models: ReadModels, audiences: Audiences, words: Words) {
    this.#work = work;
    this.#models = models;
    this.#audiences = audiences;
    this.#words = words;
  }

  @ResolveField(() => PracticesView, {
    nullable: true,
    description: 'How the four practices stand; for those who take part.',
  })
  async practices(@Parent() engagement: EngagementView, @CurrentContext() context: RequestContext) {
    const readerIds = readersOf({ audience: 'TAKES_PART', authorId: '', aboutId: '' }, engagement);
    if (!readerIds.includes(context.actorId)) return null;
    const row = await this.#models.of(PracticesView).byId(context, engagement.id);
    const none = { ...practicesView.blank, tenantId: context.tenantId, id: engagement.id };
    return forReaders(withChange<PracticesView>(none, row ?? {}), readerIds);
  }

  @ResolveField(() => [AbilityFindingView], {
    nullable: true,
    description: 'What was found of the abilities, as far as it is for the caller. Findings may disagree.',
  })
  async abilityFindings(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext) {
    const rows = await this.#models.of(AbilityFindingView).allBy(context, 'engagementId', id);
    const found = await this.#audiences.forCaller(context, rows);
    return found.map((row) => this.#words.of(context, 'AbilityFinding', row, 'finding'));
  }

  @Mutation(() => PracticesPayload, { description: 'Offers a practice; for the coach.' })
  offerPractice(@Args('input') input: PracticeInput, @CurrentContext() current: RequestContext) {
    return this.#change(domain.OfferPractice, input, current);
  }

  @Mutation(() => PracticesPayload, { description: 'Takes a practice up, or up again.' })
  takePractice(@Args('input') input: PracticeInput, @CurrentContext() current: RequestContext) {
    return this.#change(domain.TakePractice, input, current);
  }

  @Mutation(() => PracticesPayload, { description: 'Lets a practice rest.' })
  restPractice(@Args('input') input: PracticeInput, @CurrentContext() current: RequestContext) {
    return this.#change(domain.RestPractice, input, current);
  }

  @Mutation(() => AbilityFindingPayload, { description: 'Says how far somebody has come with an ability.' })
  async rateAbility(@Args('input') input: RateAbilityInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, ability, source, administrationId, finding } = input;
    const aboutId = await this.#work.aboutOf(context, engagementId, input.aboutId);
    const findingId = newId(context, 'finding');
    const said = { ability, source, administrationId: administrationId ?? undefined, finding };
    const command = new domain.RateAbility({ engagementId, aboutId, findingId, ...said }, context);
    const of = { aggregate, id: findingId, view: abilityFindingView };
    const { row, token } = await this.#work.change(command, of);
    return { abilityFinding: this.#words.of(current, 'AbilityFinding', row, 'finding'), token };
  }

  async #change(
    Wish: new (data: domain.OfPractice, context: RequestContext) => domain.PracticeWish,
    { commandId, engagementId, practice }: PracticeInput,
    current: RequestContext,
  ) {
    const command = new Wish({ engagementId, practice }, contextFor(current, commandId));
    const of = { aggregate, id: engagementId, view: practicesView };
    const { row, token } = await this.#work.change(command, of);
    return { practices: row, token };
  }
}
