import { Args, Parent, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { CurrentContext, PageArgs, ReadModels, type RequestContext } from '@securebase/service-kit';
import { AdministrationView } from '../read-models/administration-view.ts';
import { AdministrationConnection } from './administration.types.ts';
import { Confidence } from './confidence.ts';
import { EngagementStub } from './stubs.ts';

@Resolver(() => EngagementStub)
export class EngagementAssessmentsResolver {
  readonly #models: ReadModels;
  readonly #confidence: Confidence;
  constructor(models: ReadModels, confidence: Confidence) {
    this.#models = models;
    this.#confidence = confidence;
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): EngagementStub {
    return { id };
  }

  @ResolveField(() => AdministrationConnection, {
    nullable: true, // the engagement can be shown while this service is away
    description:
      'What is asked within the engagement, the first one asked first: all of it for its coach, for everyone else what they are asked themselves.',
  })
  async assessments(
    @Parent() { id }: EngagementStub,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const where = (await this.#confidence.coaches(context, id)) ? {} : { respondentId: context.actorId };
    const found = await this.#models
      .of(AdministrationView)
      .pageBy(context, 'engagementId', id, page, { where, orderBy: 'openedAt' });
    await this.#confidence.withConsents(
      context,
      found.edges.map(({ node }) => node),
    );
    return found;
  }
}
