import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { batched, CurrentContext, ReadModels, type RequestContext } from '@securebase/service-kit';
import { EngagementView } from '../read-models/engagement-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { Acquaintance } from './acquaintance.ts';

const most = 1_000;

@Resolver(() => PersonView)
export class PersonEngagementsResolver {
  readonly #models: ReadModels;
  readonly #acquaintance: Acquaintance;
  constructor(models: ReadModels, acquaintance: Acquaintance) {
    this.#models = models;
    this.#acquaintance = acquaintance;
  }

  @ResolveField(() => [EngagementView], {
    description: 'Engagements in which the person is the client, as far as the caller may see them.',
  })
  async engagements(@Parent() { id }: PersonView, @CurrentContext() context: RequestContext) {
    const load = async (ids: readonly string[]) => {
      const rows = await this.#models.of(EngagementView).find(context.tenantId, { clientId: ids }, most);
      return Map.groupBy(rows, ({ clientId }) => clientId);
    };
    const rows = (await batched(context, 'engagements-of-client', id, load)) ?? [];
    return rows.filter((row) => this.#acquaintance.sees(context, row));
  }
}
