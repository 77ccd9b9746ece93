import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  Connection,
  CurrentContext,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { ErasureView } from '../read-models/erasure-view.ts';

const ErasureConnection = Connection('Erasure', () => ErasureView);

/** Every erasure of the tenant, with its certificate. */
@Resolver()
export class ErasuresResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @Query(() => ErasureConnection, { description: 'Who was erased, the newest first.' })
  erasures(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    return this.#models.of(ErasureView).page(context, page, { orderBy: 'requestedAt', direction: 'DESC' });
  }
}
