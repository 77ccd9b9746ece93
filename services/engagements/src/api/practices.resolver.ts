import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/practices.ts';
import { abilityFindingView, PracticesView, practicesView } from '../read-models/practices-views.ts';
import {
  AbilityFindingPayload,
  PracticeInput,
  PracticesPayload,
  RateAbilityInput,
} from './practices.types.ts';
import { Standing } from './standing.ts';
import { Told } from './told.ts';
import { Work } from './work.ts';

const aggregate = domain.practices.name;

/** The four practices, and what is found of the abilities. */
@Resolver(() => PracticesView)
export class PracticesResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  readonly #told: Told;
  constructor(work: Work, standing: Standing, told: Told) {
    this.#work = work;
    this.#standing = standing;
    this.#told = told;
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
    const aboutId = await this.#standing.aboutWhom(context, input);
    const findingId = newId(context, 'finding');
    const said = { ability, source, administrationId: administrationId ?? undefined, finding };
    const command = new domain.RateAbility({ engagementId, aboutId, findingId, ...said }, context);
    const of = { aggregate, id: findingId, view: abilityFindingView };
    const { row, token } = await this.#work.change(command, of);
    return { abilityFinding: this.#told.abilityFinding(current, row), token };
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
