import { Field, ObjectType, Args, Parent, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { sharedWith, type SealedScores } from '@securebase/contracts';
import {
  Connection,
  CurrentContext,
  DateTime,
  Opener,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { AdministrationView } from '../read-models/administration-view.ts';
import { Occasion } from '../read-models/campaign-view.ts';
import { InstrumentView } from '../read-models/instrument-view.ts';
import { KnownSharing } from '../read-models/known-sharing.ts';
import { ScaleScore } from './administration.types.ts';
import { SharedEngagementStub } from './stubs.ts';

@ObjectType({ description: 'What an assessment of the client came to, without its answers.' })
export class SharedAssessment {
  @Field(() => Occasion, { description: 'When in the course of the engagement.' })
  occasion!: keyof typeof Occasion;
  @Field(() => DateTime, { description: 'When it was asked.' }) openedAt!: Date | string;
  /** For its resolvers. */
  row!: AdministrationView;
}
export const SharedAssessmentConnection = Connection('SharedAssessment', () => SharedAssessment);

/** What clients answered about themselves comes to, where their agreements share it. */
@Resolver(() => SharedEngagementStub)
export class SharedAssessmentsResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveReference()
  resolveReference({ engagementId }: SharedEngagementStub): SharedEngagementStub {
    return { engagementId };
  }

  @ResolveField(() => SharedAssessmentConnection, {
    nullable: true, // what is shared can be shown while this service is away
    description:
      'What the client answered about themselves within the engagement comes to, where the agreement in force shares it with the caller; the first one asked first. Null where it does not.',
  })
  async assessments(
    @Parent() { engagementId }: SharedEngagementStub,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const known = await this.#models.of(KnownSharing).byId(context, engagementId);
    if (!known || !sharedWith(known, 'ASSESSMENT_SUMMARY', context.actorId)) return null;
    const { clientId } = known;
    const where = {
      respondentId: clientId,
      subjectId: clientId,
      perspective: 'SELF',
      status: 'SUBMITTED',
    } as const;
    const found = await this.#models
      .of(AdministrationView)
      .pageBy(context, 'engagementId', engagementId, page, { where, orderBy: 'openedAt' });
    const edges = found.edges.map(({ cursor, node }) => ({
      cursor,
      node: { occasion: node.occasion, openedAt: node.openedAt, row: node },
    }));
    return { ...found, edges };
  }
}

@Resolver(() => SharedAssessment)
export class SharedAssessmentResolver {
  readonly #models: ReadModels;
  readonly #opener: Opener;
  constructor(models: ReadModels, opener: Opener) {
    this.#models = models;
    this.#opener = opener;
  }

  @ResolveField(() => InstrumentView, { nullable: true, description: 'What was answered.' })
  instrument(@Parent() { row }: SharedAssessment, @CurrentContext() context: RequestContext) {
    return this.#models.of(InstrumentView).byId(context, row.instrumentId);
  }

  @ResolveField(() => [ScaleScore], {
    nullable: true,
    description: 'The scores of its scales; null once they were erased.',
  })
  async scores(
    @Parent() { row }: SharedAssessment,
    @CurrentContext() context: RequestContext,
  ): Promise<ScaleScore[] | null> {
    const at = { object: 'Administration', id: row.id, field: 'scores', purpose: 'COACHING' };
    const scores = await this.#opener.open<SealedScores>(context, row.scores, at);
    return scores && scores.map((entry) => ({ score: null, reason: null, ...entry }));
  }
}
