import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, PageArgs, ReadModels, type RequestContext } from '@securebase/service-kit';
import { ConditionAskedView } from '../read-models/condition-asked-view.ts';
import { ConditionView } from '../read-models/condition-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { Audiences, type Engaged } from './audiences.ts';
import { ConditionConnection } from './condition.types.ts';
import { Told } from './told.ts';

/** Whether somebody has a part in an engagement now: whoever was asked, and has none any more, does not read on. */
const hasPart = ({ clientId, coachIds, memberIds, sponsorId, inForce }: Engaged, personId: string): boolean =>
  [...[clientId, ...coachIds, ...memberIds, sponsorId], ...(inForce?.terms.lineManagerIds ?? [])].includes(
    personId,
  );

/** Conditions as whoever is asked to own them finds them: in whatever engagement, and nothing else of it. */
@Resolver(() => ConditionView)
export class MyConditionsResolver {
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #told: Told;
  constructor(models: ReadModels, audiences: Audiences, told: Told) {
    this.#models = models;
    this.#audiences = audiences;
    this.#told = told;
  }

  @Query(() => ConditionConnection, {
    description:
      'Conditions that the caller was asked to own, whether or not they accepted, while they have a part in the engagement; the newest first.',
  })
  async myConditions(@Args() paging: PageArgs, @CurrentContext() context: RequestContext) {
    const { edges, pageInfo } = await this.#models.of(ConditionAskedView).page(context, paging, {
      where: { personId: context.actorId },
      orderBy: 'namedAt',
      direction: 'DESC',
    });
    const rows = await this.#models.of(ConditionView).byIds(
      context,
      edges.map(({ node }) => node.conditionId),
    );
    const found = await this.#audiences.forCaller(
      context,
      rows.flatMap((row) => row ?? []),
    );
    const byId = new Map(
      found
        .filter(({ people }) => hasPart(people, context.actorId))
        .map((row) => [row.id, this.#told.condition(context, row)]),
    );
    const conditions = edges.flatMap(({ cursor, node: { conditionId } }) => {
      const node = byId.get(conditionId);
      return node ? [{ cursor, node }] : [];
    });
    return { edges: conditions, pageInfo };
  }

  @ResolveField(() => String, { nullable: true, description: 'Whose it is, by name.' })
  async aboutName(@Parent() { aboutId }: ConditionView, @CurrentContext() context: RequestContext) {
    return (await this.#models.of(PersonView).byId(context, aboutId))?.name ?? null;
  }
}
