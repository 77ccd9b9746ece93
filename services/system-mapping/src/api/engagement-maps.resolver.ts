import { Parent, ResolveField, Resolver, ResolveReference } from '@nestjs/graphql';
import { CurrentContext, type RequestContext } from '@securebase/service-kit';
import { MapView } from '../read-models/map-view.ts';
import { EngagementStub } from './map.types.ts';
import { Maps } from './maps.ts';

/** Everybody may hold an engagement in hand; its maps are for its client and its coach. */
@Resolver(() => EngagementStub)
export class EngagementMapsResolver {
  readonly #maps: Maps;
  constructor(maps: Maps) {
    this.#maps = maps;
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }) {
    return { id };
  }

  @ResolveField(() => [MapView], {
    nullable: true, // the engagement can be shown while this service is away
    description: 'The maps of the engagement that the caller may see.',
  })
  systemMaps(@Parent() { id }: EngagementStub, @CurrentContext() context: RequestContext) {
    return this.#maps.ofEngagement(context, id);
  }
}
